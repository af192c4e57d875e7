// Tests that readiness arriving during an execution is remembered once and replayed.
#include "io/ready_latch.h"

#include <gtest/gtest.h>

namespace penstock::io {
namespace {

TEST(ReadyLatch, AFreeConnectionTakesItsEvents) {
  ReadyLatch latch;
  EXPECT_TRUE(latch.admit(1));
  EXPECT_FALSE(latch.busy());
}

TEST(ReadyLatch, EventsMissedWhileBusyComeBackTogetherOnce) {
  ReadyLatch latch;
  latch.close();
  EXPECT_FALSE(latch.admit(1));
  EXPECT_FALSE(latch.admit(4));
  EXPECT_EQ(latch.open(), 5U);
  EXPECT_FALSE(latch.busy());
  latch.close();
  EXPECT_EQ(latch.open(), 0U);
}

}  // namespace
}  // namespace penstock::io
