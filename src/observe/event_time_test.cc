// Tests of event_time.h. Local times are checked in a zone that is east of UTC and has summer time.
#include "observe/event_time.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <time.h>

#include <string>

namespace penstock::observe {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kNow = 1'767'225'600 * kSecond;  // 2026-01-01T00:00:00Z

class EventTimeTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const char* zone = getenv("TZ")) {
      zone_ = zone;
    }
    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    tzset();
  }
  void TearDown() override {
    zone_.empty() ? unsetenv("TZ") : setenv("TZ", zone_.c_str(), 1);
    tzset();
  }

  // Seconds since kNow.
  static std::int64_t parse(const char* text) {
    auto time = parse_time(text, kNow);
    EXPECT_TRUE(time) << text;
    return time ? (time.value() - kNow) / kSecond : -1;
  }

 private:
  std::string zone_;
};

TEST_F(EventTimeTest, Iso) {
  EXPECT_EQ(iso_time(kNow), "2026-01-01T00:00:00.000000Z");
  EXPECT_EQ(iso_time(kNow + 1), "2026-01-01T00:00:00.000001Z");
  EXPECT_EQ(iso_time(-1), "1969-12-31T23:59:59.999999Z");
}

TEST_F(EventTimeTest, Ago) {
  EXPECT_EQ(parse("now"), 0);
  EXPECT_EQ(parse("30s"), -30);
  EXPECT_EQ(parse("10m"), -600);
  EXPECT_EQ(parse("2h"), -7200);
  EXPECT_EQ(parse("3d"), -3 * 86400);
  EXPECT_EQ(parse("1w"), -7 * 86400);
}

TEST_F(EventTimeTest, Days) {
  EXPECT_EQ(parse("today"), -3600);  // it is one o'clock there
  EXPECT_EQ(parse("Yesterday"), -3600 - 86400);
}

TEST_F(EventTimeTest, Absolute) {
  EXPECT_EQ(parse("2026-01-01T00:00:00Z"), 0);
  EXPECT_EQ(parse("2026-01-01T02:30:00+02:30"), 0);
  EXPECT_EQ(parse("2025-12-31T19:00-0500"), 0);
  EXPECT_EQ(parse("2026-01-01T01:00:00"), 0);
  EXPECT_EQ(parse("2026-01-01 01:00"), 0);
  EXPECT_EQ(parse("2026-01-01"), -3600);
  EXPECT_EQ(parse("2026-07-01"), (181 * 24 - 2) * 3600);  // summer time
  EXPECT_EQ(parse_time("2026-01-01T00:00:00.25Z", 0).value(), kNow + kSecond / 4);
}

TEST_F(EventTimeTest, RefusesOtherTextAndSaysWhatIsExpected) {
  for (const char* bad :
       {"", "10", "m", "10x", "-5m", "99999999999999999999s", "2026", "2026-13-01", "2026-01-32",
        "2026-01-01T", "2026-01-01T24:00", "2026-01-01T00:60", "2026-01-01T00:00:61",
        "2026-01-01T00:00Zjunk", "2026-01-01T00:00+1"}) {
    auto time = parse_time(bad, kNow);
    ASSERT_FALSE(time) << bad;
    EXPECT_THAT(time.error().message, testing::HasSubstr("'" + std::string(bad) + "'"));
  }
}

}  // namespace
}  // namespace penstock::observe
