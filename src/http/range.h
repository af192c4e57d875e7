// The Range header (RFC 9110 14): parsing, and resolving against a size. Hostile headers never
// make a response larger than the resource: too many, overlapping or summing ranges mean "all".
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace penstock::http {

inline constexpr std::size_t kMaxRanges = 100;

struct ByteRange {
  std::uint64_t first;
  std::uint64_t last;  // inclusive; first <= last < size

  std::uint64_t length() const { return last - first + 1; }
};

enum class RangeOutcome : std::uint8_t {
  kFull,           // no usable Range: answer 200 with everything
  kPartial,        // answer 206 with ranges()
  kUnsatisfiable,  // answer 416 with Content-Range: bytes */size
};

// About 1.6 KB, meant for the stack.
class RangeSet {
 public:
  // Resolves a Range header's value against a resource of `size` bytes.
  RangeOutcome resolve(std::string_view header, std::uint64_t size);

  std::span<const ByteRange> ranges() const { return {items_.data(), count_}; }

 private:
  RangeOutcome judge(std::uint64_t size) const;

  std::array<ByteRange, kMaxRanges> items_;
  std::size_t count_ = 0;
};

}  // namespace penstock::http
