// Range headers against sizes: what is answered with 206, 416 or a full 200.
#include "http/range.h"

#include <gtest/gtest.h>

#include <string>

namespace penstock::http {
namespace {

// "0-4,9-9" of what resolved, or the outcome.
std::string resolve(std::string_view header, std::uint64_t size) {
  RangeSet set;
  switch (set.resolve(header, size)) {
    case RangeOutcome::kFull:
      return "full";
    case RangeOutcome::kUnsatisfiable:
      return "416";
    case RangeOutcome::kPartial:
      break;
  }
  std::string out;
  for (const ByteRange& range : set.ranges()) {
    if (!out.empty()) out += ',';
    out += std::to_string(range.first) + '-' + std::to_string(range.last);
  }
  return out;
}

TEST(Range, SingleRanges) {
  EXPECT_EQ(resolve("bytes=0-4", 10), "0-4");
  EXPECT_EQ(resolve("BYTES=0-4", 10), "0-4");
  EXPECT_EQ(resolve("bytes=5-", 10), "5-9");
  EXPECT_EQ(resolve("bytes=-3", 10), "7-9");
  EXPECT_EQ(resolve("bytes=-30", 10), "0-9");
  EXPECT_EQ(resolve("bytes=9-9", 10), "9-9");
  EXPECT_EQ(resolve("bytes=0-99", 10), "0-9");
  EXPECT_EQ(resolve("bytes= 0-4 ", 10), "0-4");
}

TEST(Range, SeveralRangesKeepTheirOrder) {
  EXPECT_EQ(resolve("bytes=7-8, 0-1", 10), "7-8,0-1");
  EXPECT_EQ(resolve("bytes=,0-1,,3-4,", 10), "0-1,3-4");
  EXPECT_EQ(resolve("bytes=0-1,20-30", 10), "0-1");
  EXPECT_EQ(resolve("bytes=0-4,5-9", 10), "0-4,5-9");
}

TEST(Range, NothingOfItInsideIs416) {
  EXPECT_EQ(resolve("bytes=10-", 10), "416");
  EXPECT_EQ(resolve("bytes=10-20,30-", 10), "416");
  EXPECT_EQ(resolve("bytes=-0", 10), "416");
  EXPECT_EQ(resolve("bytes=0-", 0), "416");
  EXPECT_EQ(resolve("bytes=-1", 0), "416");
}

TEST(Range, MalformedOrOtherUnitsAreIgnored) {
  for (const char* header :
       {"", "bytes", "bytes=", "bytes=,", "bytes=-", "bytes=a-b", "bytes=1", "bytes=4-3",
        "bytes=1-2-3", "bytes=--1", "bytes=+1-2", "bytes=1 - 2", "bytes=0-1,x", "items=0-1",
        "bytes 0-1", "bytes =0-1", "bytes:0-1", "bytes=0x0-0x1", "bytes=1-2;3-4"}) {
    EXPECT_EQ(resolve(header, 10), "full") << header;
  }
}

// CVE-2011-3192: many or overlapping ranges must not multiply the response.
TEST(Range, OverlapsAndFloodsGetTheWholeOnce) {
  EXPECT_EQ(resolve("bytes=0-4,4-6", 10), "full");
  EXPECT_EQ(resolve("bytes=0-,0-", 10), "full");
  EXPECT_EQ(resolve("bytes=-5,7-", 10), "full");
  EXPECT_EQ(resolve("bytes=5-6,0-9", 10), "full");
  std::string hundred = "bytes=0-0";
  for (int i = 1; i < 100; ++i) {
    const std::string position = std::to_string(2 * i);
    hundred.append(",").append(position).append("-").append(position);
  }
  RangeSet set;
  EXPECT_EQ(set.resolve(hundred, 1000), RangeOutcome::kPartial);
  EXPECT_EQ(set.ranges().size(), 100u);
  EXPECT_EQ(resolve(hundred + ",900-900", 1000), "full");
  EXPECT_EQ(resolve("bytes=0-0" + std::string(100, ','), 1000), "full");
}

// CVE-2015-1635: positions at the end of 64 bits.
TEST(Range, HugePositionsDoNotOverflow) {
  EXPECT_EQ(resolve("bytes=18-18446744073709551615", 100), "full");
  EXPECT_EQ(resolve("bytes=0-18446744073709551615", 100), "full");
  EXPECT_EQ(resolve("bytes=-18446744073709551615", 100), "full");
  EXPECT_EQ(resolve("bytes=99999999999999999999999-", 100), "full");
  EXPECT_EQ(resolve("bytes=18-9223372036854775807", 100), "18-99");
  EXPECT_EQ(resolve("bytes=9223372036854775807-", 100), "416");
  EXPECT_EQ(resolve("bytes=-9223372036854775807", 100), "0-99");
  EXPECT_EQ(resolve("bytes=1-", UINT64_MAX >> 1), "1-9223372036854775806");
}

TEST(Range, ASetCanBeUsedAgain) {
  RangeSet set;
  ASSERT_EQ(set.resolve("bytes=0-1,3-4", 10), RangeOutcome::kPartial);
  ASSERT_EQ(set.resolve("bytes=5-6", 10), RangeOutcome::kPartial);
  EXPECT_EQ(set.ranges().size(), 1u);
}

}  // namespace
}  // namespace penstock::http
