// Tests when a module counts as a blocker, and when no longer.
#include "io/blocker_stats.h"

#include <gtest/gtest.h>

namespace penstock::io {
namespace {

TEST(BlockerStats, ThreeTakeoversCloseTogetherTeachIt) {
  BlockerStats stats;
  stats.record_takeover();
  stats.record_takeover();
  EXPECT_FALSE(stats.should_give_away_first());
  stats.record_fast();
  stats.record_takeover();
  EXPECT_TRUE(stats.should_give_away_first());
}

TEST(BlockerStats, AModuleThatBlocksRarelyIsNoBlocker) {
  BlockerStats stats;
  for (int round = 0; round != 100; ++round) {
    stats.record_takeover();
    for (int i = 0; i != 40; ++i) {
      stats.record_fast();
    }
    EXPECT_FALSE(stats.should_give_away_first()) << round;
  }
}

TEST(BlockerStats, GoodBehaviourIsForgiven) {
  BlockerStats stats;
  for (int i = 0; i != 1000; ++i) {
    stats.record_takeover();
  }
  int calls = 0;
  while (stats.should_give_away_first()) {
    stats.record_fast();
    ++calls;
  }
  EXPECT_GT(calls, 10);
  EXPECT_LE(calls, 100);
}

}  // namespace
}  // namespace penstock::io
