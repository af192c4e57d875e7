// The wall clock in the unit of the logs.
#pragma once

#include <cstdint>
#include <ctime>

namespace penstock::observe {

// Microseconds since 1970 UTC; no system call.
inline std::int64_t now_us() noexcept {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
}

}  // namespace penstock::observe
