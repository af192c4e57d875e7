// Tests the timer wheel: never early, at most one tick late, against a model; next_due_ms is what
// an idle loop sleeps by.
#include "io/timer_wheel.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <random>
#include <vector>

namespace penstock::io {
namespace {

constexpr unsigned kTickBits = 7;
constexpr std::int64_t kTick = 128;
constexpr std::int64_t kStart = 123456;

struct TestTimer final : Timer {
  void on_expire() override { ++expired; }
  int expired = 0;
};

int run_due(TimerWheel& wheel, std::int64_t now) {
  wheel.advance(now);
  int count = 0;
  while (Timer* timer = wheel.next_expired()) {
    timer->on_expire();
    ++count;
  }
  return count;
}

TEST(TimerWheel, NothingArmedIsNeverDue) {
  TimerWheel wheel(kStart, kTickBits);
  EXPECT_EQ(wheel.next_due_ms(), TimerWheel::kNever);
  TestTimer timer;
  wheel.arm(timer, kStart, 5000);
  EXPECT_NE(wheel.next_due_ms(), TimerWheel::kNever);
  wheel.cancel(timer);
  EXPECT_FALSE(timer.armed());
  EXPECT_EQ(wheel.next_due_ms(), TimerWheel::kNever);
}

TEST(TimerWheel, ExpiresNotEarlyAndWithinOneTick) {
  for (const std::int64_t delay : {0, 1, 127, 128, 129, 8191, 8192, 8300, 524288, 86400000}) {
    TimerWheel wheel(kStart, kTickBits);
    TestTimer timer;
    wheel.arm(timer, kStart, delay);
    EXPECT_EQ(run_due(wheel, kStart + delay - 1), 0) << delay;
    EXPECT_EQ(run_due(wheel, kStart + delay + kTick), 1) << delay;
    EXPECT_FALSE(timer.armed());
  }
}

TEST(TimerWheel, AFarTimerWakesAnIdleLoopAFewTimesOnly) {
  TimerWheel wheel(kStart, kTickBits);
  TestTimer timer;
  wheel.arm(timer, kStart, 120000);
  int wakes = 0;
  while (timer.expired == 0) {
    run_due(wheel, wheel.next_due_ms());
    ++wakes;
  }
  EXPECT_LE(wakes, 3);
}

TEST(TimerWheel, RearmingMovesATimer) {
  TimerWheel wheel(kStart, kTickBits);
  TestTimer timer;
  wheel.arm(timer, kStart, 1000);
  wheel.arm(timer, kStart, 9000);
  EXPECT_EQ(run_due(wheel, kStart + 8000), 0);
  EXPECT_EQ(run_due(wheel, kStart + 9000 + kTick), 1);
}

TEST(TimerWheel, AnExpiredTimerCanBeCancelledBeforeItRuns) {
  TimerWheel wheel(kStart, kTickBits);
  TestTimer first;
  TestTimer second;
  wheel.arm(first, kStart, 100);
  wheel.arm(second, kStart, 100);
  wheel.advance(kStart + 1000);
  ASSERT_EQ(wheel.next_expired(), &first);
  EXPECT_LE(wheel.next_due_ms(), kStart + 1000);
  wheel.cancel(second);
  EXPECT_EQ(wheel.next_expired(), nullptr);
  EXPECT_EQ(wheel.next_due_ms(), TimerWheel::kNever);
}

// Random arming, cancelling and steps of time, compared with a plain list of due times.
TEST(TimerWheel, AgreesWithAModel) {
  std::mt19937_64 random(20240817);
  TimerWheel wheel(kStart, kTickBits);
  std::vector<std::unique_ptr<TestTimer>> timers;
  std::vector<std::int64_t> due;  // -1: not armed
  for (int i = 0; i != 200; ++i) {
    timers.push_back(std::make_unique<TestTimer>());
    due.push_back(-1);
  }
  std::int64_t now = kStart;
  for (int step = 0; step != 20000; ++step) {
    const std::size_t i = random() % timers.size();
    const auto range = std::int64_t{1} << (random() % 24);
    if (random() % 4 == 0) {
      wheel.cancel(*timers[i]);
      due[i] = -1;
    } else {
      const auto delay = static_cast<std::int64_t>(random()) & (range - 1);
      wheel.arm(*timers[i], now, delay);
      due[i] = now + delay;
    }
    now += static_cast<std::int64_t>(random() % 4000);
    run_due(wheel, now);
    for (std::size_t k = 0; k != timers.size(); ++k) {
      if (timers[k]->expired != 0) {
        ASSERT_NE(due[k], -1);
        ASSERT_LE(due[k], now);
        due[k] = -1;
        timers[k]->expired = 0;
      } else if (due[k] != -1) {
        ASSERT_GT(due[k] + kTick, now) << "overdue";
        ASSERT_LE(wheel.next_due_ms(), due[k] + kTick);
      }
    }
  }
  for (const auto& timer : timers) {
    wheel.cancel(*timer);
  }
  EXPECT_EQ(wheel.next_due_ms(), TimerWheel::kNever);
}

}  // namespace
}  // namespace penstock::io
