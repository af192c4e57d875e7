// Implements sqlite.h.
#include "observe/sqlite.h"

namespace penstock::observe::sqlite {
namespace {

// Two processes may write one log; a transaction is short.
constexpr int kBusyTimeoutMs = 5000;

// SQLite takes null for NULL, but an empty view's null pointer means empty here.
const char* data_of(std::string_view bytes) { return bytes.data() != nullptr ? bytes.data() : ""; }

}  // namespace

void Statement::bind_text(int index, std::string_view text) {
  sqlite3_bind_text64(get(), index, data_of(text), text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void Statement::bind_blob(int index, std::string_view bytes) {
  sqlite3_bind_blob64(get(), index, data_of(bytes), bytes.size(), SQLITE_STATIC);
}

int Statement::run() {
  int result = step();
  const int reset_result = sqlite3_reset(get());
  return result == SQLITE_ROW ? SQLITE_DONE : (result == SQLITE_DONE ? result : reset_result);
}

std::string_view Statement::text(int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(get(), column));
  return text == nullptr ? std::string_view{}
                         : std::string_view{
                               text, static_cast<std::size_t>(sqlite3_column_bytes(get(), column))};
}

std::string_view Statement::blob(int column) {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(get(), column));
  return bytes == nullptr
             ? std::string_view{}
             : std::string_view{bytes,
                                static_cast<std::size_t>(sqlite3_column_bytes(get(), column))};
}

base::Result<Database> Database::open(const std::string& path, Access access) {
  const int flags = access == Access::kReadOnly ? SQLITE_OPEN_READONLY
                                                : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int result = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(handle, path);
  if (result != SQLITE_OK) {
    return database.error();
  }
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  return database;
}

base::Result<void> Database::execute(const char* sql) {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return error();
  }
  return {};
}

base::Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
    return error();
  }
  return Statement(statement);
}

base::Result<std::int64_t> Database::query_integer(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) {
    return statement.error();
  }
  const int result = statement.value().step();
  if (result == SQLITE_ROW) {
    return statement.value().integer(0);
  }
  if (result == SQLITE_DONE) {
    return std::int64_t{0};
  }
  return error();
}

base::Error Database::error() const {
  return {path_ + ": " +
          (database_ ? sqlite3_errmsg(database_.get()) : "not enough memory to open it")};
}

}  // namespace penstock::observe::sqlite
