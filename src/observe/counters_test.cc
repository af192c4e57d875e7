// Tests of counters.h.
#include "observe/counters.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

namespace penstock::observe {
namespace {

TEST(Counters, TotalIsTheSumOfAllLoopsAndTheSharedBlock) {
  Counters counters(3);
  counters.loop(0).add(Counter::kRequests);
  counters.loop(2).add(Counter::kRequests, 10);
  counters.add_shared(Counter::kRequests, 100);
  EXPECT_EQ(counters.total(Counter::kRequests), 111u);
  EXPECT_EQ(counters.total(Counter::kBytesSent), 0u);
}

TEST(Counters, AGaugeMayRiseOnOneBlockAndFallOnAnother) {
  Counters counters(2);
  counters.loop(0).add(Counter::kConnectionsActive, 5);
  counters.loop(1).add(Counter::kConnectionsActive, -2);
  counters.add_shared(Counter::kConnectionsActive, -1);
  EXPECT_EQ(counters.total(Counter::kConnectionsActive), 2u);
}

TEST(Counters, ThreadsDoNotLoseCounts) {
  constexpr int kEach = 100000;
  Counters counters(2);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 2; ++t) {
    threads.emplace_back([&counters, t] {
      for (int i = 0; i < kEach; ++i) {
        counters.loop(t).add(Counter::kRequests);
        counters.add_shared(Counter::kHandoffs);
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(counters.total(Counter::kRequests), 2u * kEach);
  EXPECT_EQ(counters.total(Counter::kHandoffs), 2u * kEach);
}

TEST(Counters, EachHasItsOwnName) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < kCounterCount; ++i) {
    names.insert(counter_name(static_cast<Counter>(i)));
  }
  EXPECT_EQ(names.size(), kCounterCount);
  EXPECT_STREQ(counter_name(Counter::kEventsLost), "events_lost");
}

TEST(Counters, BlocksDoNotShareCacheLines) { EXPECT_EQ(sizeof(CounterBlock) % 64, 0u); }

}  // namespace
}  // namespace penstock::observe
