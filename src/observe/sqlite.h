// A thin RAII cover over SQLite: Database and Statement, failures as values.
// Used by event_database.h (writes) and event_store.h (reads) only.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace penstock::observe::sqlite {

// A prepared statement. Bound text and blobs are borrowed until the next step() or reset().
class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

  // Parameters count from 1.
  void bind(int index, std::int64_t value) { sqlite3_bind_int64(get(), index, value); }
  void bind_text(int index, std::string_view text);
  void bind_blob(int index, std::string_view bytes);
  void bind_null(int index) { sqlite3_bind_null(get(), index); }

  // SQLITE_ROW, SQLITE_DONE or an error code.
  int step() { return sqlite3_step(get()); }
  void reset() { sqlite3_reset(get()); }

  // step() of a statement without rows, then reset().
  int run();

  // Columns count from 0; views live until the next step() or reset().
  std::int64_t integer(int column) { return sqlite3_column_int64(get(), column); }
  std::string_view text(int column);
  std::string_view blob(int column);

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  sqlite3_stmt* get() { return statement_.get(); }

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// One connection. Not thread-safe: used by one thread at a time.
class Database {
 public:
  enum class Access { kReadOnly, kReadWriteCreate };
  static base::Result<Database> open(const std::string& path, Access access);

  base::Result<void> execute(const char* sql);
  base::Result<Statement> prepare(std::string_view sql);

  // The first column of the first row; 0 without one.
  base::Result<std::int64_t> query_integer(std::string_view sql);

  // "<path>: <what SQLite says>", for the last failed call.
  base::Error error() const;

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };
  Database(sqlite3* database, std::string path) : database_(database), path_(std::move(path)) {}

  std::unique_ptr<sqlite3, Close> database_;
  std::string path_;
};

}  // namespace penstock::observe::sqlite
