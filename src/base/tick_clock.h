// The clock of GetTickCount64: milliseconds, up to 4 of them old, which costs a fifth of the exact
// clock. For timers and for times that are shown to people.
#pragma once

#include <time.h>

#include <cstdint>

namespace penstock::base {

inline std::uint64_t tick_count_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1000 +
         static_cast<std::uint64_t>(now.tv_nsec) / 1'000'000;
}

}  // namespace penstock::base
