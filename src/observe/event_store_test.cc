// Tests of event_store.h: each condition of a query, order, limits, and what is no store.
#include "observe/event_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>

#include "observe/event_log.h"
#include "observe/test_directory.h"

namespace penstock::observe {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class EventStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    auto log = EventLog::open({.directory = directory_.path()});
    ASSERT_TRUE(log) << log.error().message;
    log_ = log.take();
    report(1, "Application", "IISADMIN", EventType::kInformation);
    report(2, "Application", "W3SVC", EventType::kError);
    report(3, "System", "IISADMIN", EventType::kWarning);
    report(4, "System", "W3SVC", EventType::kError);
    ASSERT_TRUE(log_->flush());
    auto store = EventStore::open(directory_.path());
    ASSERT_TRUE(store) << store.error().message;
    store_ = store.take();
  }

  // At 1000 times the id.
  void report(std::uint32_t id, std::string_view log, std::string_view source, EventType type) {
    ASSERT_TRUE(log_->report(
        {.time_us = id * 1000, .log = log, .source = source, .type = type, .event_id = id}));
  }

  std::vector<std::uint32_t> ids(const EventQuery& query) {
    auto events = store_->read(query);
    EXPECT_TRUE(events) << events.error().message;
    std::vector<std::uint32_t> found;
    for (const EventRecord& event : events.value()) {
      found.push_back(event.event_id);
    }
    return found;
  }

  TestDirectory directory_;
  std::unique_ptr<EventLog> log_;
  std::unique_ptr<EventStore> store_;
};

TEST_F(EventStoreTest, EverythingInOrder) { EXPECT_THAT(ids({}), ElementsAre(1, 2, 3, 4)); }

TEST_F(EventStoreTest, ByLogAndSourceWhateverTheCase) {
  EXPECT_THAT(ids({.log = "application"}), ElementsAre(1, 2));
  EXPECT_THAT(ids({.source = "w3svc"}), ElementsAre(2, 4));
  EXPECT_THAT(ids({.log = "SYSTEM", .source = "IISAdmin"}), ElementsAre(3));
  EXPECT_THAT(ids({.log = "%"}), IsEmpty());
}

TEST_F(EventStoreTest, ByTypes) {
  EXPECT_THAT(ids({.types = {EventType::kError}}), ElementsAre(2, 4));
  EXPECT_THAT(ids({.types = {EventType::kWarning, EventType::kInformation}}), ElementsAre(1, 3));
}

TEST_F(EventStoreTest, ByTimeFromInclusiveToExclusive) {
  EXPECT_THAT(ids({.since_us = 2000, .until_us = 4000}), ElementsAre(2, 3));
}

TEST_F(EventStoreTest, LimitTakesTheOldestOrTheNewest) {
  EXPECT_THAT(ids({.limit = 2}), ElementsAre(1, 2));
  EXPECT_THAT(ids({.limit = 2, .newest = true}), ElementsAre(3, 4));
  EXPECT_THAT(ids({.limit = 0}), IsEmpty());
}

TEST_F(EventStoreTest, AfterACursor) {
  EXPECT_THAT(ids({.after_id = 2}), ElementsAre(3, 4));
  EXPECT_EQ(store_->last_id().value(), 4);
  EXPECT_THAT(ids({.after_id = 4}), IsEmpty());
}

TEST_F(EventStoreTest, AReaderThatWasOpenSeesLaterEvents) {
  report(5, "Application", "later", EventType::kSuccess);
  ASSERT_TRUE(log_->flush());
  EXPECT_THAT(ids({.after_id = 4}), ElementsAre(5));
}

TEST_F(EventStoreTest, WaitReturnsForANewEvent) {
  report(5, "Application", "later", EventType::kSuccess);
  while (ids({.after_id = 4}).empty()) {
    ASSERT_TRUE(store_->wait(std::chrono::seconds(30)));
  }
}

TEST_F(EventStoreTest, WatchIsReadableAfterAChange) {
  report(5, "Application", "later", EventType::kSuccess);
  pollfd watched{store_->watch_fd(), POLLIN, 0};
  EXPECT_EQ(::poll(&watched, 1, 30000), 1);
}

TEST_F(EventStoreTest, AfterTheServerStopped) {
  log_.reset();
  auto store = EventStore::open(directory_.path());
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store.value()->last_id().value(), 4);
  EXPECT_THAT(ids({}), ElementsAre(1, 2, 3, 4));
}

TEST(EventStore, SaysWhereThereIsNoLog) {
  TestDirectory directory;
  auto store = EventStore::open(directory.path());
  ASSERT_FALSE(store);
  EXPECT_THAT(store.error().message, HasSubstr(directory.path()));
}

TEST(EventStore, RefusesAnotherLayout) {
  TestDirectory directory;
  {
    auto other = sqlite::Database::open(directory.file("events.db"),
                                        sqlite::Database::Access::kReadWriteCreate);
    ASSERT_TRUE(other);
    ASSERT_TRUE(other.value().execute("PRAGMA user_version=99"));
  }
  auto store = EventStore::open(directory.path());
  ASSERT_FALSE(store);
  EXPECT_THAT(store.error().message, HasSubstr("99"));
  auto log = EventLog::open({.directory = directory.path()});
  ASSERT_FALSE(log);
  EXPECT_THAT(log.error().message, HasSubstr("99"));
}

}  // namespace
}  // namespace penstock::observe
