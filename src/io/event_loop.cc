// Runs one loop: ready events, tasks, timers, wait; and its part of the hand-off. See event_loop.h.
#include "io/event_loop.h"

#include <sched.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>
#include <system_error>

#include "base/tick_clock.h"
#include "io/thread_team.h"

// Builds for finding errors check that only the leader touches a loop.
#if !defined(NDEBUG) || defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
#define PENSTOCK_CHECK_OWNER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define PENSTOCK_CHECK_OWNER 1
#endif
#endif

namespace penstock::io {
namespace {

// Timers are coarser still than this clock.
std::int64_t read_clock_ms() { return static_cast<std::int64_t>(base::tick_count_ms()); }

std::string reason(int error) { return std::system_category().message(error); }

[[noreturn]] void fail(const char* what, const std::string& why) {
  std::fprintf(stderr, "penstock: event loop: %s: %s\n", what, why.c_str());
  std::abort();
}

}  // namespace

base::Result<std::unique_ptr<EventLoop>> EventLoop::create(unsigned tick_bits) {
  UniqueFd epoll(epoll_create1(EPOLL_CLOEXEC));
  if (!epoll) {
    return base::Error{"cannot create an epoll instance: " + reason(errno)};
  }
  UniqueFd wakeup(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!wakeup) {
    return base::Error{"cannot create an eventfd for a loop's inbox: " + reason(errno)};
  }
  // Edge-triggered: each write wakes the loop, and the counter need never be read. A null handler
  // is skipped.
  epoll_event event{};
  event.events = EPOLLIN | EPOLLET;
  if (epoll_ctl(epoll.get(), EPOLL_CTL_ADD, wakeup.get(), &event) != 0) {
    return base::Error{"cannot register a loop's eventfd with epoll: " + reason(errno)};
  }
  return std::unique_ptr<EventLoop>(
      new EventLoop(std::move(epoll), std::move(wakeup), read_clock_ms(), tick_bits));
}

EventLoop::EventLoop(UniqueFd epoll, UniqueFd wakeup, std::int64_t now_ms, unsigned tick_bits)
    : epoll_(std::move(epoll)),
      wakeup_(std::move(wakeup)),
      timers_(now_ms, tick_bits),
      now_ms_(now_ms) {}

EventLoop::~EventLoop() {
  // Whoever posted the last task may still be between the push and the wake-up: the task has run,
  // everything has stopped, and yet that thread is inside post().
  while (posting_.load(std::memory_order_acquire) != 0) {
    sched_yield();
  }
}

void EventLoop::check_owner([[maybe_unused]] const char* operation) const {
#ifdef PENSTOCK_CHECK_OWNER
  const ThreadContext& self = this_thread();
  if (leadership_.has_leader() && (!self.leads(this) || self.detachable)) {
    fail(operation, "called by a thread that does not lead the loop, or inside a request");
  }
#endif
}

base::Result<void> EventLoop::add(int fd, IoHandler* handler, std::uint32_t events) {
  check_owner("add");
  epoll_event event{};
  event.events = events;
  event.data.ptr = handler;
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event) != 0) {
    return base::Error{"cannot register descriptor " + std::to_string(fd) +
                       " with epoll: " + reason(errno)};
  }
  return {};
}

void EventLoop::remove(int fd, IoHandler* handler) {
  forget(handler);
  epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, nullptr);
}

void EventLoop::forget(IoHandler* handler) {
  check_owner("forget");
  for (int i = ready_next_; i != ready_count_; ++i) {
    epoll_event& event = ready_[static_cast<std::size_t>(i)];
    if (event.data.ptr == handler) {
      event.data.ptr = nullptr;
    }
  }
}

void EventLoop::arm(Timer& timer, std::int64_t delay_ms) {
  check_owner("arm");
  timers_.arm(timer, now_ms(), delay_ms);
}

void EventLoop::cancel(Timer& timer) {
  check_owner("cancel");
  timers_.cancel(timer);
}

