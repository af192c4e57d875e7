// HTTP dates: the three forms, the calendar against a second way to count, and refusals.
#include "http/date.h"

#include <gtest/gtest.h>

#include <string>

namespace penstock::http {
namespace {

constexpr std::int64_t kExample = 784111777;  // RFC 9110's example date
constexpr std::int64_t kNow = 1700000000;     // 14 November 2023

std::string format(std::int64_t seconds) {
  std::string out(kDateLength, '\0');
  format_date(seconds, out.data());
  return out;
}

TEST(Date, FormatsImfFixdate) {
  EXPECT_EQ(format(kExample), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(format(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(format(-1), "Wed, 31 Dec 1969 23:59:59 GMT");
  EXPECT_EQ(format(951782400), "Tue, 29 Feb 2000 00:00:00 GMT");
  EXPECT_EQ(format(INT64_MAX), "Fri, 31 Dec 9999 23:59:59 GMT");
  EXPECT_EQ(format(INT64_MIN), "Sat, 01 Jan 0000 00:00:00 GMT");
}

TEST(Date, ParsesTheThreeForms) {
  EXPECT_EQ(parse_date("Sun, 06 Nov 1994 08:49:37 GMT", kNow), kExample);
  EXPECT_EQ(parse_date("Sunday, 06-Nov-94 08:49:37 GMT", kNow), kExample);
  EXPECT_EQ(parse_date("Sun Nov  6 08:49:37 1994", kNow), kExample);
  EXPECT_EQ(parse_date("Wed Nov 16 08:49:37 1994", kNow), kExample + 10 * 86400);
}

TEST(Date, TwoDigitYearsAreAtMostFiftyYearsAhead) {
  EXPECT_EQ(civil_from_seconds(*parse_date("Sunday, 06-Nov-73 08:49:37 GMT", kNow)).year, 2073);
  EXPECT_EQ(civil_from_seconds(*parse_date("Sunday, 06-Nov-74 08:49:37 GMT", kNow)).year, 1974);
}

TEST(Date, EveryDayOfFourCenturiesCountsOn) {
  CivilTime expected{1970, 1, 1, 0, 0, 0, 4};
  const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (std::int64_t day = 0; day < 146097; ++day) {
    const CivilTime time = civil_from_seconds(day * 86400);
    ASSERT_EQ(time.year, expected.year);
    ASSERT_EQ(time.month, expected.month);
    ASSERT_EQ(time.day, expected.day);
    ASSERT_EQ(time.weekday, expected.weekday);
    ASSERT_EQ(seconds_from_civil(time), day * 86400);
    ASSERT_EQ(parse_date(format(day * 86400 + 3661), kNow), day * 86400 + 3661);
    const int year = expected.year;
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    const int length = days[expected.month - 1] + (leap && expected.month == 2 ? 1 : 0);
    expected.weekday = (expected.weekday + 1) % 7;
    if (++expected.day > length) {
      expected.day = 1;
      expected.month = expected.month % 12 + 1;
      if (expected.month == 1) ++expected.year;
    }
  }
}

TEST(Date, RefusesEverythingElse) {
  for (const char* text : {"",
                           "0",
                           "Sun",
                           "Sun, 06 Nov 1994 08:49:37",
                           "Sun, 06 Nov 1994 08:49:37 UTC",
                           "Sun, 06 Nov 1994 08:49:37 GMT ",
                           " Sun, 06 Nov 1994 08:49:37 GMT",
                           "sun, 06 nov 1994 08:49:37 gmt",
                           "Sun, 6 Nov 1994 08:49:37 GMT",
                           "Sun, 06 Nov 94 08:49:37 GMT",
                           "Sun, 00 Nov 1994 08:49:37 GMT",
                           "Sun, 31 Nov 1994 08:49:37 GMT",
                           "Sun, 29 Feb 1900 08:49:37 GMT",
                           "Sun, 30 Feb 2000 08:49:37 GMT",
                           "Sun, 06 Nov 1994 24:49:37 GMT",
                           "Sun, 06 Nov 1994 08:60:37 GMT",
                           "Sun, 06 Nov 1994 08:49:61 GMT",
                           "Sun, 06 Nov 1994 08:49:-7 GMT",
                           "Sun, 06 Nov 1994 8:49:37 GMT",
                           "Sun Nov 06 08:49:37 94",
                           "Sunday, 06 Nov 1994 08:49:37 GMT",
                           "Sun, 06 Nov 1994 08:49:37 GMT; length=5"}) {
    EXPECT_EQ(parse_date(text, kNow), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace penstock::http
