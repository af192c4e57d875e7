// Tests of record_ring.h: order, bounds, many producers, and what a successor finds after a death.
#include "observe/record_ring.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace penstock::observe {
namespace {

constexpr std::uint64_t kSalt = 0x5A17'0000'1234'5660u & ~31u;

struct alignas(RecordRing::kAlign) Block {
  std::byte bytes[RecordRing::kAlign];
};

class RecordRingTest : public testing::Test {
 protected:
  std::span<std::byte> memory() {
    return {reinterpret_cast<std::byte*>(blocks_.data()), blocks_.size() * sizeof(Block)};
  }

  // What a new process sees after the old one died.
  std::vector<std::string> recovered(std::uint64_t start = 0) {
    RecordRing ring(memory(), kSalt, start);
    ring.recover();
    return drain(ring);
  }

  static bool append(RecordRing& ring, std::string_view text) {
    const auto slot = ring.reserve(text.size());
    if (!slot) {
      return false;
    }
    std::memcpy(slot.payload, text.data(), text.size());
    ring.publish(slot, text.size());
    return true;
  }

  static std::vector<std::string> drain(RecordRing& ring) {
    std::vector<std::string> records;
    while (const auto record = ring.peek(ring.head())) {
      if (!record->filler) {
        records.emplace_back(reinterpret_cast<const char*>(record->payload.data()),
                             record->payload.size());
      }
      ring.release(record->next);
    }
    return records;
  }

