// The team's members: spawning, parking, assigning loops to them, ending. See thread_team.h.
#include "io/thread_team.h"

#include <algorithm>
#include <string>
#include <system_error>

#include "io/event_loop.h"

namespace penstock::io {

// One thread. Parked, it waits for `wake`; who has reserved it writes loop and generation first.
struct ThreadTeam::Member {
  explicit Member(ThreadTeam& owner) : team(owner) {}

  ThreadTeam& team;
  pthread_t thread{};
  Member* next_parked = nullptr;  // under the team's mutex
  EventLoop* loop = nullptr;      // null on waking: the thread ends
  std::uint64_t generation = 0;
  std::atomic<int> wake{0};
};

ThreadTeam::ThreadTeam(Options options)
    : options_(options), watchdog_(*this, options.watchdog_threshold) {}

ThreadTeam::~ThreadTeam() {
  stop();
  join();
}

base::Result<void> ThreadTeam::start(const std::vector<EventLoop*>& loops) {
  loops_ = loops;
  for (EventLoop* loop : loops) {
    loop->team_ = this;
    loop->watchdog_ = hands_off() ? &watchdog_ : nullptr;
  }
  if (hands_off()) {
    base::Result<void> started = watchdog_.start(loops);
    if (!started.ok()) {
      return started;
    }
  }
  for (EventLoop* loop : loops) {
    Member* leader = reserve();
    if (leader == nullptr) {
      return base::Error{"cannot start a thread for each of " + std::to_string(loops.size()) +
                         " loops (at most " + std::to_string(options_.max_threads) +
                         " threads are configured)"};
    }
    loop->leadership_.take(0);
    assign(*leader, loop, Leadership::successor(0));
  }
  return {};
}

void ThreadTeam::stop() {
  for (EventLoop* loop : loops_) {
    loop->stop();
  }
}

void ThreadTeam::join() {
  while (!join(std::chrono::hours(1))) {
  }
}

bool ThreadTeam::join(std::chrono::milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  {
    base::MutexLock lock(mutex_);
    while (active_ != 0) {
      if (!idle_.wait_until(mutex_, deadline) && active_ != 0) {
        return false;
      }
    }
  }
  watchdog_.stop();
  end_threads();
  return true;
}

// All are parked, and nobody is left who would hand a loop over.
void ThreadTeam::end_threads() {
  std::vector<std::unique_ptr<Member>> members;
  {
    base::MutexLock lock(mutex_);
    members.swap(members_);
    parked_ = nullptr;
  }
  for (const auto& member : members) {
    assign(*member, nullptr, 0);
    pthread_join(member->thread, nullptr);
  }
}

ThreadTeam::Counters ThreadTeam::counters() const {
  base::MutexLock lock(mutex_);
  return {takeovers_.load(std::memory_order_relaxed), give_aways_.load(std::memory_order_relaxed),
          exhausted_.load(std::memory_order_relaxed), static_cast<unsigned>(members_.size()),
          active_};
}

// The thread is reserved before the token is taken, so that a loop is never without a leader.
ThreadTeam::HandOver ThreadTeam::hand_over(EventLoop& loop, std::uint64_t seen) {
  Member* follower = reserve();
  if (follower == nullptr) {
    return HandOver::kExhausted;
  }
  if (!loop.leadership_.take(seen)) {
    park(*follower);
    return HandOver::kLost;
  }
  assign(*follower, &loop, Leadership::successor(seen));
  return HandOver::kDone;
}

ThreadTeam::Member* ThreadTeam::reserve() {
  base::MutexLock lock(mutex_);
  if (active_ >= limit()) {
    return nullptr;
  }
  Member* member = parked_;
  if (member != nullptr) {
    parked_ = member->next_parked;
  } else {
    member = spawn();
  }
  if (member != nullptr) {
    ++active_;
    update_saturation();
  }
  return member;
}

ThreadTeam::Member* ThreadTeam::spawn() {
  auto member = std::make_unique<Member>(*this);
  if (pthread_create(&member->thread, nullptr, thread_main, member.get()) != 0) {
    return nullptr;
  }
  members_.push_back(std::move(member));
  return members_.back().get();
}

unsigned ThreadTeam::limit() const {
  return hands_off() ? std::max(options_.max_threads,
                                std::min(options_.max_threads + raised_, options_.most_raised))
                     : options_.max_threads;
}

void ThreadTeam::raise_limit() {
  base::MutexLock lock(mutex_);
  ++raised_;
  update_saturation();
}

void ThreadTeam::lower_limit() {
  base::MutexLock lock(mutex_);
  if (raised_ > 0) {
    --raised_;
    update_saturation();
  }
}

void ThreadTeam::park(Member& member) {
  base::MutexLock lock(mutex_);
  member.next_parked = parked_;
  parked_ = &member;
  --active_;
  update_saturation();
  if (active_ == 0) {
    idle_.notify_all();
  }
}

// Each leader may block, so each needs one thread in reserve: then whoever leads next can at least
// answer that the server is busy.
void ThreadTeam::update_saturation() {
  const std::size_t spare = limit() > active_ ? limit() - active_ : 0;
  saturated_.store(hands_off() && spare < loops_.size(), std::memory_order_relaxed);
}

void ThreadTeam::assign(Member& member, EventLoop* loop, std::uint64_t generation) {
  member.loop = loop;
  member.generation = generation;
  member.wake.store(1, std::memory_order_release);
  member.wake.notify_one();
}

void* ThreadTeam::thread_main(void* member) {
  pthread_setname_np(pthread_self(), "worker");
  Member& self = *static_cast<Member*>(member);
  self.team.serve(self);
  return nullptr;
}

void ThreadTeam::serve(Member& member) {
  for (;;) {
    member.wake.wait(0, std::memory_order_acquire);
    member.wake.store(0, std::memory_order_relaxed);
    if (member.loop == nullptr) {
      return;
    }
    member.loop->lead(member.generation);
    this_thread().loop = nullptr;
    park(member);
  }
}

}  // namespace penstock::io
