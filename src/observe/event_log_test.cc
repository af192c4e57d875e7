// Tests of event_log.h through to the store. Killing is in event_log_kill_test.cc, full disks and
// stores that fail in event_log_failure_test.cc.
#include "observe/event_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <thread>

#include "observe/clock.h"
#include "observe/event_store.h"
#include "observe/test_directory.h"

namespace penstock::observe {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class EventLogTest : public testing::Test {
 protected:
  std::unique_ptr<EventLog> open(EventLogSettings settings = {}) {
    settings.directory = directory_.path();
    auto log = EventLog::open(settings);
    EXPECT_TRUE(log) << log.error().message;
    return log.take();
  }

  std::vector<EventRecord> stored(const EventQuery& query = {}) {
    auto store = EventStore::open(directory_.path());
    EXPECT_TRUE(store) << store.error().message;
    auto events = store.value()->read(query);
    EXPECT_TRUE(events) << events.error().message;
    return events.take();
  }

  static bool report_id(EventLog& log, std::uint32_t id) {
    return log.report({.source = "test", .event_id = id});
  }

  TestDirectory directory_;
};

TEST_F(EventLogTest, AReportedEventIsStoredWithEveryField) {
  const std::string_view strings[] = {"Content-Type", "\xC3\xA4\n\"quoted\"\\", "broken \xff"};
  const std::byte data[] = {std::byte{0}, std::byte{1}, std::byte{255}};
  auto log = open();
  const std::int64_t before = now_us();
  ASSERT_TRUE(log->report({.log = "System",
                           .source = "IISADMIN",
                           .type = EventType::kWarning,
                           .event_id = 0xC0000007u,
                           .category = 9,
                           .strings = strings,
                           .data = data}));
  ASSERT_TRUE(log->flush());
  const auto events = stored();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].id, 1);
  EXPECT_GE(events[0].time_us, before);
  EXPECT_LE(events[0].time_us, now_us());
  EXPECT_EQ(events[0].log, "System");
  EXPECT_EQ(events[0].source, "IISADMIN");
  EXPECT_EQ(events[0].type, EventType::kWarning);
  EXPECT_EQ(events[0].event_id, 0xC0000007u);
  EXPECT_EQ(events[0].category, 9);
  EXPECT_THAT(events[0].strings,
              ElementsAre("Content-Type", "\xC3\xA4\n\"quoted\"\\", "broken \xC3\xBF"));
  EXPECT_EQ(events[0].data, std::string("\0\1\xff", 3));
}

TEST_F(EventLogTest, StopStoresWhatIsLeft) {
  auto log = open();
  for (std::uint32_t i = 0; i < 10000; ++i) {
    ASSERT_TRUE(report_id(*log, i));
  }
  log.reset();
  EXPECT_EQ(stored().size(), 10000u);
}