void EventLoop::post(Task* task) {
  posting_.fetch_add(1, std::memory_order_relaxed);
  inbox_.push(task);
  wake();
  posting_.fetch_sub(1, std::memory_order_release);
}

void EventLoop::stop() {
  stopping_.store(true, std::memory_order_seq_cst);
  wake();
}

// Either this sees that the loop sleeps, or the loop sees what was written before this: both sides
// write first and read second, all four sequentially consistent.
void EventLoop::wake() {
  if (sleeping_.load(std::memory_order_seq_cst) && sleeping_.exchange(false)) {
    eventfd_write(wakeup_.get(), 1);
  }
}

bool EventLoop::give_away() {
  ThreadContext& self = this_thread();
  if (!self.leads(this) || !team_->hands_off()) {
    return true;
  }
  const std::uint64_t inside = self.detachable ? Leadership::kInRequest : 0;
  const auto outcome = team_->hand_over(*this, Leadership::word(self.generation) | inside);
  if (outcome == ThreadTeam::HandOver::kExhausted) {
    team_->count_exhausted();
    return false;
  }
  if (outcome == ThreadTeam::HandOver::kDone) {
    team_->count_give_away();
  }
  self.generation = 0;
  self.detachable = false;
  return true;
}

bool EventLoop::saturated() const { return team_ != nullptr && team_->saturated(); }

void EventLoop::lead(std::uint64_t generation) {
  ThreadContext& self = this_thread();
  self.loop = this;
  self.generation = generation;
  leadership_.announce(&self);
  while (!stopping_.load(std::memory_order_relaxed)) {
    if (!run_ready(self) || !run_tasks(self) || !run_timers(self)) {
      return;
    }
    wait();
  }
  self.generation = 0;
  leadership_.announce(nullptr);
}

// After a callback. One that left its request open leaves it here.
bool EventLoop::keeps_leading(ThreadContext& self) {
  if (self.detachable) {
    leave_detachable();
  }
  return self.generation != 0;
}

bool EventLoop::run_ready(ThreadContext& self) {
  while (ready_next_ != ready_count_) {
    const epoll_event event = ready_[static_cast<std::size_t>(ready_next_++)];
    if (event.data.ptr == nullptr) {
      continue;
    }
    static_cast<IoHandler*>(event.data.ptr)->on_ready(event.events);
    if (!keeps_leading(self)) {
      return false;
    }
  }
  return true;
}

bool EventLoop::run_tasks(ThreadContext& self) {
  inbox_.collect();
  while (Task* task = inbox_.next()) {
    task->run();
    if (!keeps_leading(self)) {
      return false;
    }
  }
  return true;
}

bool EventLoop::run_timers(ThreadContext& self) {
  timers_.advance(now_ms());
  while (Timer* timer = timers_.next_expired()) {
    timer->on_expire();
    if (!keeps_leading(self)) {
      return false;
    }
  }
  return true;
}

int EventLoop::wait_timeout_ms() {
  const std::int64_t due = timers_.next_due_ms();
  if (due == TimerWheel::kNever) {
    return -1;
  }
  const std::int64_t left = due - read_clock_ms();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, std::numeric_limits<int>::max()));
}

void EventLoop::wait() {
  ready_next_ = ready_count_ = 0;
  int timeout = wait_timeout_ms();
  sleeping_.store(true, std::memory_order_seq_cst);
  if (!inbox_.empty() || stopping_.load(std::memory_order_seq_cst)) {
    timeout = 0;
  }
  const int count = epoll_wait(epoll_.get(), ready_.data(), kBatch, timeout);
  if (count < 0 && errno != EINTR) {
    fail("epoll_wait", reason(errno));
  }
  sleeping_.store(false, std::memory_order_relaxed);
  ready_count_ = std::max(count, 0);
  now_ms_.store(read_clock_ms(), std::memory_order_relaxed);
}

}  // namespace penstock::io
