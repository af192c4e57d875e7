// Local times: in the machine's zone, by the platform's rules, or in a zone given by its biases and
// transition dates. Declared in win32/time.h; neighbour: times.cc.
#include <algorithm>
#include <ctime>
#include <iterator>

#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/file_times.h"
#include "win32/time.h"
#include "win32/utf.h"

namespace penstock::win32 {
namespace {

constexpr int64_t kTicksPerMinute = 60 * kTicksPerSecond;
constexpr int kLastWeekOfMonth = 5;

bool to_ticks(const SYSTEMTIME& time, int64_t& ticks) {
  FILETIME file_time;
  if (!SystemTimeToFileTime(&time, &file_time)) return false;
  ticks = static_cast<int64_t>(ticks_of(file_time));
  return true;
}

bool to_calendar(int64_t ticks, SYSTEMTIME& time) {
  const FILETIME file_time = file_time_of(static_cast<uint64_t>(ticks));
  return ticks >= 0 && FileTimeToSystemTime(&file_time, &time);
}

// A rule such as "the last Sunday of October, 3:00" in that year. False for an impossible rule.
bool resolve_date(SYSTEMTIME rule, WORD year, int64_t& ticks) {
  if (rule.wYear != 0) return to_ticks(rule, ticks);
  const int week = rule.wDay;
  if (week < 1 || week > kLastWeekOfMonth || rule.wDayOfWeek > 6) return false;
  SYSTEMTIME first = rule;
  first.wYear = year;
  first.wDay = 1;
  if (!to_ticks(first, ticks) || !to_calendar(ticks, first)) return false;
  int day = 1 + (rule.wDayOfWeek - first.wDayOfWeek + 7) % 7 + (week - 1) * 7;
  SYSTEMTIME date = first;
  do {
    date.wDay = static_cast<WORD>(day);
    day -= 7;
  } while (!to_ticks(date, ticks) && day > 0);
  return true;
}

// Minutes to subtract from universal time; false for rules that cannot be.
bool bias_at(const TIME_ZONE_INFORMATION& zone, const SYSTEMTIME& universal, LONG& bias) {
  bias = zone.Bias;
  if (zone.StandardDate.wMonth == 0 || zone.DaylightDate.wMonth == 0) return true;
  int64_t now = 0;
  int64_t to_standard = 0;
  int64_t to_daylight = 0;
  if (!to_ticks(universal, now) || !resolve_date(zone.StandardDate, universal.wYear, to_standard) ||
      !resolve_date(zone.DaylightDate, universal.wYear, to_daylight)) {
    return false;
  }
  // Each date is in the local time that ends there.
  to_standard += (zone.Bias + zone.DaylightBias) * kTicksPerMinute;
  to_daylight += (zone.Bias + zone.StandardBias) * kTicksPerMinute;
  const bool daylight = to_daylight < to_standard ? now >= to_daylight && now < to_standard
                                                  : now >= to_daylight || now < to_standard;
  bias += daylight ? zone.DaylightBias : zone.StandardBias;
  return true;
}

BOOL local_by_zone(const TIME_ZONE_INFORMATION& zone, const SYSTEMTIME& universal,
                   SYSTEMTIME& local) {
  int64_t ticks = 0;
  LONG bias = 0;
  if (!to_ticks(universal, ticks) || !bias_at(zone, universal, bias) ||
      !to_calendar(ticks - bias * kTicksPerMinute, local)) {
    return fail(ERROR_INVALID_PARAMETER);
  }
  return TRUE;
}

BOOL local_by_platform(const SYSTEMTIME& universal, SYSTEMTIME& local) {
  int64_t ticks = 0;
  if (!to_ticks(universal, ticks)) return FALSE;
  const time_t seconds = ticks / kTicksPerSecond - kSecondsFrom1601To1970;
  tm parts;
  localtime_r(&seconds, &parts);
  return to_calendar(ticks + parts.tm_gmtoff * kTicksPerSecond, local) || FALSE;
}

void copy_name(const char* name, WCHAR (&out)[32]) {
  const std::wstring wide = to_wide(name != nullptr ? name : "");
  const size_t size = std::min(wide.size(), std::size(out) - 1);
  std::fill(std::copy_n(wide.data(), size, out), std::end(out), L'\0');
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

BOOL SystemTimeToTzSpecificLocalTime(const TIME_ZONE_INFORMATION* zone, const SYSTEMTIME* universal,
                                     LPSYSTEMTIME local) {
  if (zone != nullptr) return local_by_zone(*zone, *universal, *local);
  return local_by_platform(*universal, *local);
}

DWORD GetTimeZoneInformation(LPTIME_ZONE_INFORMATION zone) {
  const time_t now = time(nullptr);
  tm parts;
  localtime_r(&now, &parts);
  *zone = {};
  // `timezone` is the offset without daylight time, in seconds west of UTC.
  zone->Bias = static_cast<LONG>(timezone / 60);
  copy_name(tzname[0], zone->StandardName);
  copy_name(tzname[1], zone->DaylightName);
  if (daylight == 0) return TIME_ZONE_ID_UNKNOWN;
  zone->DaylightBias = -60;
  return parts.tm_isdst > 0 ? TIME_ZONE_ID_DAYLIGHT : TIME_ZONE_ID_STANDARD;
}
