// Tests of event_journal.h: files, locks, and who claims what.
#include "observe/event_journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "observe/test_directory.h"

namespace penstock::observe {
namespace {

constexpr std::size_t kCapacity = 65536;

void append(EventJournal& journal, std::string_view text) {
  const auto slot = journal.ring().reserve(text.size());
  ASSERT_TRUE(slot);
  std::memcpy(slot.payload, text.data(), text.size());
  journal.ring().publish(slot, text.size());
}

std::vector<std::string> drain(EventJournal& journal) {
  std::vector<std::string> records;
  while (const auto record = journal.ring().peek(journal.ring().head())) {
    if (!record->filler) {
      records.emplace_back(reinterpret_cast<const char*>(record->payload.data()),
                           record->payload.size());
    }
    journal.consume(record->next);
  }
  return records;
}

class EventJournalTest : public testing::Test {
 protected:
  std::unique_ptr<EventJournal> create() {
    auto journal = EventJournal::create(path_, kCapacity);
    EXPECT_TRUE(journal) << journal.error().message;
    journal.value()->start(0);
    return journal.take();
  }
  std::unique_ptr<EventJournal> open(std::uint64_t consumed = 0) {
    auto journal = EventJournal::open(path_);
    EXPECT_TRUE(journal) << journal.error().message;
    if (journal.value() != nullptr) {
      journal.value()->start(consumed);
    }
    return journal.take();
  }

  TestDirectory directory_;
  std::string path_ = directory_.file("journal-0.ring");
};

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(EventJournalTest, ReopenedItStillHasWhatWasNotConsumed) {
  {
    auto journal = create();
    append(*journal, "consumed");
    drain(*journal);
    append(*journal, "kept");
  }
  auto journal = open();
  ASSERT_NE(journal, nullptr);
  EXPECT_THAT(drain(*journal), ElementsAre("kept"));
}

TEST_F(EventJournalTest, WhatTheStoreKnowsAsConsumedIsNotReplayed) {
  std::uint64_t stored = 0;
  {
    auto journal = create();
    append(*journal, "stored, then killed before consume()");
    stored = journal->ring().tail();
    append(*journal, "not stored");
  }
  EXPECT_THAT(drain(*open(stored)), ElementsAre("not stored"));
}

TEST_F(EventJournalTest, IdentityStaysAndDiffersBetweenJournals) {
  std::uint64_t id = 0;
  {
    auto journal = create();
    id = journal->id();
    auto other = EventJournal::create(directory_.file("journal-1.ring"), kCapacity);
    ASSERT_TRUE(other);
    EXPECT_NE(other.value()->id(), id);
  }
  EXPECT_EQ(open()->id(), id);
}

TEST_F(EventJournalTest, OnlyOneHolderAtATime) {
  auto holder = create();
  EXPECT_EQ(open(), nullptr);
  holder.reset();
  EXPECT_NE(open(), nullptr);
}

TEST_F(EventJournalTest, CreateLeavesAnExistingFileAlone) {
  create();
  auto again = EventJournal::create(path_, kCapacity);
  ASSERT_TRUE(again);
  EXPECT_EQ(again.value(), nullptr);
}

TEST_F(EventJournalTest, AFileWhoseCreationWasCutShortIsRemoved) {
  std::ofstream(path_) << "half a header";
  EXPECT_EQ(open(), nullptr);
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(EventJournalTest, ATruncatedFileIsNotMapped) {
  create();
  std::filesystem::resize_file(path_, kCapacity / 2);
  EXPECT_EQ(open(), nullptr);
}

TEST_F(EventJournalTest, EveryBlockIsReserved) {
  create();
  struct stat status {};
  ASSERT_EQ(stat(path_.c_str(), &status), 0);
  EXPECT_GE(static_cast<std::size_t>(status.st_blocks) * 512, kCapacity);
}

TEST_F(EventJournalTest, ClaimMakesAJournalThenFindsItAgain) {
  std::uint64_t id = 0;
  {
    auto claimed = claim_journals(directory_.path(), kCapacity);
    ASSERT_TRUE(claimed) << claimed.error().message;
    id = claimed.value().own->id();
  }
  auto claimed = claim_journals(directory_.path(), kCapacity);
  ASSERT_TRUE(claimed);
  EXPECT_EQ(claimed.value().own->id(), id);
  EXPECT_THAT(claimed.value().leftovers, IsEmpty());
}

TEST_F(EventJournalTest, ClaimTakesLeftoversButNothingThatIsHeld) {
  auto held = create();
  auto dead = EventJournal::create(directory_.file("journal-1.ring"), 2 * kCapacity);
  ASSERT_TRUE(dead);
  const std::uint64_t dead_id = dead.value()->id();
  dead.value().reset();
  auto claimed = claim_journals(directory_.path(), kCapacity);
  ASSERT_TRUE(claimed);
  EXPECT_NE(claimed.value().own->id(), held->id());
  ASSERT_EQ(claimed.value().leftovers.size(), 1u);
  EXPECT_EQ(claimed.value().leftovers[0]->id(), dead_id);
}

TEST_F(EventJournalTest, AnUnusableDirectoryIsNamed) {
  auto claimed = claim_journals(directory_.file("missing"), kCapacity);
  ASSERT_FALSE(claimed);
  EXPECT_THAT(claimed.error().message, testing::HasSubstr(directory_.file("missing")));
}

}  // namespace
}  // namespace penstock::observe
