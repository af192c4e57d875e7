// Tests of event_log.h when the store cannot be written: said once, counted, nothing acknowledged
// is lost, reports never hang, and all goes on when there is room again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdio>
#include <string>

#include "observe/event_log.h"
#include "observe/event_store.h"
#include "observe/test_directory.h"

namespace penstock::observe {
namespace {

// A full disk without root: no file of this process may grow past the limit, as with ENOSPC.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
};

class EventLogFailureTest : public testing::Test {
 protected:
  void SetUp() override {
    auto log = EventLog::open({.directory = directory_.path(), .journal_bytes = 1 << 17});
    ASSERT_TRUE(log) << log.error().message;
    log_ = log.take();
  }

  bool report() {
    const std::string_view strings[] = {text_};
    const bool taken = log_->report({.source = "test", .event_id = next_, .strings = strings});
    next_ += taken ? 1 : 0;
    return taken;
  }

  // Reports until the journal refuses; only possible while the store fails.
  void report_until_refused() {
    log_->flush();
    for (int i = 0; i < 100000; ++i) {
      if (!report()) {
        return;
      }
    }
    FAIL() << "the journal never filled up";
  }

  void expect_all_stored() {
    auto store = EventStore::open(directory_.path());
    ASSERT_TRUE(store);
    auto events = store.value()->read({});
    ASSERT_TRUE(events);
    ASSERT_EQ(events.value().size(), next_);
    for (std::uint32_t i = 0; i < next_; ++i) {
      ASSERT_EQ(events.value()[i].event_id, i);
    }
  }

  const std::string text_ = std::string(500, 'x');
  TestDirectory directory_;
  std::unique_ptr<EventLog> log_;
  std::uint32_t next_ = 0;  // event id of the next report; how many were taken
};

TEST_F(EventLogFailureTest, AFullDiskIsReportedOnceAndLosesNothingAcknowledged) {
  testing::internal::CaptureStderr();
  {
    FileSizeLimit full(100000);
    for (int i = 0; i < 400; ++i) {
      report();  // more than the files may hold
    }
    EXPECT_FALSE(log_->flush());
    report_until_refused();
    const EventLogCounts counts = log_->counts();
    EXPECT_EQ(counts.reported, next_);
    EXPECT_GE(counts.lost, 1u);
    EXPECT_GE(counts.store_failures, 1u);
    EXPECT_LT(counts.stored, counts.reported);
  }
  while (!log_->flush()) {
  }
  EXPECT_TRUE(report());
  EXPECT_TRUE(log_->flush());
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_EQ(said.find("cannot be written"), said.rfind("cannot be written")) << said;
  EXPECT_THAT(said, testing::HasSubstr("events.db"));
  EXPECT_THAT(said, testing::HasSubstr("is written again"));
  expect_all_stored();
}

TEST_F(EventLogFailureTest, AStopWhileTheDiskIsFullLeavesEventsForTheNextStart) {
  testing::internal::CaptureStderr();
  {
    FileSizeLimit full(100000);
    for (int i = 0; i < 150; ++i) {
      report();
    }
    EXPECT_FALSE(log_->flush());
    log_.reset();
  }
  testing::internal::GetCapturedStderr();
  SetUp();
  EXPECT_TRUE(log_->flush());
  expect_all_stored();
}

TEST_F(EventLogFailureTest, AStoreThatIsDeletedMeanwhileIsMadeAnew) {
  ASSERT_TRUE(report());
  ASSERT_TRUE(log_->flush());
  log_.reset();
  std::filesystem::remove(directory_.file("events.db"));
  SetUp();
  EXPECT_TRUE(report());
  EXPECT_TRUE(log_->flush());
  auto store = EventStore::open(directory_.path());
  ASSERT_TRUE(store);
  auto events = store.value()->read({});
  ASSERT_TRUE(events);
  ASSERT_EQ(events.value().size(), 1u) << "what was stored before must not be replayed";
  EXPECT_EQ(events.value()[0].event_id, 1u);
}

}  // namespace
}  // namespace penstock::observe
