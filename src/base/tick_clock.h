// The clock of GetTickCount64, read cheaply: milliseconds, some milliseconds coarse. For times that
// are shown to people, not for deadlines.
#pragma once

#include <time.h>

#include <cstdint>

namespace penstock::pipeline {

inline std::uint64_t tick_count_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1000 +
         static_cast<std::uint64_t>(now.tv_nsec) / 1'000'000;
}

}  // namespace penstock::pipeline
