// The promise of event_log.h, tested by breaking it: processes are killed (SIGKILL) while their
// threads report; afterwards every acknowledged event is in the store, exactly once.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <map>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "observe/event_log.h"
#include "observe/event_store.h"
#include "observe/test_directory.h"

namespace penstock::observe {
namespace {

constexpr std::size_t kThreads = 4;
constexpr std::size_t kRounds = 6;

// Survives the children: how many reports of each thread of each round returned true.
struct Acknowledged {
  std::array<std::array<std::atomic<std::uint32_t>, kThreads>, kRounds> counts{};

  std::uint64_t of_round(std::size_t round) const {
    std::uint64_t sum = 0;
    for (const auto& count : counts[round]) {
      sum += count.load();
    }
    return sum;
  }
};

void report_forever(EventLog& log, std::size_t round, std::size_t thread,
                    std::atomic<std::uint32_t>& acknowledged) {
  for (std::uint32_t i = 0;; ++i) {
    const std::string name = std::to_string(round) + "/" + std::to_string(thread);
    const std::string padding(i % 300, '.');
    const std::string_view strings[] = {name, padding};
    while (!log.report({.source = "kill", .event_id = i, .strings = strings})) {
    }
    acknowledged.store(i + 1);
  }
}

[[noreturn]] void run_victim(const std::string& directory, std::size_t round,
                             Acknowledged& acknowledged) {
  auto log = EventLog::open({.directory = directory, .journal_bytes = 1 << 20});
  if (!log) {
    _exit(1);
  }
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back(
        [&, t] { report_forever(*log.value(), round, t, acknowledged.counts[round][t]); });
  }
  threads[0].join();
  _exit(2);
}

void run_and_kill(const std::string& directory, std::size_t round, Acknowledged& acknowledged) {
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    run_victim(directory, round, acknowledged);
  }
  // Rounds end at different states: during the recovery of the former, early, and after laps.
  const std::uint64_t enough =
      std::array<std::uint64_t, kRounds>{20000, 1, 3000, 40000, 77, 9999}[round];
  int status = 0;
  while (acknowledged.of_round(round) < enough) {
    ASSERT_EQ(waitpid(child, &status, WNOHANG), 0) << "the victim ended by itself";
    std::this_thread::yield();
  }
  kill(child, SIGKILL);
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
}

TEST(EventLogKill, AcknowledgedEventsAreStoredExactlyOnce) {
  void* shared = mmap(nullptr, sizeof(Acknowledged), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(shared, MAP_FAILED);
  Acknowledged& acknowledged = *new (shared) Acknowledged;
  TestDirectory directory;
  for (std::size_t round = 0; round < kRounds; ++round) {
    run_and_kill(directory.path(), round, acknowledged);
    ASSERT_FALSE(HasFatalFailure());
  }
  {
    auto log = EventLog::open({.directory = directory.path(), .journal_bytes = 1 << 20});
    ASSERT_TRUE(log) << log.error().message;
    ASSERT_TRUE(log.value()->flush());
  }
  auto store = EventStore::open(directory.path());
  ASSERT_TRUE(store);
  auto events = store.value()->read({});
  ASSERT_TRUE(events);

  // Per thread of each round, the ids must be 0, 1, 2, ... : none missing, doubled or swapped.
  std::map<std::string, std::uint32_t> next;
  for (const EventRecord& event : events.value()) {
    ASSERT_EQ(event.event_id, next[event.strings.at(0)]++) << event.strings.at(0);
    ASSERT_EQ(event.strings.at(1).size(), event.event_id % 300);
  }
  for (std::size_t round = 0; round < kRounds; ++round) {
    for (std::size_t t = 0; t < kThreads; ++t) {
      const std::uint32_t stored = next[std::to_string(round) + "/" + std::to_string(t)];
      const std::uint32_t count = acknowledged.counts[round][t].load();
      EXPECT_GE(stored, count) << round << "/" << t;
      EXPECT_LE(stored, count + 1) << "more than the one that was being reported";
    }
  }
  munmap(shared, sizeof(Acknowledged));
}

}  // namespace
}  // namespace penstock::observe
