// Tortures the hand-off: with a threshold of zero every request may be taken over at any point.
// Connections modelled as real ones: each consumes its own descriptor on whatever thread executes
// it, and comes back through ReadyLatch. Nothing may be lost, doubled, or touched by two threads.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <random>
#include <thread>
#include <vector>

#include "io/loop_test_support.h"
#include "io/ready_latch.h"

namespace penstock::io {
namespace {

// What a loop owns: plain fields, so that the thread sanitizer sees a second thread.
struct LoopState {
  std::uint64_t events = 0;
  std::uint64_t timers = 0;
};

class TortureConnection final : public IoHandler {
 public:
  TortureConnection(EventLoop& loop, LoopState& state, unsigned seed)
      : loop_(loop), state_(state), random_(seed), fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

  void add() { ASSERT_TRUE(loop_.add(fd_.get(), this, EPOLLIN | EPOLLET).ok()); }
  void send() { ASSERT_EQ(eventfd_write(fd_.get(), 1), 0); }
  std::uint64_t received() const { return received_.load(std::memory_order_relaxed); }
  void cancel() { loop_.cancel(timer_); }

  void on_ready(std::uint32_t events) override {
    ++state_.events;
    if (!latch_.admit(events)) {
      return;
    }
    do {
      latch_.close();
      if (!execute()) {
        loop_.post(&back_);
        return;
      }
      loop_.arm(timer_, 1);
    } while (latch_.open() != 0);
  }

 private:
  // One request; true: this thread still leads.
  bool execute() {
    DetachableScope scope(loop_);
    for (unsigned callbacks = random_() % 4; callbacks != 0; --callbacks) {
      EventLoop::tick();
      std::this_thread::yield();
    }
    if (random_() % 8 == 0) {
      loop_.give_away();
    }
    eventfd_t value = 0;
    if (eventfd_read(fd_.get(), &value) == 0) {
      received_.fetch_add(value, std::memory_order_relaxed);
    }
    return scope.leave();
  }

  void come_back() {
    const std::uint32_t missed = latch_.open();
    if (missed != 0) {
      on_ready(missed);
    }
  }

  void on_timer() { ++state_.timers; }

  EventLoop& loop_;
  LoopState& state_;         // owned by the loop
  ReadyLatch latch_;         // owned by the loop
  std::minstd_rand random_;  // owned by the executor
  UniqueFd fd_;
  std::atomic<std::uint64_t> received_{0};
  MethodTask<&TortureConnection::come_back> back_{*this};
  MethodTimer<&TortureConnection::on_timer> timer_{*this};
};

using Connections = std::vector<std::unique_ptr<TortureConnection>>;

std::uint64_t received_by(const Connections& connections) {
  std::uint64_t sum = 0;
  for (const auto& connection : connections) {
    sum += connection->received();
  }
  return sum;
}

// Sends short bursts to its connections and waits for each burst to arrive, so that a lost event
// is not hidden by the next one, until enough requests were taken over.
void produce(const Connections& connections, const ThreadTeam& team, unsigned seed) {
  constexpr std::uint64_t kBurst = 8;
  constexpr std::uint64_t kTakeovers = 300;
  std::minstd_rand random(seed);
  std::uint64_t sent = 0;
  while (team.counters().takeovers < kTakeovers) {
    for (unsigned i = 0; i != kBurst; ++i) {
      connections[random() % connections.size()]->send();
    }
    sent += kBurst;
    await([&] { return received_by(connections) >= sent; });
    ASSERT_EQ(received_by(connections), sent);
  }
}

TEST(HandOffTorture, SpuriousTakeoversLoseAndDoubleNothing) {
  constexpr unsigned kLoops = 2;
  TestTeam team({.max_threads = 8, .watchdog_threshold = std::chrono::microseconds(0)}, kLoops);
  std::array<LoopState, kLoops> states;
  std::array<Connections, 3> shares;  // one a producer
  for (unsigned i = 0; i != 18; ++i) {
    const unsigned loop = i % kLoops;
    Connections& share = shares[i % shares.size()];
    share.push_back(std::make_unique<TortureConnection>(team.loop(loop), states[loop], i + 1));
    share.back()->add();
  }
  team.start();
  std::vector<std::thread> producers;
  for (unsigned p = 0; p != shares.size(); ++p) {
    producers.emplace_back([&, p] { produce(shares[p], team.team(), p + 100); });
  }
  for (std::thread& producer : producers) {
    producer.join();
  }
  team.finish();
  EXPECT_GT(team.team().counters().give_aways, 0U);
  EXPECT_GT(states[0].events, 0U);
  EXPECT_GT(states[1].events, 0U);
  for (const Connections& share : shares) {
    for (const auto& connection : share) {
      connection->cancel();
    }
  }
}

}  // namespace
}  // namespace penstock::io
