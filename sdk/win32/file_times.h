// FILETIME and the platform's times. Users: times.cc, files.cc, file_io.cc.
#pragma once

#include <ctime>

#include "win32/basetypes.h"

namespace penstock::win32 {

constexpr int64_t kTicksPerSecond = 10'000'000;
constexpr int64_t kSecondsFrom1601To1970 = 11'644'473'600;

inline FILETIME file_time_of(uint64_t ticks) {
  return {static_cast<DWORD>(ticks), static_cast<DWORD>(ticks >> 32)};
}
inline uint64_t ticks_of(const FILETIME& time) {
  return (uint64_t{time.dwHighDateTime} << 32) | time.dwLowDateTime;
}
inline FILETIME file_time_of(const timespec& time) {
  return file_time_of(static_cast<uint64_t>(
      (time.tv_sec + kSecondsFrom1601To1970) * kTicksPerSecond + time.tv_nsec / 100));
}

}  // namespace penstock::win32
