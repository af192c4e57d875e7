// ThreadTeam: the threads that run a worker's loops: one leader a loop, parked followers that take
// over, detached executors that finish a blocked request and park again. Bounded, spawned on
// demand. Neighbours: event_loop.h, watchdog.h, leadership.h.
#pragma once

#include <pthread.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.h"
#include "base/thread_annotations.h"
#include "io/watchdog.h"

namespace penstock::io {

class EventLoop;

class ThreadTeam {
 public:
  struct Options {
    // Leaders, followers and detached executors together. No more than there are loops: no
    // hand-off at all, a module that blocks blocks its loop.
    unsigned max_threads = 64;
    // The most that raise_limit() makes of it.
    unsigned most_raised = 256;
    // How long a leader may be inside one module callback before its loop is taken from it.
    std::chrono::microseconds watchdog_threshold{2000};
  };

  struct Counters {
    std::uint64_t takeovers = 0;   // by the watchdog
    std::uint64_t give_aways = 0;  // by the leader itself
    std::uint64_t exhausted = 0;   // a hand-off was wanted and no thread was left
    unsigned threads = 0;          // alive
    unsigned active = 0;           // leading or detached
  };

  explicit ThreadTeam(Options options);
  ~ThreadTeam();  // stops the loops and waits for every thread
  ThreadTeam(const ThreadTeam&) = delete;
  ThreadTeam& operator=(const ThreadTeam&) = delete;

  // Starts a leader for each loop. The loops must outlive the team. Once only.
  base::Result<void> start(const std::vector<EventLoop*>& loops);

  // Stops every loop; any thread.
  void stop();

  // Waits until every loop has stopped and every detached executor has finished, then ends the
  // threads. False: not within the limit (a module still blocks); to be called again, or the
  // process to be left with _exit.
  bool join(std::chrono::milliseconds limit);
  void join();

  const Watchdog& watchdog() const { return watchdog_; }

  // False: configured with no more threads than loops.
  bool hands_off() const { return options_.max_threads > loops_.size(); }

  // No thread may be left for a leader that blocks: see EventLoop::saturated().
  bool saturated() const { return saturated_.load(std::memory_order_relaxed); }

  // Any thread: one more, or one less again, of max_threads, where there is a hand-off at all. No
  // thread is started or ended for it.
  void raise_limit() PENSTOCK_EXCLUDES(mutex_);
  void lower_limit() PENSTOCK_EXCLUDES(mutex_);

  Counters counters() const;

 private:
  friend class EventLoop;
  friend class Watchdog;
  struct Member;

  enum class HandOver { kDone, kLost, kExhausted };

  // Moves the leadership of loop from the state `seen` to a follower. kLost: the state is no longer
  // `seen`.
  HandOver hand_over(EventLoop& loop, std::uint64_t seen);
  void count_takeover() { takeovers_.fetch_add(1, std::memory_order_relaxed); }
  void count_give_away() { give_aways_.fetch_add(1, std::memory_order_relaxed); }
  void count_exhausted() { exhausted_.fetch_add(1, std::memory_order_relaxed); }

  static void* thread_main(void* member);
  void serve(Member& member);
  Member* reserve() PENSTOCK_EXCLUDES(mutex_);
  Member* spawn() PENSTOCK_REQUIRES(mutex_);
  unsigned limit() const PENSTOCK_REQUIRES(mutex_);
  void park(Member& member) PENSTOCK_EXCLUDES(mutex_);
  static void assign(Member& member, EventLoop* loop, std::uint64_t generation);
  void update_saturation() PENSTOCK_REQUIRES(mutex_);
  void end_threads();

  const Options options_;
  std::vector<EventLoop*> loops_;  // set by start(), constant afterwards
  Watchdog watchdog_;

  mutable base::Mutex mutex_;
  base::CondVar idle_;  // active_ became 0
  std::vector<std::unique_ptr<Member>> members_ PENSTOCK_GUARDED_BY(mutex_);
  Member* parked_ PENSTOCK_GUARDED_BY(mutex_) = nullptr;  // most recently parked first
  unsigned active_ PENSTOCK_GUARDED_BY(mutex_) = 0;
  unsigned raised_ PENSTOCK_GUARDED_BY(mutex_) = 0;

  std::atomic<bool> saturated_{false};  // written under mutex_, read with every request
  std::atomic<std::uint64_t> takeovers_{0};
  std::atomic<std::uint64_t> give_aways_{0};
  std::atomic<std::uint64_t> exhausted_{0};
};

}  // namespace penstock::io
