// EventLoop: one edge-triggered epoll instance with its inbox and timers, run by one leader thread
// at a time. Neighbours: thread_team.h (the threads), watchdog.h, leadership.h, ready_latch.h.
//
// The rule that makes it safe: a loop's structures are touched by its leader only; every other
// thread posts to the inbox. The batch of ready events, the collected tasks and the expired timers
// belong to the loop, so that a new leader goes on in the middle of them.
#pragma once

#include <sys/epoll.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>

#include "base/result.h"
#include "io/inbox.h"
#include "io/leadership.h"
#include "io/timer_wheel.h"
#include "io/unique_fd.h"
#include "io/watchdog.h"

namespace penstock::io {

class ThreadTeam;

// Receives the readiness of one file descriptor.
class IoHandler {
 public:
  // Called by the leader with the EPOLL* bits. May remove and destroy itself. If it ran a request
  // and leave_detachable() was false, it must not touch the loop before it returns.
  virtual void on_ready(std::uint32_t epoll_events) = 0;

 protected:
  ~IoHandler() = default;
};

class alignas(64) EventLoop {
 public:
  // Readiness of a connection: registered once, never changed.
  static constexpr std::uint32_t kConnectionEvents = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  // Level-triggered, for listening sockets and signals: what is left over is reported again.
  static constexpr std::uint32_t kLevelRead = EPOLLIN;

  // Timers have a resolution of 2^tick_bits milliseconds.
  static base::Result<std::unique_ptr<EventLoop>> create(unsigned tick_bits = 7);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  // --- Leader only (or before the loop is started) ---------------------------------------------

  base::Result<void> add(int fd, IoHandler* handler, std::uint32_t events = kConnectionEvents);
  // Unregisters fd; the handler gets no further event, those already collected included.
  void remove(int fd, IoHandler* handler);
  // As remove(), for an fd that is closed next: closing unregisters it, this saves the call.
  void forget(IoHandler* handler);

  // The timer expires not before delay_ms from now_ms(); see timer_wheel.h.
  void arm(Timer& timer, std::int64_t delay_ms);
  void cancel(Timer& timer);

  // --- Any thread ------------------------------------------------------------------------------

  // Runs the task on the loop's leader, in order of posting.
  void post(Task* task);

  // Monotonic milliseconds, read once per turn of the loop.
  std::int64_t now_ms() const { return now_ms_.load(std::memory_order_relaxed); }

  // The leader leaves the loop after its current batch; nothing runs on the loop afterwards.
  void stop();

  // The loop this thread leads or, detached, has led; null on a thread that is not a team's.
  static EventLoop* current() { return this_thread().loop; }
  // This thread leads the loop, as far as it knows; inside a request, ask still_leads().
  bool is_leader() const { return this_thread().leads(this); }

  // --- Around a request: see DetachableScope ---------------------------------------------------

  // Before the first module callback of a request: from here to leave_detachable() this thread may
  // lose the loop at any moment and must not touch it. On other threads: nothing.
  void enter_detachable();
  // Before each module callback: shows that the thread makes progress. Any thread.
  static void tick() {
    std::atomic<std::uint64_t>& epoch = this_thread().epoch;
    epoch.store(epoch.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }
  // True: this thread still leads the loop. False: it does not; it may only post().
  bool leave_detachable();
  // Inside a request: false as soon as the leadership is gone. Asked after a callback, it tells
  // whether that callback was taken over.
  bool still_leads() const {
    const ThreadContext& self = this_thread();
    return self.leads(this) && leadership_.load() >> 1 == self.generation;
  }

  // Before the calling leader would block: a follower takes the loop at once, and this thread goes
  // on as a detached executor. True also if it did not lead, or if the team is configured without
  // hand-off: it may block. False: no thread is left within the team's bound; it still leads and
  // must not block.
  bool give_away();

  // True while the team has no thread left to take over a blocked leader: a request that needs
  // module code is to be answered with 503.
  bool saturated() const;

 private:
  friend class ThreadTeam;
  friend class Watchdog;

  static constexpr int kBatch = 256;

  EventLoop(UniqueFd epoll, UniqueFd wakeup, std::int64_t now_ms, unsigned tick_bits);

  // Called by a team's thread: runs the loop until it is stopped or the leadership is lost.
  void lead(std::uint64_t generation);
  // Each is false when the calling thread has lost the loop.
  bool run_ready(ThreadContext& self);
  bool run_tasks(ThreadContext& self);
  bool run_timers(ThreadContext& self);
  bool keeps_leading(ThreadContext& self);
  void wait();
  int wait_timeout_ms();
  void wake();
  void check_owner(const char* operation) const;

  Leadership leadership_;
  Watchdog* watchdog_ = nullptr;  // set before start, by the team
  ThreadTeam* team_ = nullptr;    // set before start, by the team

  // Owned by the leader.
  UniqueFd epoll_;
  UniqueFd wakeup_;
  int ready_next_ = 0;
  int ready_count_ = 0;
  TimerWheel timers_;
  std::array<epoll_event, kBatch> ready_;

  std::atomic<std::int64_t> now_ms_;  // written by the leader

  // Shared with those who post; on cache lines of their own.
  alignas(64) Inbox inbox_;
  std::atomic<bool> sleeping_{false};
  std::atomic<bool> stopping_{false};
  std::atomic<int> posting_{0};  // threads inside post(); the destructor waits for them
};

// The time in which a request may run module code: enters on construction; leave() tells whether
// the thread still leads. A scope that ends without leave() leaves.
class DetachableScope {
 public:
  explicit DetachableScope(EventLoop& loop) : loop_(loop) { loop_.enter_detachable(); }
  ~DetachableScope() {
    if (!left_) {
      loop_.leave_detachable();
    }
  }
  DetachableScope(const DetachableScope&) = delete;
  DetachableScope& operator=(const DetachableScope&) = delete;

  bool leave() {
    left_ = true;
    return loop_.leave_detachable();
  }

 private:
  EventLoop& loop_;
  bool left_ = false;
};

inline void EventLoop::enter_detachable() {
  ThreadContext& self = this_thread();
  if (!self.leads(this)) {
    return;
  }
  tick();
  self.detachable = true;
  leadership_.enter_request(self.generation);
  if (watchdog_ != nullptr) {
    watchdog_->notice_request();
  }
}

inline bool EventLoop::leave_detachable() {
  ThreadContext& self = this_thread();
  if (!self.leads(this)) {
    return false;
  }
  self.detachable = false;
  if (leadership_.leave_request(self.generation)) {
    return true;
  }
  self.generation = 0;
  return false;
}

}  // namespace penstock::io
