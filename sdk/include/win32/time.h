// Times: calendar (SYSTEMTIME), counted (FILETIME: 100 ns since 1601-01-01 UTC), and ticks.
// Implementation: sdk/win32/times.cc, time_zones.cc.
#ifndef PENSTOCK_SDK_WIN32_TIME_H_
#define PENSTOCK_SDK_WIN32_TIME_H_

#include <errno.h>
#include <time.h>

#include "basetypes.h"
#include "format.h"

PENSTOCK_WIN32_API VOID WINAPI GetSystemTime(LPSYSTEMTIME time);
PENSTOCK_WIN32_API VOID WINAPI GetLocalTime(LPSYSTEMTIME time);
PENSTOCK_WIN32_API VOID WINAPI GetSystemTimeAsFileTime(LPFILETIME time);
PENSTOCK_WIN32_API VOID WINAPI GetSystemTimePreciseAsFileTime(LPFILETIME time);

// FALSE with ERROR_INVALID_PARAMETER for a time that does not exist: a FILETIME above
// 0x7FFFFFFFFFFFFFFF, a SYSTEMTIME with fields out of range or a year before 1601. The day of the
// week is not looked at.
PENSTOCK_WIN32_API BOOL WINAPI FileTimeToSystemTime(const FILETIME *file_time, LPSYSTEMTIME time);
PENSTOCK_WIN32_API BOOL WINAPI SystemTimeToFileTime(const SYSTEMTIME *time, LPFILETIME file_time);
// By the current offset of the local zone, whatever the date.
PENSTOCK_WIN32_API BOOL WINAPI FileTimeToLocalFileTime(const FILETIME *file_time,
                                                       LPFILETIME local_time);
PENSTOCK_WIN32_API BOOL WINAPI LocalFileTimeToFileTime(const FILETIME *local_time,
                                                       LPFILETIME file_time);
// -1, 0 or 1.
PENSTOCK_WIN32_API LONG WINAPI CompareFileTime(const FILETIME *a, const FILETIME *b);

// Biases are minutes, UTC = local time + bias. A date with wMonth 0 means no daylight time; with
// wYear 0, wDay is the week of the month (5: the last) of weekday wDayOfWeek.
typedef struct _TIME_ZONE_INFORMATION {
  LONG Bias;
  WCHAR StandardName[32];
  SYSTEMTIME StandardDate;
  LONG StandardBias;
  WCHAR DaylightName[32];
  SYSTEMTIME DaylightDate;
  LONG DaylightBias;
} TIME_ZONE_INFORMATION, *PTIME_ZONE_INFORMATION, *LPTIME_ZONE_INFORMATION;
#define TIME_ZONE_ID_UNKNOWN 0u
#define TIME_ZONE_ID_STANDARD 1u
#define TIME_ZONE_ID_DAYLIGHT 2u
#define TIME_ZONE_ID_INVALID 0xFFFFFFFFu

// The local zone's biases and names; the transition dates of its rules are not given (wMonth 0).
PENSTOCK_WIN32_API DWORD WINAPI GetTimeZoneInformation(LPTIME_ZONE_INFORMATION zone);
// In the zone given, or with NULL in the machine's own, by the rules valid at that date.
PENSTOCK_WIN32_API BOOL WINAPI SystemTimeToTzSpecificLocalTime(const TIME_ZONE_INFORMATION *zone,
                                                               const SYSTEMTIME *universal,
                                                               LPSYSTEMTIME local);

// Milliseconds since the system started; the 32-bit form wraps after 49.7 days.
PENSTOCK_WIN32_API DWORD WINAPI GetTickCount(VOID);
PENSTOCK_WIN32_API ULONGLONG WINAPI GetTickCount64(VOID);
// A steady nanosecond counter; the frequency says so.
PENSTOCK_WIN32_API BOOL WINAPI QueryPerformanceCounter(LARGE_INTEGER *count);
PENSTOCK_WIN32_API BOOL WINAPI QueryPerformanceFrequency(LARGE_INTEGER *frequency);

// The runtime's bounded forms, with the result first.
inline errno_t gmtime_s(struct tm *result, const time_t *time) {
  return result != nullptr && time != nullptr && gmtime_r(time, result) != nullptr ? 0 : EINVAL;
}
inline errno_t localtime_s(struct tm *result, const time_t *time) {
  return result != nullptr && time != nullptr && localtime_r(time, result) != nullptr ? 0 : EINVAL;
}

#endif  // PENSTOCK_SDK_WIN32_TIME_H_
