// Watchdog: takes the loop from a leader that has been inside one module callback too long, and
// gives it to a follower. One thread a worker process. Neighbours: leadership.h, thread_team.h.
//
// It samples while requests are seen, and sleeps when there are none: an idle server does not tick.
#pragma once

#include <pthread.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <vector>

#include "base/result.h"

namespace penstock::io {

class EventLoop;
class ThreadTeam;

class Watchdog {
 public:
  // threshold: how long a leader may be inside one callback. Zero takes every request over.
  Watchdog(ThreadTeam& team, std::chrono::microseconds threshold);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  base::Result<void> start(const std::vector<EventLoop*>& loops);
  void stop();

  // By a leader that has just entered a request. Costs one load while the watchdog is awake.
  void notice_request() {
    // The compiler must not read the flag before the request was marked. The processor still may:
    // the watchdog allows for that by looking again before it falls asleep.
    std::atomic_signal_fence(std::memory_order_seq_cst);
    if (asleep_.load(std::memory_order_relaxed) != 0) {
      wake();
    }
  }

  bool asleep() const { return asleep_.load(std::memory_order_relaxed) != 0; }

 private:
  using Clock = std::chrono::steady_clock;

  // What was last seen of a loop; owned by the watchdog's thread.
  struct Watched {
    EventLoop* loop;
    std::uint64_t lead = 0;
    std::uint64_t epoch = 0;
    Clock::time_point since;
    bool reported_exhausted = false;
  };

  static void* thread_main(void* self);
  void run();
  // Both: true if requests are being executed.
  bool sample(Watched& watched, Clock::time_point now);
  bool sample_all();
  void take_over(Watched& watched);
  void fall_asleep();
  void wake();

  ThreadTeam& team_;
  const std::chrono::microseconds threshold_;
  std::vector<Watched> watched_;  // owned by the watchdog's thread
  pthread_t thread_{};
  bool started_ = false;  // owned by who starts and stops it
  std::atomic<bool> stopping_{false};
  // On its own cache line: read with every request, written twice per idle period.
  alignas(64) std::atomic<int> asleep_{0};
};

}  // namespace penstock::io
