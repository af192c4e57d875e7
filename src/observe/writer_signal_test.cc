// Tests of writer_signal.h and room_gate.h: a lost wake-up would hang them.
#include "observe/writer_signal.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "observe/room_gate.h"

namespace penstock::observe {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST(WriterSignal, NoNotificationIsLost) {
  constexpr int kProducers = 2;
  constexpr int kEach = 20000;
  WriterSignal signal;
  std::atomic<int> produced{0};
  std::vector<std::thread> producers;
  for (int p = 0; p < kProducers; ++p) {
    producers.emplace_back([&] {
      for (int i = 0; i < kEach; ++i) {
        produced.fetch_add(1);
        signal.notify();
      }
    });
  }
  // One lost would never end; one that comes when its work is seen already wakes for nothing.
  for (int seen = 0; seen < kProducers * kEach; seen = produced.load()) {
    signal.idle([&] { return produced.load() != seen; });
  }
  for (auto& producer : producers) {
    producer.join();
  }
}

TEST(WriterSignal, UrgeEndsAGatherThatANotificationDoesNot) {
  WriterSignal signal;
  std::atomic<int> checks{0};
  std::thread writer([&] {
    signal.gather(hours(1), [&] {
      checks.fetch_add(1);
      return false;
    });
  });
  while (checks.load() == 0) {
    std::this_thread::yield();
  }
  signal.notify();
  EXPECT_EQ(checks.load(), 1);
  signal.urge();
  writer.join();
}

TEST(WriterSignal, AGatherThatIsUrgentAlreadyDoesNotWait) {
  WriterSignal signal;
  signal.gather(hours(1), [] { return true; });
}

TEST(WriterSignal, AGatherEndsWithItsTime) {
  WriterSignal signal;
  signal.gather(milliseconds(1), [] { return false; });
}

TEST(RoomGate, AWaiterIsLetInWhenThereIsRoom) {
  RoomGate gate;
  std::atomic<int> attempts{0};
  std::atomic<bool> room{false};
  std::thread waiter([&] {
    EXPECT_TRUE(gate.wait(hours(1), [&] {
      attempts.fetch_add(1);
      return room.load();
    }));
  });
  while (attempts.load() == 0) {
    std::this_thread::yield();
  }
  room.store(true);
  gate.open();
  waiter.join();
}

TEST(RoomGate, AWaitIsBounded) {
  RoomGate gate;
  EXPECT_FALSE(gate.wait(milliseconds(1), [] { return false; }));
}

}  // namespace
}  // namespace penstock::observe
