// EventLog: where ReportEvent ends. report() appends to a memory-mapped journal (event_journal.h);
// one writer thread (event_writer.h) moves the journal into SQLite, which event_store.h reads.
//
//   auto log = EventLog::open({.directory = "/var/lib/penstock/events"});
//   log.value()->report({.source = "IISADMIN", .strings = texts});
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "observe/event_record.h"

namespace penstock::observe {

struct EventLogSettings {
  std::string directory{};  // created if missing; events.db and journals inside
  std::uint64_t max_bytes =
      256 * 1024 * 1024;            // of stored events; the oldest go first. 0: no limit
  std::chrono::seconds max_age{0};  // 0: no limit
  std::uint64_t journal_bytes = 16 * 1024 * 1024;  // preallocated, a power of two >= 64 KiB
  std::string journald_socket{};  // "/run/systemd/journal/socket" for a copy there; empty: none
};

// Read with EventLog::counts(); each is exact at the time of the call.
struct EventLogCounts {
  std::uint64_t reported = 0;  // report() returned true
  std::uint64_t lost = 0;      // report() returned false
  std::uint64_t stored = 0;    // committed to the store by this process (former leftovers included)
  std::uint64_t store_failures = 0;     // transactions that failed and were retried
  std::uint64_t journald_failures = 0;  // copies the journald socket did not take
};

// Thread safety: report(), flush() and counts() from any thread at any time.
class EventLog {
 public:
  // Fails when the directory, the journal or the store cannot be opened. What a former process
  // left in its journal is stored by the writer thread, without delaying the start.
  static base::Result<std::unique_ptr<EventLog>> open(const EventLogSettings& settings);

  // Stores what was reported, then stops the writer. If the store refuses, the rest stays in the
  // journal for the next start.
  ~EventLog();
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  // True: the event survives the death of this process. No lock, no allocation, no system call
  // unless the writer was idle. False: larger than the journal takes, or the journal is full; when
  // the writer merely lags the call first waits for room (250 ms at most), when the store fails
  // it does not wait.
  bool report(const EventView& event) noexcept;

  // Waits until everything reported before the call is stored; false if the store fails meanwhile.
  bool flush();

  EventLogCounts counts() const;

 private:
  struct Parts;
  explicit EventLog(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace penstock::observe
