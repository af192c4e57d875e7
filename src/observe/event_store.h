// EventStore: reads the event log from any process, while its server runs or not.
// The writing side is event_database.h; how a record is shown is event_format.h.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "observe/event_record.h"
#include "observe/sqlite.h"

namespace penstock::observe {

// Unset fields match everything.
struct EventQuery {
  std::optional<std::string> log{};        // compared without regard to ASCII case
  std::optional<std::string> source{};     // likewise
  std::vector<EventType> types{};          // empty: all
  std::optional<std::int64_t> since_us{};  // inclusive
  std::optional<std::int64_t> until_us{};  // exclusive
  std::int64_t after_id = 0;               // cursor: only events with a larger id
  std::size_t limit = std::numeric_limits<std::int64_t>::max();
  bool newest = false;  // with a limit: the newest that match rather than the oldest
};

// Not thread-safe.
class EventStore {
 public:
  // Fails if there is no event log in the directory yet, or it cannot be read.
  static base::Result<std::unique_ptr<EventStore>> open(const std::string& directory);
  ~EventStore();

  // Always in ascending order of id.
  base::Result<std::vector<EventRecord>> read(const EventQuery& query);

  // The id of the newest event; 0 if there is none. The start of a follow.
  base::Result<std::int64_t> last_id();

  // Returns true soon after another process may have stored something, false after the timeout.
  // Spurious returns happen; an event stored before the call may need read(), not wait().
  // A follow is: for (;;) { read(after_id = last seen) ...; wait(500ms); }
  bool wait(std::chrono::milliseconds timeout);

  // Readable when the store may have changed: for a caller with its own poll. Drained by wait().
  int watch_fd() const { return watch_fd_; }

 private:
  EventStore(sqlite::Database database, int watch_fd);

  sqlite::Database database_;
  int watch_fd_;      // inotify
  int rechecks_ = 0;  // short waits left after a change: the write is seen before its commit is
};

}  // namespace penstock::observe
