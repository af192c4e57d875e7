// Implements event_database.h. Events have no index but their id: ids rise with time, so that
// readers and retention walk them in order, and an insert touches one page.
#include "observe/event_database.h"

#include "base/text.h"
#include "observe/json_text.h"

namespace penstock::observe {
namespace {

// synchronous=NORMAL: a commit is a write, not a sync; it survives the process, and a loss of power
// may cost the last commits but never the file. The event journal has the same guarantee.
constexpr const char* kPragmas =
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=NORMAL;"
    "PRAGMA wal_autocheckpoint=2000;"
    "PRAGMA journal_size_limit=33554432;";

constexpr const char* kSchema =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE IF NOT EXISTS channels(id INTEGER PRIMARY KEY, log TEXT NOT NULL,"
    "  source TEXT NOT NULL, UNIQUE(log, source));"
    "CREATE TABLE IF NOT EXISTS events(id INTEGER PRIMARY KEY, time_us INTEGER NOT NULL,"
    "  channel INTEGER NOT NULL, type INTEGER NOT NULL, event_id INTEGER NOT NULL,"
    "  category INTEGER NOT NULL, strings TEXT, data BLOB);"
    "CREATE TABLE IF NOT EXISTS journals(id INTEGER PRIMARY KEY, consumed INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS last_event(only INTEGER PRIMARY KEY CHECK (only = 1),"
    "  id INTEGER NOT NULL);"
    "INSERT OR IGNORE INTO last_event VALUES(1, 0);"
    "CREATE VIEW IF NOT EXISTS event_log AS SELECT events.id AS id,"
    "  strftime('%Y-%m-%dT%H:%M:%fZ', time_us / 1e6, 'unixepoch') AS time, log, source, type,"
    "  event_id, category, strings, data FROM events JOIN channels ON channels.id = channel;"
    "PRAGMA user_version=1;"
    "COMMIT;";

// Retention by size frees this part of the events at a time.
constexpr std::int64_t kRetentionShare = 20;

// Bounds the memory a module can take that makes up a source for every event.
constexpr std::size_t kRememberedChannels = 4096;

// As valid UTF-8; bytes that are none are read as Latin-1.
std::string stored_text(std::string_view text) {
  return base::is_valid_utf8(text) ? std::string(text) : base::to_utf8(base::to_wide(text));
}

}  // namespace

base::Result<std::unique_ptr<EventDatabase>> EventDatabase::open(const std::string& path) {
  auto database = sqlite::Database::open(path, sqlite::Database::Access::kReadWriteCreate);
  if (!database) {
    return database.error();
  }
  std::unique_ptr<EventDatabase> log(new EventDatabase(database.take()));
  if (auto created = log->create_schema(); !created) {
    return created.error();
  }
  if (auto prepared = log->prepare_statements(); !prepared) {
    return prepared.error();
  }
  return log;
}

base::Result<void> EventDatabase::create_schema() {
  if (auto done = database_.execute(kPragmas); !done) {
    return done;
  }
  auto version = database_.query_integer("PRAGMA user_version");
  if (!version) {
    return version.error();
  }
  if (version.value() > kEventSchemaVersion) {
    return base::Error{"the event log has layout " + std::to_string(version.value()) +
                       ", written by a newer version; this one knows layout " +
                       std::to_string(kEventSchemaVersion)};
  }
  return version.value() == kEventSchemaVersion ? base::Result<void>{} : database_.execute(kSchema);
}

base::Result<void> EventDatabase::prepare_statements() {
  const std::pair<sqlite::Statement*, const char*> statements[] = {
      {&insert_event_, "INSERT INTO events VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"},
      {&insert_channel_, "INSERT OR IGNORE INTO channels(log, source) VALUES(?1, ?2)"},
      {&find_channel_, "SELECT id FROM channels WHERE log = ?1 AND source = ?2"},
      {&set_consumed_, "INSERT OR REPLACE INTO journals VALUES(?1, ?2)"},
      {&set_last_id_, "UPDATE last_event SET id = ?1"},
      {&delete_older_,
       "DELETE FROM events WHERE id <= (SELECT max(id) FROM"
       " (SELECT id, time_us FROM events ORDER BY id LIMIT 10000) WHERE time_us < ?1)"},
      {&delete_up_to_, "DELETE FROM events WHERE id <= ?1"},
  };
  for (const auto& [statement, sql] : statements) {
    auto prepared = database_.prepare(sql);
    if (!prepared) {
      return prepared.error();
    }
    *statement = prepared.take();
  }
  return {};
}

base::Result<void> EventDatabase::require_done(int result) {
  if (result != SQLITE_DONE) {
    return database_.error();
  }
  return {};
}

base::Result<std::uint64_t> EventDatabase::consumed(std::uint64_t journal_id) {
  auto position = database_.query_integer("SELECT consumed FROM journals WHERE id = " +
                                          std::to_string(journal_id));
  if (!position) {
    return position.error();
  }
  return static_cast<std::uint64_t>(position.value());
}

base::Result<void> EventDatabase::begin() {
  if (auto begun = database_.execute("BEGIN IMMEDIATE"); !begun) {
    return begun;
  }
  auto last = database_.query_integer("SELECT id FROM last_event");
  if (!last) {
    return last.error();
  }
  last_id_ = last.value();
  return {};
}

base::Result<void> EventDatabase::insert(const EncodedEvent& event) {
  if (last_channel_ == 0 || last_name_.first != event.log || last_name_.second != event.source) {
    auto found = channel(event.log, event.source);
    if (!found) {
      return found.error();
    }
    last_name_ = {std::string(event.log), std::string(event.source)};
    last_channel_ = found.value();
  }
  insert_event_.bind(1, ++last_id_);
  insert_event_.bind(2, event.time_us);
  insert_event_.bind(3, last_channel_);
  insert_event_.bind(4, static_cast<std::int64_t>(event.type));
  insert_event_.bind(5, event.event_id);
  insert_event_.bind(6, event.category);
  if (event.string_count == 0) {
    insert_event_.bind_null(7);
  } else {
    strings_json_ = '[';
    std::string_view strings = event.strings;
    for (std::uint32_t i = 0; i < event.string_count; ++i) {
      strings_json_ += i == 0 ? "" : ",";
      append_json_string(strings_json_, next_string(strings));
    }
    strings_json_ += ']';
    insert_event_.bind_text(7, strings_json_);
  }
  if (event.data.empty()) {
    insert_event_.bind_null(8);
  } else {
    insert_event_.bind_blob(8, event.data);
  }
  return require_done(insert_event_.run());
}

base::Result<std::int64_t> EventDatabase::channel(std::string_view log, std::string_view source) {
  std::pair<std::string, std::string> name{stored_text(log), stored_text(source)};
  if (const auto known = channels_.find(name); known != channels_.end()) {
    return known->second;
  }
  auto id = insert_channel(name.first, name.second);
  if (channels_.size() >= kRememberedChannels) {
    channels_.clear();
  }
  if (id) {
    channels_.emplace(std::move(name), id.value());
  }
  return id;
}

base::Result<std::int64_t> EventDatabase::insert_channel(const std::string& log,
                                                         const std::string& source) {
  for (sqlite::Statement* statement : {&insert_channel_, &find_channel_}) {
    statement->bind_text(1, log);
    statement->bind_text(2, source);
  }
  if (auto inserted = require_done(insert_channel_.run()); !inserted) {
    return inserted.error();
  }
  if (find_channel_.step() != SQLITE_ROW) {
    find_channel_.reset();
    return database_.error();
  }
  const std::int64_t id = find_channel_.integer(0);
  find_channel_.reset();
  return id;
}

base::Result<void> EventDatabase::commit(std::uint64_t journal_id, std::uint64_t position) {
  set_consumed_.bind(1, static_cast<std::int64_t>(journal_id));
  set_consumed_.bind(2, static_cast<std::int64_t>(position));
  set_last_id_.bind(1, last_id_);
  if (auto done = require_done(set_consumed_.run()); !done) {
    return done;
  }
  if (auto done = require_done(set_last_id_.run()); !done) {
    return done;
  }
  return database_.execute("COMMIT");
}

base::Result<void> EventDatabase::forget(std::uint64_t journal_id) {
  const std::string sql = "DELETE FROM journals WHERE id = " + std::to_string(journal_id);
  return database_.execute(sql.c_str());
}

base::Result<std::uint64_t> EventDatabase::used_bytes() {
  std::int64_t values[3] = {};
  const char* const pragmas[] = {"PRAGMA page_count", "PRAGMA freelist_count", "PRAGMA page_size"};
  for (int i = 0; i < 3; ++i) {
    auto value = database_.query_integer(pragmas[i]);
    if (!value) {
      return value.error();
    }
    values[i] = value.value();
  }
  return static_cast<std::uint64_t>((values[0] - values[1]) * values[2]);
}

base::Result<void> EventDatabase::delete_oldest_share() {
  // Two subqueries, so that each end is looked up rather than all events walked.
  const std::string sql = "SELECT oldest + (newest - oldest) / " + std::to_string(kRetentionShare) +
                          " FROM (SELECT (SELECT min(id) FROM events) AS oldest,"
                          " (SELECT max(id) FROM events) AS newest)";
  auto up_to = database_.query_integer(sql);
  if (!up_to) {
    return up_to.error();
  }
  delete_up_to_.bind(1, up_to.value());
  return require_done(delete_up_to_.run());
}

base::Result<void> EventDatabase::retain(std::uint64_t max_bytes,
                                         std::optional<std::int64_t> oldest_us) {
  if (oldest_us) {
    delete_older_.bind(1, *oldest_us);
    if (auto done = require_done(delete_older_.run()); !done) {
      return done;
    }
  }
  // Bounded: the share of a round is at least one event, and an empty log has nothing to free.
  for (int round = 0; max_bytes != 0 && round < 2 * kRetentionShare; ++round) {
    auto used = used_bytes();
    if (!used) {
      return used.error();
    }
    if (used.value() <= max_bytes) {
      break;
    }
    if (auto deleted = delete_oldest_share(); !deleted) {
      return deleted;
    }
  }
  return {};
}

}  // namespace penstock::observe
