// EventDatabase: the event log in SQLite, writing side: schema, batches, positions, retention.
// Used by the writer thread (event_writer.h); readers use event_store.h.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/result.h"
#include "observe/event_codec.h"
#include "observe/sqlite.h"

namespace penstock::observe {

// The file inside the event log's directory, and the layout it has (PRAGMA user_version).
inline constexpr const char* kEventDatabaseFile = "events.db";
inline constexpr int kEventSchemaVersion = 1;

// Not thread-safe. After a failure: drop the object (which rolls back) and open another.
class EventDatabase {
 public:
  static base::Result<std::unique_ptr<EventDatabase>> open(const std::string& path);

  // How far a journal had been stored; 0 if it is unknown.
  base::Result<std::uint64_t> consumed(std::uint64_t journal_id);

  // One batch: events and the journal position after them become durable and visible together,
  // which is what makes a journal's replay exact.
  base::Result<void> begin();
  base::Result<void> insert(const EncodedEvent& event);
  base::Result<void> commit(std::uint64_t journal_id, std::uint64_t position);

  // The journal is gone.
  base::Result<void> forget(std::uint64_t journal_id);

  // Deletes the oldest events until the rest fits max_bytes and none is older than oldest_us.
  base::Result<void> retain(std::uint64_t max_bytes, std::optional<std::int64_t> oldest_us);

 private:
  explicit EventDatabase(sqlite::Database database) : database_(std::move(database)) {}
  base::Result<void> create_schema();
  base::Result<void> prepare_statements();
  base::Result<std::int64_t> channel(std::string_view log, std::string_view source);
  base::Result<std::int64_t> insert_channel(const std::string& log, const std::string& source);
  base::Result<void> require_done(int result);
  base::Result<std::uint64_t> used_bytes();
  base::Result<void> delete_oldest_share();

  sqlite::Database database_;
  sqlite::Statement insert_event_;
  sqlite::Statement insert_channel_;
  sqlite::Statement find_channel_;
  sqlite::Statement set_consumed_;
  sqlite::Statement set_last_id_;
  sqlite::Statement delete_older_;
  sqlite::Statement delete_up_to_;

  // (log, source) to id: each is stored once.
  std::map<std::pair<std::string, std::string>, std::int64_t> channels_;
  std::pair<std::string, std::string> last_name_;  // of the event before: usually the same again
  std::int64_t last_channel_ = 0;                  // 0: none
  std::int64_t last_id_ = 0;                       // of the events; read anew by each begin()
  std::string strings_json_;                       // reused
};

}  // namespace penstock::observe
