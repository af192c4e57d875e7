// Tests that signals arrive on the loop, each once.
#include "io/signal_fd.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "io/loop_test_support.h"

namespace penstock::io {
namespace {

TEST(SignalFd, DeliversSignalsToTheLoop) {
  std::vector<int> seen;
  std::latch both(2);
  auto signals = SignalFd::create({SIGUSR1, SIGHUP}, [&](int signal) {
    seen.push_back(signal);
    both.count_down();
  });
  ASSERT_TRUE(signals.ok());
  TestTeam team({});
  SignalFd& handler = *signals.value();
  ASSERT_TRUE(team.loop().add(handler.fd(), &handler, EventLoop::kLevelRead).ok());
  kill(getpid(), SIGHUP);
  kill(getpid(), SIGUSR1);
  team.start();
  both.wait();
  team.finish();
  EXPECT_THAT(seen, testing::UnorderedElementsAre(SIGHUP, SIGUSR1));
}

TEST(SignalFd, BrokenPipesAreValues) {
  ignore_broken_pipes();
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const UniqueFd writer(ends[1]);
  close(ends[0]);
  EXPECT_EQ(write(writer.get(), "x", 1), -1);
  EXPECT_EQ(errno, EPIPE);
}

}  // namespace
}  // namespace penstock::io
