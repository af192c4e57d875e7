// Tests what makes a module a blocker and what makes it forgotten.
#include "pipeline/blocker_memory.h"

#include <gtest/gtest.h>

namespace penstock::pipeline {
namespace {

void quick_calls(BlockerMemory& memory, int count) {
  for (int i = 0; i < count; ++i) {
    memory.record_quick();
  }
}

TEST(BlockerMemory, AModuleThatNeverBlockedIsNone) {
  BlockerMemory memory;
  quick_calls(memory, 10);
  EXPECT_FALSE(memory.should_give_away_first());
}

TEST(BlockerMemory, OneTakeoverIsNoHabit) {
  BlockerMemory memory;
  memory.record_blocked();
  EXPECT_FALSE(memory.should_give_away_first());
}

TEST(BlockerMemory, BlockingInOneOfAHundredCallsIsLearned) {
  BlockerMemory memory;
  for (int i = 0; i < 6; ++i) {
    memory.record_blocked();
    quick_calls(memory, 99);
  }
  EXPECT_TRUE(memory.should_give_away_first());
}

TEST(BlockerMemory, AModuleThatBehavesIsForgotten) {
  BlockerMemory memory;
  for (int i = 0; i < 100; ++i) {
    memory.record_blocked();
  }
  EXPECT_TRUE(memory.should_give_away_first());
  quick_calls(memory, BlockerMemory::kMost);
  EXPECT_FALSE(memory.should_give_away_first());
}

}  // namespace
}  // namespace penstock::pipeline
