// Tests that the watchdog sleeps while no request runs, and that the next request wakes it.
#include "io/watchdog.h"

#include <gtest/gtest.h>

#include "io/loop_test_support.h"

namespace penstock::io {
namespace {

TEST(Watchdog, SleepsWhenIdleAndTakesOverAfterwards) {
  TestTeam team({.watchdog_threshold = std::chrono::microseconds(500)});
  EventLoop& loop = team.loop();
  team.start();
  for (int round = 0; round != 3; ++round) {
    await([&] { return team.team().watchdog().asleep(); });
    const std::uint64_t before = team.team().counters().takeovers;
    std::latch second_ran(1);
    FunctionTask::post(loop, [&] {
      DetachableScope scope(loop);
      second_ran.wait();
      EXPECT_FALSE(scope.leave());
    });
    FunctionTask::post(loop, [&] { second_ran.count_down(); });
    await([&] { return team.team().counters().takeovers > before; });
    second_ran.wait();
    await([&] { return team.team().counters().active == 1; });
  }
}

}  // namespace
}  // namespace penstock::io
