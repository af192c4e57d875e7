// Tests one loop: the inbox from many threads, events, removal within a batch, timers, stopping.
#include "io/event_loop.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "io/loop_test_support.h"

namespace penstock::io {
namespace {

struct LoopTest : testing::Test {
  TestTeam team{{}};
  EventLoop& loop = team.loop();
};

TEST_F(LoopTest, RunsTasksInOrderOfPosting) {
  std::vector<int> order;
  for (int i = 0; i != 5; ++i) {
    FunctionTask::post(loop, [&order, i] { order.push_back(i); });
  }
  team.start();
  team.on_leader([] {});
  team.finish();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

// Each producer's tasks arrive in its order and exactly once; the counters are plain, so that the
// thread sanitizer sees a second thread in the loop.
TEST_F(LoopTest, InboxTakesManyProducers) {
  constexpr int kProducers = 8;
  constexpr int kEach = 2000;
  std::vector<int> last(kProducers, -1);
  int total = 0;
  std::latch done(1);
  team.start();
  std::vector<std::jthread> producers;
  for (int p = 0; p != kProducers; ++p) {
    producers.emplace_back([&, p] {
      for (int i = 0; i != kEach; ++i) {
        FunctionTask::post(loop, [&, p, i] {
          EXPECT_EQ(last[static_cast<std::size_t>(p)], i - 1);
          last[static_cast<std::size_t>(p)] = i;
          if (++total == kProducers * kEach) {
            done.count_down();
          }
        });
      }
    });
  }
  done.wait();
  team.finish();
  EXPECT_EQ(total, kProducers * kEach);
}

// One task in flight at a time, so that the loop falls asleep in between: a lost wake-up hangs.
TEST_F(LoopTest, APostWakesASleepingLoop) {
  team.start();
  for (int i = 0; i != 2000; ++i) {
    team.on_leader([] {});
  }
}

TEST_F(LoopTest, ATaskMayPostItselfAgain) {
  struct Again final : Task {
    EventLoop& loop;
    std::latch done{1};
    int runs = 0;
    explicit Again(EventLoop& l) : loop(l) {}
    void run() override {
      if (++runs == 3) {
        done.count_down();
      } else {
        loop.post(this);
      }
    }
  };
  Again again(loop);
  team.start();
  loop.post(&again);
  again.done.wait();
  team.finish();
  EXPECT_EQ(again.runs, 3);
}

TEST_F(LoopTest, MethodTasksAndTimersCallTheirOwner) {
  struct Owner {
    EventLoop& loop;
    std::latch done{1};
    explicit Owner(EventLoop& l) : loop(l) {}
    void begin() { loop.arm(timer, 0); }
    void finish() { done.count_down(); }
    MethodTask<&Owner::begin> task{*this};
    MethodTimer<&Owner::finish> timer{*this};
  };
  Owner owner(loop);
  team.start();
  loop.post(&owner.task);
  owner.done.wait();
  team.finish();
}

TEST_F(LoopTest, DeliversEachEdge) {
  std::latch twice(2);
  FunctionHandler handler([&] {
    eventfd_t value = 0;
    eventfd_read(handler.fd(), &value);
    twice.count_down();
    if (!twice.try_wait()) {
      handler.raise();
    }
  });
  handler.add_to(loop);
  handler.raise();
  team.start();
  twice.wait();
  team.finish();
}

// Of two handlers ready in one batch, the first removes the second, which must not be called.
TEST_F(LoopTest, ARemovedHandlerGetsNoEventOfTheSameBatch) {
  int calls = 0;
  std::vector<std::unique_ptr<FunctionHandler>> handlers;
  for (int i = 0; i != 2; ++i) {
    handlers.push_back(std::make_unique<FunctionHandler>([&, i] {
      ++calls;
      handlers[static_cast<std::size_t>(1 - i)]->remove_from(loop);
    }));
    handlers.back()->raise();
    handlers.back()->add_to(loop);
  }
  team.start();
  team.on_leader([] {});
  team.on_leader([] {});  // a turn later: after the first batch
  team.finish();
  EXPECT_EQ(calls, 1);
}

TEST_F(LoopTest, TimersExpireInOrderAndCancelledOnesNot) {
  std::vector<int> order;
  std::latch done(1);
  FunctionTimer cancelled([&] { order.push_back(0); });
  FunctionTimer early([&] { order.push_back(1); });
  FunctionTimer late([&] {
    order.push_back(2);
    done.count_down();
  });
  team.start();
  team.on_leader([&] {
    loop.arm(cancelled, 20);
    loop.arm(late, 60);
    loop.arm(early, 20);
    loop.cancel(cancelled);
  });
  done.wait();
  team.finish();
  EXPECT_EQ(order, (std::vector<int>{1, 2}));
}

TEST_F(LoopTest, KnowsItsLeader) {
  EXPECT_FALSE(loop.is_leader());
  EXPECT_EQ(EventLoop::current(), nullptr);
  team.start();
  team.on_leader([&] {
    EXPECT_TRUE(loop.is_leader());
    EXPECT_EQ(EventLoop::current(), &loop);
  });
  EXPECT_FALSE(loop.leave_detachable()) << "a foreign thread leads nothing";
  EXPECT_TRUE(loop.give_away()) << "a foreign thread may block";
}

TEST_F(LoopTest, StopsAfterTheCurrentTurn) {
  team.start();
  FunctionTask::post(loop, [&] { team.team().stop(); });
  team.team().join();
  EXPECT_EQ(team.team().counters().threads, 0U);
}

}  // namespace
}  // namespace penstock::io
