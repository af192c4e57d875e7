// Each resume happens exactly once, however park and completion interleave.
#include "pipeline/async_gate.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace penstock::pipeline {
namespace {

Completion with_bytes(DWORD bytes) {
  Completion completion;
  completion.bytes = bytes;
  return completion;
}

TEST(AsyncGate, ParkThenComplete) {
  AsyncGate gate;
  gate.open();
  ASSERT_TRUE(gate.park());
  EXPECT_EQ(gate.complete(with_bytes(1)), Delivery::resume);
  EXPECT_EQ(gate.take().bytes, 1U);
}

TEST(AsyncGate, CompleteThenPark) {
  AsyncGate gate;
  gate.open();
  EXPECT_EQ(gate.complete(with_bytes(2)), Delivery::deferred);
  EXPECT_FALSE(gate.park());
  EXPECT_EQ(gate.take().bytes, 2U);
}

TEST(AsyncGate, TakeOpensTheGateForTheNextRound) {
  AsyncGate gate;
  gate.open();
  gate.complete(with_bytes(1));
  ASSERT_FALSE(gate.park());
  gate.take();
  EXPECT_EQ(gate.complete(with_bytes(2)), Delivery::deferred);
}

TEST(AsyncGate, ClosedRefuses) {
  AsyncGate gate;
  EXPECT_EQ(gate.complete({}), Delivery::refused);
  gate.open();
  gate.close();
  EXPECT_EQ(gate.complete({}), Delivery::refused);
}

TEST(AsyncGate, CloseForgetsWhatNobodyTook) {
  AsyncGate gate;
  gate.open();
  gate.complete(with_bytes(1));
  gate.close();
  gate.open();
  EXPECT_FALSE(gate.unexpected());
  EXPECT_TRUE(gate.park());
}

TEST(AsyncGate, TellsOfWhatWasNotExpected) {
  AsyncGate gate;
  gate.open();
  EXPECT_FALSE(gate.unexpected());
  gate.complete(with_bytes(3));
  EXPECT_TRUE(gate.unexpected());
  EXPECT_EQ(gate.take().bytes, 3U);
  EXPECT_FALSE(gate.unexpected());
}

// The owner parks, several others complete: one of them resumes, or the owner takes; the rest is
// refused. Who resumes becomes the owner's stand-in and takes the completion.
TEST(AsyncGate, ExactlyOneOfManyCompletionsCounts) {
  constexpr int kRounds = 3000;
  constexpr int kCompleters = 2;
  AsyncGate gate;
  std::atomic<int> round{0};
  std::atomic<int> taken{0};
  std::atomic<int> refused{0};
  std::atomic<int> done{0};
  std::vector<std::thread> completers;
  for (int i = 0; i < kCompleters; ++i) {
    completers.emplace_back([&] {
      for (int r = 1; r <= kRounds; ++r) {
        round.wait(r - 1);
        const Delivery delivery = gate.complete(with_bytes(static_cast<DWORD>(r)));
        if (delivery == Delivery::resume) {
          EXPECT_EQ(gate.take().bytes, static_cast<DWORD>(r));
          gate.close();
          ++taken;
        } else if (delivery == Delivery::refused) {
          ++refused;
        }
        ++done;
        done.notify_one();
      }
    });
  }
  for (int r = 1; r <= kRounds; ++r) {
    gate.open();
    done = 0;
    round = r;
    round.notify_all();
    if (!gate.park()) {
      EXPECT_EQ(gate.take().bytes, static_cast<DWORD>(r));
      gate.close();
      ++taken;
    }
    for (int seen = done; seen < kCompleters; seen = done) {
      done.wait(seen);
    }
  }
  for (std::thread& completer : completers) {
    completer.join();
  }
  EXPECT_EQ(taken, kRounds);
  EXPECT_LE(refused, kRounds * (kCompleters - 1));
}

TEST(AsyncGate, WaitTakesACompletionOfAnotherThread) {
  constexpr int kRounds = 2000;
  AsyncGate gate;
  gate.open();
  std::atomic<int> round{0};
  std::thread completer([&] {
    for (int r = 1; r <= kRounds; ++r) {
      round.wait(r - 1);
      EXPECT_EQ(gate.complete(with_bytes(static_cast<DWORD>(r))), Delivery::deferred);
    }
  });
  for (int r = 1; r <= kRounds; ++r) {
    round = r;
    round.notify_one();
    gate.wait();
    EXPECT_EQ(gate.take().bytes, static_cast<DWORD>(r));
  }
  completer.join();
}

// A request's end against a completion that comes too late: afterwards the next request's gate
// is as new.
TEST(AsyncGate, CloseRacesWithACompletion) {
  constexpr int kRounds = 3000;
  AsyncGate gate;
  std::atomic<int> round{0};
  std::atomic<int> finished{0};
  std::thread completer([&] {
    for (int r = 1; r <= kRounds; ++r) {
      round.wait(r - 1);
      gate.complete(with_bytes(1));
      finished = r;
      finished.notify_one();
    }
  });
  for (int r = 1; r <= kRounds; ++r) {
    gate.open();
    round = r;
    round.notify_one();
    gate.close();
    for (int seen = finished; seen < r; seen = finished) {
      finished.wait(seen);
    }
    gate.open();
    EXPECT_FALSE(gate.unexpected());
  }
  completer.join();
}

}  // namespace
}  // namespace penstock::pipeline
