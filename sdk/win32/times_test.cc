// Tests of times.cc and time_zones.cc.
#include "win32/time.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <string>

#include "windows.h"

namespace {

// Sets TZ for one test.
class ZoneScope {
 public:
  explicit ZoneScope(const char* zone) {
    if (const char* before = getenv("TZ")) before_ = before;
    setenv("TZ", zone, 1);
    tzset();
  }
  ~ZoneScope() {
    before_.empty() ? unsetenv("TZ") : setenv("TZ", before_.c_str(), 1);
    tzset();
  }
  ZoneScope(const ZoneScope&) = delete;
  ZoneScope& operator=(const ZoneScope&) = delete;

 private:
  std::string before_;
};

SYSTEMTIME date(WORD year, WORD month, WORD day, WORD hour = 0, WORD minute = 0, WORD second = 0,
                WORD milliseconds = 0) {
  return {year, month, 0, day, hour, minute, second, milliseconds};
}

std::string text(const SYSTEMTIME& time) {
  char out[64];
  sprintf_s(out, "%04u-%02u-%02u %02u:%02u:%02u.%03u w%u", time.wYear, time.wMonth, time.wDay,
            time.wHour, time.wMinute, time.wSecond, time.wMilliseconds, time.wDayOfWeek);
  return out;
}

FILETIME ticks(ULONGLONG value) {
  return {static_cast<DWORD>(value), static_cast<DWORD>(value >> 32)};
}
ULONGLONG ticks(const FILETIME& time) {
  return (ULONGLONG(time.dwHighDateTime) << 32) | time.dwLowDateTime;
}

TEST(FileTime, CountsFrom1601) {
  SYSTEMTIME time;
  FILETIME zero = ticks(0);
  EXPECT_TRUE(FileTimeToSystemTime(&zero, &time));
  EXPECT_EQ(text(time), "1601-01-01 00:00:00.000 w1");
  FILETIME epoch = ticks(116444736000000000ull);
  EXPECT_TRUE(FileTimeToSystemTime(&epoch, &time));
  EXPECT_EQ(text(time), "1970-01-01 00:00:00.000 w4");
  FILETIME too_late = ticks(0x8000000000000000ull);
  EXPECT_FALSE(FileTimeToSystemTime(&too_late, &time));
  EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
}

TEST(SystemTime, ConvertsThereAndBack) {
  const SYSTEMTIME leap = date(2024, 2, 29, 23, 59, 58, 765);
  FILETIME counted;
  SYSTEMTIME back;
  ASSERT_TRUE(SystemTimeToFileTime(&leap, &counted));
  ASSERT_TRUE(FileTimeToSystemTime(&counted, &back));
  EXPECT_EQ(text(back), "2024-02-29 23:59:58.765 w4");
}

TEST(SystemTime, RefusesDatesThatAreNone) {
  FILETIME counted;
  for (const SYSTEMTIME& wrong :
       {date(2023, 2, 29), date(1900, 2, 29), date(2023, 13, 1), date(2023, 0, 1),
        date(2023, 4, 31), date(1600, 12, 31), date(2023, 1, 1, 24), date(2023, 1, 1, 0, 60),
        date(2023, 1, 1, 0, 0, 60), date(2023, 1, 1, 0, 0, 0, 1000)}) {
    EXPECT_FALSE(SystemTimeToFileTime(&wrong, &counted)) << text(wrong);
  }
}

TEST(LocalTime, FollowsTheMachinesRulesAtThatDate) {
  const ZoneScope zone("CET-1CEST,M3.5.0,M10.5.0/3");
  const SYSTEMTIME winter = date(2023, 1, 15, 12);
  const SYSTEMTIME summer = date(2023, 7, 15, 23, 30);
  SYSTEMTIME local;
  EXPECT_TRUE(SystemTimeToTzSpecificLocalTime(NULL, &winter, &local));
  EXPECT_EQ(text(local), "2023-01-15 13:00:00.000 w0");
  EXPECT_TRUE(SystemTimeToTzSpecificLocalTime(NULL, &summer, &local));
  EXPECT_EQ(text(local), "2023-07-16 01:30:00.000 w0");
  const SYSTEMTIME wrong = date(2023, 13, 1);
  EXPECT_FALSE(SystemTimeToTzSpecificLocalTime(NULL, &wrong, &local));
}

TIME_ZONE_INFORMATION central_europe() {
  TIME_ZONE_INFORMATION zone = {};
  zone.Bias = -60;
  zone.DaylightBias = -60;
  zone.StandardDate = date(0, 10, 5, 3);
  zone.DaylightDate = date(0, 3, 5, 2);
  return zone;
}

TEST(LocalTime, FollowsAGivenZonesRules) {
  const TIME_ZONE_INFORMATION zone = central_europe();
  SYSTEMTIME local;
  // 2023: daylight time from March 26, 01:00 UTC to October 29, 01:00 UTC.
  const struct {
    SYSTEMTIME universal;
    const char* local;
  } kCases[] = {{date(2023, 3, 26, 0, 59), "2023-03-26 01:59:00.000 w0"},
                {date(2023, 3, 26, 1, 0), "2023-03-26 03:00:00.000 w0"},
                {date(2023, 10, 29, 0, 59), "2023-10-29 02:59:00.000 w0"},
                {date(2023, 10, 29, 1, 0), "2023-10-29 02:00:00.000 w0"}};
  for (const auto& one : kCases) {
    EXPECT_TRUE(SystemTimeToTzSpecificLocalTime(&zone, &one.universal, &local));
    EXPECT_EQ(text(local), one.local);
  }
}

TEST(LocalTime, HandlesSouthernSummersAndNoSummers) {
  TIME_ZONE_INFORMATION zone = {};
  zone.Bias = -600;
  SYSTEMTIME local;
  const SYSTEMTIME january = date(2023, 1, 10, 0);
  EXPECT_TRUE(SystemTimeToTzSpecificLocalTime(&zone, &january, &local));
  EXPECT_EQ(local.wHour, 10);
  zone.DaylightBias = -60;
  zone.DaylightDate = date(0, 10, 1, 2);
  zone.StandardDate = date(0, 4, 1, 3);
  EXPECT_TRUE(SystemTimeToTzSpecificLocalTime(&zone, &january, &local));
  EXPECT_EQ(local.wHour, 11);
  const SYSTEMTIME july = date(2023, 7, 10, 0);
  EXPECT_TRUE(SystemTimeToTzSpecificLocalTime(&zone, &july, &local));
  EXPECT_EQ(local.wHour, 10);
  zone.StandardDate.wDay = 6;
  EXPECT_FALSE(SystemTimeToTzSpecificLocalTime(&zone, &july, &local));
}

TEST(TimeZone, GivesTheMachinesBiases) {
  const ZoneScope zone("EST5EDT,M3.2.0,M11.1.0");
  TIME_ZONE_INFORMATION information;
  EXPECT_NE(GetTimeZoneInformation(&information), TIME_ZONE_ID_INVALID);
  EXPECT_EQ(information.Bias, 300);
  EXPECT_EQ(information.DaylightBias, -60);
  EXPECT_STREQ(information.StandardName, L"EST");
  EXPECT_STREQ(information.DaylightName, L"EDT");
}

TEST(LocalFileTime, IsTheInverseOfItself) {
  const ZoneScope zone("XXX-5:30");
  FILETIME universal = ticks(132000000000000000ull);
  FILETIME local;
  FILETIME back;
  EXPECT_TRUE(FileTimeToLocalFileTime(&universal, &local));
  EXPECT_EQ(ticks(local) - ticks(universal), 330 * 600000000ull);
  EXPECT_TRUE(LocalFileTimeToFileTime(&local, &back));
  EXPECT_EQ(CompareFileTime(&universal, &back), 0);
  EXPECT_EQ(CompareFileTime(&universal, &local), -1);
  EXPECT_EQ(CompareFileTime(&local, &universal), 1);
}

TEST(Now, IsTheSameInEveryForm) {
  FILETIME counted;
  SYSTEMTIME calendar;
  GetSystemTimeAsFileTime(&counted);
  GetSystemTime(&calendar);
  FILETIME again;
  ASSERT_TRUE(SystemTimeToFileTime(&calendar, &again));
  EXPECT_GE(ticks(again) + 10000, ticks(counted));
  const auto seconds = static_cast<ULONGLONG>(time(nullptr)) + 11644473600ull;
  EXPECT_LE(ticks(counted) / 10000000, seconds);
}

TEST(Ticks, NeverGoBack) {
  const ULONGLONG milliseconds = GetTickCount64();
  LARGE_INTEGER before;
  LARGE_INTEGER after;
  LARGE_INTEGER frequency;
  EXPECT_TRUE(QueryPerformanceCounter(&before));
  Sleep(1);
  EXPECT_TRUE(QueryPerformanceCounter(&after));
  EXPECT_TRUE(QueryPerformanceFrequency(&frequency));
  EXPECT_GE(after.QuadPart - before.QuadPart, frequency.QuadPart / 1000);
  EXPECT_GE(GetTickCount64(), milliseconds);
  EXPECT_GE(GetTickCount() - static_cast<DWORD>(milliseconds), 1u);
}

TEST(RuntimeTimes, PutTheResultFirst) {
  const time_t moment = 86400;
  tm parts;
  EXPECT_EQ(gmtime_s(&parts, &moment), 0);
  EXPECT_EQ(parts.tm_mday, 2);
  EXPECT_EQ(localtime_s(&parts, nullptr), EINVAL);
}

}  // namespace
