// Implements event_store.h: one SELECT built from the query, and inotify for a follow.
#include "observe/event_store.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <variant>

#include "observe/event_database.h"
#include "observe/json_text.h"

namespace penstock::observe {
namespace {

// A commit becomes visible just after the write that inotify tells of.
constexpr int kRechecks = 4;
constexpr std::chrono::milliseconds kRecheckInterval{15};

// The conditions of a query with the values they bind, in order.
class Conditions {
 public:
  void add(std::string_view condition) {
    text_ += " AND ";
    text_ += condition;
  }
  void add(std::string_view condition, std::int64_t value) {
    add(condition);
    values_.emplace_back(value);
  }
  void add(std::string_view condition, const std::string& value) {
    add(condition);
    values_.emplace_back(std::string_view(value));
  }

  const std::string& text() const { return text_; }

  void bind(sqlite::Statement& statement) const {
    int index = 0;
    for (const auto& value : values_) {
      ++index;
      if (const auto* number = std::get_if<std::int64_t>(&value)) {
        statement.bind(index, *number);
      } else {
        statement.bind_text(index, std::get<std::string_view>(value));
      }
    }
  }

 private:
  std::string text_;
  std::vector<std::variant<std::int64_t, std::string_view>> values_;
};

std::string type_list(const std::vector<EventType>& types) {
  std::string list;
  for (const EventType type : types) {
    list += list.empty() ? "" : ",";
    list += std::to_string(static_cast<int>(type));
  }
  return list;
}

Conditions conditions_of(const EventQuery& query) {
  Conditions conditions;
  conditions.add("events.id > ?", query.after_id);
  if (query.log) {
    conditions.add("log = ? COLLATE NOCASE", *query.log);
  }
  if (query.source) {
    conditions.add("source = ? COLLATE NOCASE", *query.source);
  }
  if (query.since_us) {
    conditions.add("time_us >= ?", *query.since_us);
  }
  if (query.until_us) {
    conditions.add("time_us < ?", *query.until_us);
  }
  if (!query.types.empty()) {
    conditions.add("type IN (" + type_list(query.types) + ")");
  }
  return conditions;
}

EventRecord record_of(sqlite::Statement& row) {
  EventRecord event;
  event.id = row.integer(0);
  event.time_us = row.integer(1);
  event.log = row.text(2);
  event.source = row.text(3);
  event.type = static_cast<EventType>(row.integer(4));
  event.event_id = static_cast<std::uint32_t>(row.integer(5));
  event.category = static_cast<std::uint16_t>(row.integer(6));
  event.strings = parse_json_strings(row.text(7));
  event.data = row.blob(8);
  return event;
}

}  // namespace

base::Result<std::unique_ptr<EventStore>> EventStore::open(const std::string& directory) {
  const std::string path = directory + "/" + kEventDatabaseFile;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return base::Error{"there is no event log in " + directory +
                       " (it is made when the server starts)"};
  }
  auto database = sqlite::Database::open(path, sqlite::Database::Access::kReadOnly);
  if (!database) {
    return database.error();
  }
  auto version = database.value().query_integer("PRAGMA user_version");
  if (!version) {
    return version.error();
  }
  if (version.value() != kEventSchemaVersion) {
    return base::Error{path + ": not an event log of layout " +
                       std::to_string(kEventSchemaVersion) + " (found layout " +
                       std::to_string(version.value()) + ")"};
  }
  // Without a watch (too many in use) wait() still ends with its timeout.
  const int watch = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (watch >= 0) {
    ::inotify_add_watch(watch, directory.c_str(), IN_MODIFY | IN_CREATE);
  }
  return std::unique_ptr<EventStore>(new EventStore(database.take(), watch));
}

EventStore::EventStore(sqlite::Database database, int watch_fd)
    : database_(std::move(database)), watch_fd_(watch_fd) {}

EventStore::~EventStore() {
  if (watch_fd_ >= 0) {
    ::close(watch_fd_);
  }
}

base::Result<std::vector<EventRecord>> EventStore::read(const EventQuery& query) {
  const Conditions conditions = conditions_of(query);
  const std::string sql =
      "SELECT events.id, time_us, log, source, type, event_id, category, strings, data"
      " FROM events CROSS JOIN channels ON channels.id = channel WHERE 1" +
      conditions.text() + " ORDER BY events.id " + (query.newest ? "DESC" : "ASC") + " LIMIT " +
      std::to_string(query.limit);
  auto prepared = database_.prepare(sql);
  if (!prepared) {
    return prepared.error();
  }
  sqlite::Statement& statement = prepared.value();
  conditions.bind(statement);
  std::vector<EventRecord> events;
  int result = SQLITE_DONE;
  while ((result = statement.step()) == SQLITE_ROW) {
    events.push_back(record_of(statement));
  }
  if (result != SQLITE_DONE) {
    return database_.error();
  }
  if (query.newest) {
    std::reverse(events.begin(), events.end());
  }
  return events;
}

base::Result<std::int64_t> EventStore::last_id() {
  return database_.query_integer("SELECT id FROM last_event");
}

bool EventStore::wait(std::chrono::milliseconds timeout) {
  const bool recheck = rechecks_ > 0;
  const auto limit = recheck ? std::min(timeout, kRecheckInterval) : timeout;
  pollfd watched{watch_fd_, POLLIN, 0};
  if (::poll(&watched, 1, static_cast<int>(limit.count())) > 0) {
    alignas(inotify_event) char events[4096];
    while (::read(watch_fd_, events, sizeof events) > 0) {
    }
    rechecks_ = kRechecks;
    return true;
  }
  rechecks_ -= recheck ? 1 : 0;
  return recheck;
}

}  // namespace penstock::observe
