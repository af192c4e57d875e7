// WriterSignal: how producers wake the one thread that drains their ring (record_ring.h), without
// a system call while it is awake, and without it ticking while there is nothing to do.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "observe/futex.h"

namespace penstock::observe {

// notify() and urge() from any thread; idle() and gather() from the writer thread only.
//
// No wake-up is lost: a producer changes what `pending` reads, then reads the state; the writer
// sets the state, then reads `pending`; all four are sequentially consistent, so one of the two
// sees the other.
class WriterSignal {
 public:
  // There is something to drain: wakes an idle writer.
  void notify() noexcept {
    if (state_.load() == kIdle) {
      wake();
    }
  }

  // It is urgent: also ends a gather().
  void urge() noexcept {
    if (state_.load() != kAwake) {
      wake();
    }
  }

  // Sleeps until pending() or woken.
  template <typename Pending>
  void idle(Pending pending) {
    state_.store(kIdle);
    while (!pending() && state_.load() == kIdle) {
      futex_wait(state_, kIdle);
    }
    state_.store(kAwake);
  }

  // Lets work accumulate for that long, or until urgent() or urged.
  template <typename Urgent>
  void gather(std::chrono::nanoseconds time, Urgent urgent) {
    const auto deadline = std::chrono::steady_clock::now() + time;
    state_.store(kGathering);
    while (!urgent() && state_.load() == kGathering) {
      const auto left = deadline - std::chrono::steady_clock::now();
      if (left <= std::chrono::nanoseconds(0)) {
        break;
      }
      futex_wait(state_, kGathering, left);
    }
    state_.store(kAwake);
  }

 private:
  static constexpr std::uint32_t kAwake = 0;
  static constexpr std::uint32_t kIdle = 1;
  static constexpr std::uint32_t kGathering = 2;

  void wake() noexcept {
    if (state_.exchange(kAwake) != kAwake) {
      futex_wake_all(state_);
    }
  }

  std::atomic<std::uint32_t> state_{kAwake};
};

}  // namespace penstock::observe
