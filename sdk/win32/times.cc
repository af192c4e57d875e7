// Calendar and counted times, tick counters; declared in win32/time.h. Zones are time_zones.cc.
#include <ctime>

#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/file_times.h"
#include "win32/time.h"

namespace penstock::win32 {
namespace {

constexpr uint64_t kLastFileTime = 0x7FFFFFFFFFFFFFFF;
constexpr int64_t kTicksPerMillisecond = kTicksPerSecond / 1000;

timespec now(clockid_t clock) {
  timespec time;
  clock_gettime(clock, &time);
  return time;
}

SYSTEMTIME calendar_of(const tm& parts, WORD milliseconds) {
  const auto word = [](int value) { return static_cast<WORD>(value); };
  return {
      word(parts.tm_year + 1900), word(parts.tm_mon + 1), word(parts.tm_wday), word(parts.tm_mday),
      word(parts.tm_hour),        word(parts.tm_min),     word(parts.tm_sec),  milliseconds};
}

SYSTEMTIME universal_of(const timespec& time) {
  tm parts;
  gmtime_r(&time.tv_sec, &parts);
  return calendar_of(parts, static_cast<WORD>(time.tv_nsec / 1'000'000));
}

bool is_leap_year(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays[month - 1];
}

bool is_valid(const SYSTEMTIME& time) {
  return time.wYear >= 1601 && time.wYear <= 30827 && time.wMonth >= 1 && time.wMonth <= 12 &&
         time.wDay >= 1 && time.wDay <= days_in_month(time.wYear, time.wMonth) &&
         time.wHour <= 23 && time.wMinute <= 59 && time.wSecond <= 59 && time.wMilliseconds <= 999;
}

// Seconds that the local zone is ahead of UTC at this moment.
int64_t current_offset() {
  const time_t seconds = now(CLOCK_REALTIME).tv_sec;
  tm parts;
  localtime_r(&seconds, &parts);
  return parts.tm_gmtoff;
}

BOOL shift(const FILETIME& from, int64_t seconds, FILETIME* to) {
  const uint64_t ticks = ticks_of(from);
  if (ticks > kLastFileTime) return fail(ERROR_INVALID_PARAMETER);
  *to = file_time_of(ticks + static_cast<uint64_t>(seconds * kTicksPerSecond));
  return TRUE;
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

VOID GetSystemTime(LPSYSTEMTIME time) { *time = universal_of(now(CLOCK_REALTIME)); }

VOID GetLocalTime(LPSYSTEMTIME time) {
  const timespec moment = now(CLOCK_REALTIME);
  tm parts;
  localtime_r(&moment.tv_sec, &parts);
  *time = calendar_of(parts, static_cast<WORD>(moment.tv_nsec / 1'000'000));
}

VOID GetSystemTimeAsFileTime(LPFILETIME time) { *time = file_time_of(now(CLOCK_REALTIME)); }
VOID GetSystemTimePreciseAsFileTime(LPFILETIME time) { GetSystemTimeAsFileTime(time); }

BOOL FileTimeToSystemTime(const FILETIME* file_time, LPSYSTEMTIME time) {
  const uint64_t ticks = ticks_of(*file_time);
  if (ticks > kLastFileTime) return fail(ERROR_INVALID_PARAMETER);
  const auto signed_ticks = static_cast<int64_t>(ticks);
  const int64_t rest = signed_ticks % kTicksPerSecond;
  *time = universal_of({signed_ticks / kTicksPerSecond - kSecondsFrom1601To1970, rest * 100});
  return TRUE;
}

BOOL SystemTimeToFileTime(const SYSTEMTIME* time, LPFILETIME file_time) {
  if (!is_valid(*time)) return fail(ERROR_INVALID_PARAMETER);
  tm parts = {};
  parts.tm_year = time->wYear - 1900;
  parts.tm_mon = time->wMonth - 1;
  parts.tm_mday = time->wDay;
  parts.tm_hour = time->wHour;
  parts.tm_min = time->wMinute;
  parts.tm_sec = time->wSecond;
  const int64_t seconds = timegm(&parts) + kSecondsFrom1601To1970;
  *file_time = file_time_of(static_cast<uint64_t>(seconds * kTicksPerSecond +
                                                  time->wMilliseconds * kTicksPerMillisecond));
  return TRUE;
}

BOOL FileTimeToLocalFileTime(const FILETIME* file_time, LPFILETIME local) {
  return shift(*file_time, current_offset(), local);
}
BOOL LocalFileTimeToFileTime(const FILETIME* local, LPFILETIME file_time) {
  return shift(*local, -current_offset(), file_time);
}

LONG CompareFileTime(const FILETIME* a, const FILETIME* b) {
  const uint64_t left = ticks_of(*a);
  const uint64_t right = ticks_of(*b);
  return left < right ? -1 : static_cast<LONG>(left > right);
}

ULONGLONG GetTickCount64() {
  const timespec time = now(CLOCK_BOOTTIME);
  return static_cast<ULONGLONG>(time.tv_sec) * 1000 +
         static_cast<ULONGLONG>(time.tv_nsec) / 1'000'000;
}
DWORD GetTickCount() { return static_cast<DWORD>(GetTickCount64()); }

BOOL QueryPerformanceCounter(LARGE_INTEGER* count) {
  const timespec time = now(CLOCK_MONOTONIC);
  count->QuadPart = time.tv_sec * 1'000'000'000LL + time.tv_nsec;
  return TRUE;
}
BOOL QueryPerformanceFrequency(LARGE_INTEGER* frequency) {
  frequency->QuadPart = 1'000'000'000;
  return TRUE;
}
