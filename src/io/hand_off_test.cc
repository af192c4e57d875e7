// Tests the hand-off: a blocked leader loses its loop and nothing else, the successor goes on in
// the middle of the batch, the pool's bound is reported, the watchdog sleeps when idle.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "io/loop_test_support.h"

namespace penstock::io {
namespace {

using std::chrono::microseconds;

// Runs `blocking` in the first handler that is called of a batch of `count`, and counts the others
// down on `others`.
struct Batch {
  Batch(EventLoop& loop, int count, std::function<void()> blocking) : others(count - 1) {
    for (int i = 0; i != count; ++i) {
      handlers.push_back(std::make_unique<FunctionHandler>([this, blocking] {
        if (!begun.exchange(true)) {
          blocking();
        } else {
          others.count_down();
        }
      }));
      handlers.back()->raise();
      handlers.back()->add_to(loop);
    }
  }

  std::atomic<bool> begun{false};
  std::latch others;
  std::vector<std::unique_ptr<FunctionHandler>> handlers;
};

// The blocked request ends only after every other handler of its batch has run: were the loop
// blocked with it, the test would hang.
TEST(HandOff, ABlockedRequestDelaysNoOther) {
  TestTeam team({});
  EventLoop& loop = team.loop();
  std::latch finished(1);
  bool led = true;
  Batch* self = nullptr;
  Batch batch(loop, 50, [&] {
    DetachableScope scope(loop);
    EventLoop::tick();
    self->others.wait();
    led = scope.leave();
    EXPECT_TRUE(this_thread().detached());
    EXPECT_EQ(EventLoop::current(), &loop);
    finished.count_down();
  });
  self = &batch;
  team.start();
  finished.wait();
  team.finish();
  EXPECT_FALSE(led);
  EXPECT_GE(team.team().counters().takeovers, 1U);
}

TEST(HandOff, ALeaderGivesItsLoopAwayBeforeItBlocks) {
  TestTeam team({.watchdog_threshold = std::chrono::hours(1)});
  EventLoop& loop = team.loop();
  std::latch finished(1);
  Batch* self = nullptr;
  Batch batch(loop, 50, [&] {
    DetachableScope scope(loop);
    EXPECT_TRUE(loop.give_away());
    EXPECT_FALSE(loop.still_leads());
    EXPECT_TRUE(loop.give_away()) << "a detached thread may block";
    self->others.wait();
    EXPECT_FALSE(scope.leave());
    finished.count_down();
  });
  self = &batch;
  team.start();
  finished.wait();
  team.finish();
  EXPECT_EQ(team.team().counters().give_aways, 1U);
  EXPECT_EQ(team.team().counters().takeovers, 0U);
}

TEST(HandOff, TasksAndTimersAreLeftToTheSuccessorToo) {
  TestTeam team({});
  EventLoop& loop = team.loop();
  std::latch task_done(1);
  std::latch timer_done(1);
  FunctionTimer second([&] { timer_done.count_down(); });
  FunctionTimer first([&] {
    DetachableScope scope(loop);
    timer_done.wait();
  });
  FunctionTask::post(loop, [&] {
    loop.arm(first, 0);
    loop.arm(second, 0);
    DetachableScope scope(loop);
    task_done.wait();
  });
  FunctionTask::post(loop, [&] { task_done.count_down(); });
  team.start();
  task_done.wait();
  timer_done.wait();
  team.finish();
}

TEST(HandOff, ADetachedThreadParksAndIsUsedAgain) {
  TestTeam team({.watchdog_threshold = std::chrono::hours(1)});
  EventLoop& loop = team.loop();
  team.start();
  for (int i = 0; i != 100; ++i) {
    team.on_leader([&] { EXPECT_TRUE(loop.give_away()); });
    await([&] { return team.team().counters().active == 1; });
  }
  EXPECT_EQ(team.team().counters().threads, 2U);
  EXPECT_EQ(team.team().counters().give_aways, 100U);
}

TEST(HandOff, ProgressKeepsTheLoop) {
  TestTeam team({.watchdog_threshold = std::chrono::hours(1)});
  EventLoop& loop = team.loop();
  team.start();
  team.on_leader([&] {
    for (int i = 0; i != 1000; ++i) {
      DetachableScope scope(loop);
      EventLoop::tick();
      EXPECT_TRUE(loop.still_leads());
      EXPECT_TRUE(scope.leave());
    }
  });
  EXPECT_EQ(team.team().counters().takeovers, 0U);
}

TEST(HandOff, AnExhaustedPoolIsReportedNotExceeded) {
  TestTeam team({.max_threads = 2, .watchdog_threshold = microseconds(100)});
  EventLoop& loop = team.loop();
  std::latch release_first(1);
  std::latch release_second(1);
  team.start();
  team.on_leader([&] { EXPECT_FALSE(loop.saturated()); });
  FunctionTask::post(loop, [&] {
    DetachableScope scope(loop);
    release_first.wait();
    EXPECT_FALSE(scope.leave());
  });
  FunctionTask::post(loop, [&] {  // runs on the only follower
    EXPECT_TRUE(loop.saturated());
    EXPECT_FALSE(loop.give_away());
    EXPECT_TRUE(loop.is_leader());
    DetachableScope scope(loop);
    release_second.wait();
    EXPECT_TRUE(scope.leave()) << "there was no thread to take it over";
  });
  await([&] { return team.team().counters().exhausted >= 2; });  // give_away and the watchdog
  EXPECT_EQ(team.team().counters().threads, 2U);
  release_second.count_down();
  team.on_leader([&] { EXPECT_TRUE(loop.saturated()); });
  release_first.count_down();
  await([&] { return team.team().counters().active == 1; });
  team.on_leader([&] { EXPECT_FALSE(loop.saturated()); });
  EXPECT_EQ(team.team().counters().exhausted, 2U);
}

TEST(HandOff, TheLimitIsRaisedAndLoweredAgain) {
  TestTeam team({.max_threads = 2, .most_raised = 3});
  EventLoop& loop = team.loop();
  std::latch release(1);
  team.start();
  FunctionTask::post(loop, [&] {
    DetachableScope scope(loop);
    EXPECT_TRUE(loop.give_away());
    release.wait();
    EXPECT_FALSE(scope.leave());
  });
  team.on_leader([&] { EXPECT_TRUE(loop.saturated()); });
  team.team().raise_limit();
  team.on_leader([&] { EXPECT_FALSE(loop.saturated()); });
  team.team().raise_limit();  // beyond what it may be
  team.team().lower_limit();
  team.on_leader([&] { EXPECT_FALSE(loop.saturated()); });
  team.team().lower_limit();
  team.team().lower_limit();
  team.on_leader([&] {
    EXPECT_TRUE(loop.saturated());
    DetachableScope scope(loop);
    EXPECT_FALSE(loop.give_away());
    EXPECT_TRUE(scope.leave());
  });
  release.count_down();
}

TEST(HandOff, WithoutSpareThreadsALeaderMayBlock) {
  TestTeam team({.max_threads = 1});
  EventLoop& loop = team.loop();
  team.start();
  team.on_leader([&] {
    DetachableScope scope(loop);
    EXPECT_FALSE(loop.saturated());
    EXPECT_TRUE(loop.give_away());
    EXPECT_TRUE(scope.leave()) << "configured without hand-off";
  });
  EXPECT_EQ(team.team().counters().exhausted, 0U);
}

TEST(HandOff, TooFewThreadsForTheLoopsIsAnError) {
  const auto first = EventLoop::create().take();
  const auto second = EventLoop::create().take();
  ThreadTeam team({.max_threads = 1});
  const base::Result<void> started = team.start({first.get(), second.get()});
  ASSERT_FALSE(started.ok());
  EXPECT_NE(started.error().message.find("at most 1 threads"), std::string::npos);
}

TEST(HandOff, JoinReportsAModuleThatStillBlocks) {
  TestTeam team({});
  EventLoop& loop = team.loop();
  std::latch release(1);
  std::latch detached(1);
  team.start();
  FunctionTask::post(loop, [&] {
    ASSERT_TRUE(loop.give_away());
    detached.count_down();
    release.wait();
  });
  detached.wait();
  team.team().stop();
  EXPECT_FALSE(team.team().join(std::chrono::milliseconds(1)));
  release.count_down();
  team.team().join();
}

}  // namespace
}  // namespace penstock::io