TEST_F(EventLogTest, IdsGoOnAfterARestartAndEventsStayInOrder) {
  for (std::uint32_t i = 1; i <= 3; ++i) {
    report_id(*open(), i);
  }
  const auto events = stored();
  ASSERT_EQ(events.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(events[i].id, static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(events[i].event_id, i + 1);
  }
}

TEST_F(EventLogTest, ManyThreadsThroughASmallJournal) {
  constexpr int kThreads = 4;
  constexpr std::uint32_t kEach = 20000;
  auto log = open({.journal_bytes = 65536});
  std::atomic<std::uint64_t> accepted{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      for (std::uint32_t i = 0; i < kEach; ++i) {
        accepted += report_id(*log, i) ? 1 : 0;
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  ASSERT_TRUE(log->flush());
  const EventLogCounts counts = log->counts();
  EXPECT_EQ(counts.reported, accepted.load());
  EXPECT_EQ(counts.stored, accepted.load());
  EXPECT_EQ(counts.reported + counts.lost, kThreads * kEach);
  EXPECT_EQ(stored().size(), accepted.load());
}

TEST_F(EventLogTest, AnEventLargerThanTheJournalTakesIsRefused) {
  auto log = open({.journal_bytes = 65536});
  const std::string large(20000, 'x');
  const std::string_view strings[] = {large};
  EXPECT_FALSE(log->report({.source = "test", .strings = strings}));
  EXPECT_EQ(log->counts().lost, 1u);
  EXPECT_TRUE(report_id(*log, 1));
}

TEST_F(EventLogTest, TwoProcessesMayShareADirectory) {
  auto first = open();
  auto second = open();
  for (std::uint32_t i = 0; i < 1000; ++i) {
    report_id(*first, i);
    report_id(*second, i);
  }
  EXPECT_TRUE(first->flush());
  EXPECT_TRUE(second->flush());
  EXPECT_EQ(stored().size(), 2000u);
}

TEST_F(EventLogTest, RetentionBySizeKeepsTheNewest) {
  const std::string text(2000, 'x');
  const std::string_view strings[] = {text};
  constexpr std::uint32_t kCount = 2000;  // about 4 MB
  {
    auto log = open();
    for (std::uint32_t i = 1; i <= kCount; ++i) {
      ASSERT_TRUE(log->report({.source = "test", .event_id = i, .strings = strings}));
    }
  }
  {
    auto log = open({.max_bytes = 1 << 20});
    ASSERT_TRUE(report_id(*log, kCount + 1));
  }
  const auto events = stored();
  EXPECT_GT(events.size(), 100u);
  EXPECT_LT(events.size(), 600u);
  EXPECT_EQ(events.back().event_id, kCount + 1);
  EXPECT_EQ(events.front().event_id, kCount + 2 - events.size());
}

TEST_F(EventLogTest, RetentionByAge) {
  constexpr std::int64_t kHour = 3'600'000'000;
  {
    auto log = open({.max_age = std::chrono::hours(1)});
    log->report({.time_us = now_us() - 2 * kHour, .source = "old"});
    log->report({.source = "new"});
  }
  const auto events = stored();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].source, "new");
}

TEST_F(EventLogTest, AFollowSeesEventsOfARunningServer) {
  auto log = open();
  auto store = EventStore::open(directory_.path());
  ASSERT_TRUE(store);
  std::thread reporter([&log] {
    for (std::uint32_t i = 1; i <= 200; ++i) {
      report_id(*log, i);
      std::this_thread::yield();
    }
  });
  EventQuery query;
  std::uint32_t seen = 0;
  while (seen < 200) {
    auto events = store.value()->read(query);
    ASSERT_TRUE(events);
    for (const EventRecord& event : events.value()) {
      ASSERT_EQ(event.event_id, ++seen);
      query.after_id = event.id;
    }
    if (seen < 200) {
      store.value()->wait(std::chrono::seconds(10));
    }
  }
  reporter.join();
}

TEST_F(EventLogTest, AnIdleLogDoesNotWakeItsReader) {
  auto log = open();
  report_id(*log, 1);
  log->flush();
  auto store = EventStore::open(directory_.path());
  ASSERT_TRUE(store);
  EXPECT_FALSE(store.value()->wait(std::chrono::milliseconds(0)));
}

TEST_F(EventLogTest, ASettingThatCannotWorkIsNamed) {
  auto log = EventLog::open({.directory = directory_.path(), .journal_bytes = 100000});
  ASSERT_FALSE(log);
  EXPECT_THAT(log.error().message, HasSubstr("100000"));
}

TEST_F(EventLogTest, AFileThatIsNoEventLogIsNamed) {
  std::ofstream(directory_.file("events.db")) << std::string(4096, 'x');
  auto log = EventLog::open({.directory = directory_.path()});
  ASSERT_FALSE(log);
  EXPECT_THAT(log.error().message, HasSubstr(directory_.file("events.db")));
}

TEST_F(EventLogTest, EventsAreCopiedToTheJournalSocket) {
  const std::string path = directory_.file("journal.socket");
  const int receiver = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.data(), path.size());
  ASSERT_EQ(::bind(receiver, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);

  auto log = open({.journald_socket = path});
  const std::string_view strings[] = {"one", "two\nlines"};
  log->report({.time_us = 5,
               .source = "IISADMIN",
               .type = EventType::kError,
               .event_id = 7,
               .category = 3,
               .strings = strings});
  char datagram[4096];
  const ssize_t size = ::recv(receiver, datagram, sizeof datagram, 0);
  ::close(receiver);
  ASSERT_GT(size, 0);
  EXPECT_EQ(std::string(datagram, static_cast<std::size_t>(size)),
            std::string("MESSAGE\n\x0d\0\0\0\0\0\0\0one two\nlines\n", 30) +
                "PRIORITY=3\nSYSLOG_IDENTIFIER=IISADMIN\nPENSTOCK_LOG=Application\n"
                "PENSTOCK_EVENT_ID=7\nPENSTOCK_CATEGORY=3\nPENSTOCK_TIME_USEC=5\n");
  EXPECT_EQ(log->counts().journald_failures, 0u);
}

TEST_F(EventLogTest, AMissingJournalSocketIsCountedAndHarmless) {
  auto log = open({.journald_socket = directory_.file("nobody")});
  report_id(*log, 1);
  EXPECT_TRUE(log->flush());
  EXPECT_EQ(log->counts().journald_failures, 1u);
  EXPECT_EQ(stored().size(), 1u);
}

}  // namespace
}  // namespace penstock::observe