  std::vector<Block> blocks_{RecordRing::kMinCapacity / sizeof(Block)};
  RecordRing ring_{memory(), kSalt, 0};
};

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(RecordRingTest, GivesBackWhatWasPublishedInOrder) {
  EXPECT_TRUE(ring_.empty());
  EXPECT_TRUE(append(ring_, "one"));
  EXPECT_TRUE(append(ring_, ""));
  EXPECT_TRUE(append(ring_, "three"));
  EXPECT_FALSE(ring_.empty());
  EXPECT_THAT(drain(ring_), ElementsAre("one", "", "three"));
  EXPECT_TRUE(ring_.empty());
}

TEST_F(RecordRingTest, AnUnpublishedRecordHoldsBackTheLaterOnes) {
  const auto slot = ring_.reserve(1);
  append(ring_, "later");
  EXPECT_THAT(drain(ring_), IsEmpty());
  *slot.payload = std::byte{'x'};
  ring_.publish(slot, 1);
  EXPECT_THAT(drain(ring_), ElementsAre("x", "later"));
}

TEST_F(RecordRingTest, RefusesWhenFullAndTakesAgainWhenReleased) {
  const std::string text(100, 'x');
  int count = 0;
  while (append(ring_, text)) {
    ++count;
  }
  EXPECT_EQ(count, 4096 / 128);
  EXPECT_TRUE(ring_.more_than_half_full());
  ring_.release(ring_.peek(ring_.head())->next);
  EXPECT_TRUE(append(ring_, text));
  EXPECT_FALSE(append(ring_, text));
}

TEST_F(RecordRingTest, RefusesWhatNeverFits) {
  EXPECT_TRUE(append(ring_, std::string(ring_.max_payload(), 'x')));
  EXPECT_FALSE(append(ring_, std::string(ring_.max_payload() + 1, 'x')));
}

TEST_F(RecordRingTest, ManyLapsOfEverySize) {
  for (std::size_t i = 0; i < 5000; ++i) {
    const std::string text(i % (ring_.max_payload() + 1), static_cast<char>('a' + i % 26));
    ASSERT_TRUE(append(ring_, text));
    ASSERT_THAT(drain(ring_), ElementsAre(text)) << i;
  }
}

TEST_F(RecordRingTest, ProducersDoNotLoseOrReorder) {
  constexpr int kProducers = 4;
  constexpr int kRecords = 20000;
  std::vector<std::thread> producers;
  for (int p = 0; p < kProducers; ++p) {
    producers.emplace_back([this, p] {
      for (int i = 0; i < kRecords;) {
        const std::string text = std::to_string(p) + ":" + std::to_string(i) +
                                 std::string(static_cast<std::size_t>(i % 90), '.');
        append(ring_, text) ? void(++i) : std::this_thread::yield();
      }
    });
  }
  std::vector<int> next(kProducers, 0);
  for (int left = kProducers * kRecords; left > 0; std::this_thread::yield()) {
    for (const std::string& record : drain(ring_)) {
      const auto p = static_cast<std::size_t>(record[0] - '0');
      ASSERT_EQ(std::stoi(record.substr(2)), next[p]++);
      --left;
    }
  }
  for (auto& producer : producers) {
    producer.join();
  }
}

TEST_F(RecordRingTest, PublishedRecordsOutliveTheirProcess) {
  append(ring_, "consumed");
  drain(ring_);
  const std::uint64_t consumed = ring_.head();
  append(ring_, "one");
  append(ring_, "two");
  EXPECT_THAT(recovered(consumed), ElementsAre("one", "two"));
}

TEST_F(RecordRingTest, RecoveryBridgesWhatWasNeverPublished) {
  append(ring_, "before");
  ring_.reserve(700);
  append(ring_, "between");
  ring_.reserve(33);
  append(ring_, "after");
  ring_.reserve(5);
  EXPECT_THAT(recovered(), ElementsAre("before", "between", "after"));
}

TEST_F(RecordRingTest, RecoveryBridgesAGapOverTheEndOfTheLap) {
  for (int i = 0; i < 5; ++i) {
    append(ring_, std::string(700, 'x'));
    drain(ring_);
  }
  const std::uint64_t start = ring_.head();
  ring_.reserve(200);  // up to the end of the lap, and two more from its start
  ring_.reserve(700);
  append(ring_, "after");
  EXPECT_THAT(recovered(start), ElementsAre("after"));
}

TEST_F(RecordRingTest, RecoveryIgnoresEarlierLaps) {
  for (int i = 0; i < 100; ++i) {
    append(ring_, std::string(200, 'x'));
    drain(ring_);
  }
  EXPECT_THAT(recovered(ring_.head()), IsEmpty());
}

TEST_F(RecordRingTest, RecoveryDropsTornRecords) {
  append(ring_, "whole");
  const auto slot = ring_.reserve(4);
  ring_.publish(slot, 4);
  append(ring_, "whole too");
  slot.payload[2] ^= std::byte{1};
  EXPECT_THAT(recovered(), ElementsAre("whole", "whole too"));
}

TEST_F(RecordRingTest, ARecoveredRingGoesOn) {
  ring_.reserve(100);
  append(ring_, "old");
  RecordRing next(memory(), kSalt, 0);
  next.recover();
  EXPECT_TRUE(append(next, "new"));
  EXPECT_THAT(drain(next), ElementsAre("old", "new"));
}

TEST_F(RecordRingTest, RecoveringTwiceChangesNothing) {
  ring_.reserve(100);
  append(ring_, "old");
  {
    RecordRing interrupted(memory(), kSalt, 0);
    interrupted.recover();
  }
  EXPECT_THAT(recovered(), ElementsAre("old"));
}

TEST_F(RecordRingTest, AMarkOfAnotherSaltIsNoRecord) {
  RecordRing forger(memory(), kSalt + 64, 0);
  append(forger, "forged");
  EXPECT_FALSE(ring_.peek(0));
  EXPECT_THAT(recovered(), IsEmpty());
}

TEST_F(RecordRingTest, MemoryOverwrittenByAModuleEndsTheProcess) {
  const auto slot = ring_.reserve(4);
  ring_.publish(slot, 4);
  std::memset(slot.payload - 8, 0x7f, 4);  // the size
  EXPECT_DEATH(ring_.peek(0), "overwritten in memory");
}

}  // namespace
}  // namespace penstock::observe
