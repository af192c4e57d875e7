// Parsing and resolving of Range; see range.h.
#include "http/range.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "http/chars.h"

namespace penstock::http {
namespace {

// Positions stay below 2^63, so that no sum or difference of two of them overflows.
constexpr std::uint64_t kMaxPosition = UINT64_MAX >> 1;

std::optional<std::uint64_t> parse_position(std::string_view digits) {
  std::uint64_t value = 0;
  if (digits.empty()) return std::nullopt;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (value > (kMaxPosition - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
  }
  return value;
}

enum class Spec : std::uint8_t { kMalformed, kOutside, kInside };

// "-500": the last 500 bytes, or all of a shorter resource.
Spec resolve_suffix(std::string_view digits, std::uint64_t size, ByteRange& out) {
  const auto length = parse_position(digits);
  if (!length) return Spec::kMalformed;
  if (*length == 0 || size == 0) return Spec::kOutside;
  out = {size - std::min(*length, size), size - 1};
  return Spec::kInside;
}

// "0-499", "500-" or "-500".
Spec resolve_spec(std::string_view spec, std::uint64_t size, ByteRange& out) {
  const std::size_t dash = spec.find('-');
  if (dash == spec.npos) return Spec::kMalformed;
  if (dash == 0) return resolve_suffix(spec.substr(1), size, out);
  const auto first = parse_position(spec.substr(0, dash));
  if (!first) return Spec::kMalformed;
  std::uint64_t last = kMaxPosition;
  if (dash + 1 < spec.size()) {
    const auto position = parse_position(spec.substr(dash + 1));
    if (!position || *position < *first) return Spec::kMalformed;
    last = *position;
  }
  if (*first >= size) return Spec::kOutside;
  out = {*first, std::min(last, size - 1)};
  return Spec::kInside;
}

constexpr std::string_view kUnit = "bytes=";

}  // namespace

RangeOutcome RangeSet::resolve(std::string_view header, std::uint64_t size) {
  count_ = 0;
  if (!base::ascii_iequals(header.substr(0, kUnit.size()), kUnit)) return RangeOutcome::kFull;
  std::string_view rest = header.substr(kUnit.size());
  std::size_t specs = 0;
  bool any = false;
  while (true) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view spec = base::trim(rest.substr(0, comma));
    // RFC 9110 5.6.1: empty list members are skipped, but they count against the limit.
    if (++specs > kMaxRanges) return RangeOutcome::kFull;
    if (!spec.empty()) {
      const Spec result = resolve_spec(spec, size, items_[count_]);
      if (result == Spec::kMalformed) return RangeOutcome::kFull;
      if (result == Spec::kInside) ++count_;
      any = true;
    }
    if (comma == rest.size()) break;
    rest.remove_prefix(comma + 1);
  }
  return any ? judge(size) : RangeOutcome::kFull;
}

// More bytes than the resource has, or the same ones twice, are cheaper and safer as a 200
// (RFC 9110 14.2 allows to ignore such a header).
RangeOutcome RangeSet::judge(std::uint64_t size) const {
  if (count_ == 0) return RangeOutcome::kUnsatisfiable;
  std::array<ByteRange, kMaxRanges> sorted;
  const auto end = std::copy_n(items_.begin(), count_, sorted.begin());
  std::sort(sorted.begin(), end,
            [](const ByteRange& a, const ByteRange& b) { return a.first < b.first; });
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < count_; ++i) {
    if (i > 0 && sorted[i].first <= sorted[i - 1].last) return RangeOutcome::kFull;
    sum += sorted[i].length();
  }
  return sum > size ? RangeOutcome::kFull : RangeOutcome::kPartial;
}

}  // namespace penstock::http
