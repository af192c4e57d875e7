// Fuzzes Range against a size: whatever the header, no byte twice and none beyond the resource.
// Input: eight bytes of size, then the header's value.
#include <algorithm>
#include <cstring>
#include <string_view>
#include <vector>

#include "check.h"
#include "http/range.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace penstock;
  std::uint64_t resource = 0;
  if (size < sizeof resource) return 0;
  std::memcpy(&resource, data, sizeof resource);
  // Larger files do not exist; small ones are where ranges meet.
  resource %= (data[0] & 1) != 0 ? 100 : UINT64_MAX >> 1;
  const std::string_view header(reinterpret_cast<const char*>(data) + 8, size - 8);

  http::RangeSet set;
  if (set.resolve(header, resource) != http::RangeOutcome::kPartial) return 0;
  std::vector<http::ByteRange> ranges(set.ranges().begin(), set.ranges().end());
  std::sort(ranges.begin(), ranges.end(),
            [](const http::ByteRange& a, const http::ByteRange& b) { return a.first < b.first; });
  fuzz::check(!ranges.empty() && ranges.size() <= http::kMaxRanges, "1 to 100 ranges");
  std::uint64_t next = 0;
  for (const http::ByteRange& range : ranges) {
    fuzz::check(range.first >= next, "ranges do not overlap");
    fuzz::check(range.first <= range.last && range.last < resource, "ranges lie inside");
    next = range.last + 1;
  }
  return 0;
}
