// The watchdog's thread: samples the loops, takes blocked ones over, sleeps when idle. See
// watchdog.h.
#include "io/watchdog.h"

#include <algorithm>
#include <system_error>
#include <thread>

#include "io/event_loop.h"
#include "io/thread_team.h"

namespace penstock::io {
namespace {

using std::chrono::milliseconds;

// Without a request for so long, the watchdog sleeps until the next one.
constexpr milliseconds kIdleAfter{100};

// The longest pause between samples, whatever the threshold: stopping waits for it.
constexpr std::chrono::microseconds kLongestPause{20000};

// How long a leader's write may take to become visible to another processor, with much to spare.
constexpr milliseconds kGrace{1};

}  // namespace

Watchdog::Watchdog(ThreadTeam& team, std::chrono::microseconds threshold)
    : team_(team), threshold_(threshold) {}

Watchdog::~Watchdog() { stop(); }

base::Result<void> Watchdog::start(const std::vector<EventLoop*>& loops) {
  for (EventLoop* loop : loops) {
    watched_.push_back({loop, 0, 0, Clock::now(), false});
  }
  const int error = pthread_create(&thread_, nullptr, thread_main, this);
  if (error != 0) {
    return base::Error{"cannot start the watchdog thread: " +
                       std::system_category().message(error)};
  }
  started_ = true;
  return {};
}

void Watchdog::stop() {
  if (!started_) {
    return;
  }
  stopping_.store(true, std::memory_order_seq_cst);
  wake();
  pthread_join(thread_, nullptr);
  started_ = false;
}

void* Watchdog::thread_main(void* self) {
  pthread_setname_np(pthread_self(), "watchdog");
  static_cast<Watchdog*>(self)->run();
  return nullptr;
}

void Watchdog::run() {
  const std::chrono::microseconds period = std::min(threshold_ / 2, kLongestPause);
  Clock::time_point last_seen = Clock::now();
  while (!stopping_.load(std::memory_order_relaxed)) {
    std::this_thread::sleep_for(period);
    if (sample_all()) {
      last_seen = Clock::now();
    } else if (Clock::now() - last_seen >= kIdleAfter) {
      fall_asleep();
      last_seen = Clock::now();
    }
  }
}

bool Watchdog::sample_all() {
  const Clock::time_point now = Clock::now();
  bool active = false;
  for (Watched& watched : watched_) {
    active |= sample(watched, now);
  }
  return active;
}

bool Watchdog::sample(Watched& watched, Clock::time_point now) {
  const std::uint64_t lead = watched.loop->leadership_.load();
  const std::uint64_t epoch = watched.loop->leadership_.epoch();
  const bool changed = lead != watched.lead || epoch != watched.epoch;
  if (changed) {
    watched = {watched.loop, lead, epoch, now, false};
  }
  if (!Leadership::in_request(lead)) {
    return changed;
  }
  if (now - watched.since >= threshold_) {
    take_over(watched);
  }
  return true;
}

void Watchdog::take_over(Watched& watched) {
  switch (team_.hand_over(*watched.loop, watched.lead)) {
    case ThreadTeam::HandOver::kDone:
      team_.count_takeover();
      break;
    case ThreadTeam::HandOver::kLost:
      break;
    case ThreadTeam::HandOver::kExhausted:  // tried again with each sample, counted once
      if (!watched.reported_exhausted) {
        team_.count_exhausted();
        watched.reported_exhausted = true;
      }
      break;
  }
}

// Says that it sleeps, then looks again: a leader whose load of the flag came before that has
// marked its request by now; every later one wakes the watchdog.
void Watchdog::fall_asleep() {
  asleep_.store(1, std::memory_order_seq_cst);
  std::this_thread::sleep_for(kGrace);
  if (sample_all() || stopping_.load(std::memory_order_seq_cst)) {
    asleep_.store(0, std::memory_order_relaxed);
    return;
  }
  asleep_.wait(1, std::memory_order_acquire);
}

void Watchdog::wake() {
  if (asleep_.exchange(0, std::memory_order_seq_cst) != 0) {
    asleep_.notify_one();
  }
}

}  // namespace penstock::io
