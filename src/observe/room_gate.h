// RoomGate: where producers wait, boundedly, for a full ring to be drained a little.
// The counterpart of writer_signal.h; costs the writer one load when nobody waits.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "observe/futex.h"

namespace penstock::observe {

class RoomGate {
 public:
  // The writer made room, or found that it cannot.
  void open() noexcept {
    generation_.fetch_add(1);
    if (waiters_.load() != 0) {
      futex_wake_all(generation_);
    }
  }

  // Calls attempt() until it returns true, now and after each open(), for at most that long.
  template <typename Attempt>
  bool wait(std::chrono::nanoseconds time, Attempt attempt) noexcept {
    const auto deadline = std::chrono::steady_clock::now() + time;
    waiters_.fetch_add(1);
    bool done = false;
    for (;;) {
      const std::uint32_t generation = generation_.load();
      done = attempt();
      const auto left = deadline - std::chrono::steady_clock::now();
      if (done || left <= std::chrono::nanoseconds(0)) {
        break;
      }
      futex_wait(generation_, generation, left);
    }
    waiters_.fetch_sub(1);
    return done;
  }

 private:
  std::atomic<std::uint32_t> generation_{0};
  std::atomic<std::uint32_t> waiters_{0};
};

}  // namespace penstock::observe
