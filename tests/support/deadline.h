// How long a test waits for an event before it fails. Long, because it is only ever used up when
// something is broken: no test's outcome depends on how fast the machine is.
#pragma once

#include <chrono>

namespace penstock::tests {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kPatience{60'000};

// Milliseconds left, for poll(2); 0 when it has passed.
inline int left_until(Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return left > 0 ? static_cast<int>(left) : 0;
}

}  // namespace penstock::tests
