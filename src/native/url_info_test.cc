// Tests of the count of hits, with times of its own; the rest is in tests/conformance.
#include "native/url_info.h"

#include <gtest/gtest.h>

#include <memory>

namespace penstock::native {
namespace {

struct Dereference {
  void operator()(UrlInfo* info) const { info->DereferenceCacheData(); }
};
using Info = std::unique_ptr<UrlInfo, Dereference>;

Info make(DWORD threshold, DWORD period_ms) {
  return Info(new UrlInfo(UriKey(1, L"site", L"/a", L"MACHINE"), {threshold, period_ms}));
}

TEST(UrlInfo, TwoHitsWithinThePeriod) {
  const Info info = make(2, 10'000);
  info->hit(1'000);
  EXPECT_FALSE(info->IsFrequentlyHit());
  info->hit(11'000);
  EXPECT_TRUE(info->IsFrequentlyHit());
  info->hit(21'001);
  EXPECT_FALSE(info->IsFrequentlyHit());
  info->hit(21'002);
  EXPECT_TRUE(info->IsFrequentlyHit());
}

TEST(UrlInfo, TheLatestAsManyAsTheThresholdCount) {
  const Info info = make(3, 10);
  for (const DWORD ticks : {0U, 9U}) {
    info->hit(ticks);
    EXPECT_FALSE(info->IsFrequentlyHit());
  }
  info->hit(12);
  EXPECT_FALSE(info->IsFrequentlyHit());
  info->hit(15);
  EXPECT_TRUE(info->IsFrequentlyHit());
}

TEST(UrlInfo, AThresholdOfOneIsReachedAtOnce) {
  const Info info = make(1, 0);
  info->hit(5);
  EXPECT_TRUE(info->IsFrequentlyHit());
}

TEST(UrlInfo, TicksMayWrapAround) {
  const Info info = make(2, 10);
  info->hit(0xfffffffeU);
  info->hit(3);
  EXPECT_TRUE(info->IsFrequentlyHit());
}

TEST(UriKey, ComparesSiteAndPath) {
  UriKey folder(1, L"site", L"/a/", L"");
  UriKey file(1, L"other name", L"/a/b", L"");
  UriKey elsewhere(2, L"site", L"/a/b", L"");
  EXPECT_TRUE(folder.GetIsPrefix(&file));
  EXPECT_FALSE(file.GetIsPrefix(&folder));
  EXPECT_FALSE(folder.GetIsPrefix(&elsewhere));
  EXPECT_FALSE(file.GetIsEqual(&elsewhere));
  EXPECT_TRUE(file.GetIsEqual(&file));
}

}  // namespace
}  // namespace penstock::native
