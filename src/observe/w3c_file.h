// W3cFile: one site's log files: their names, their rotation, their directives, the writing.
// Used by the writer thread of w3c_log.h only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "observe/w3c_fields.h"

namespace penstock::observe {

enum class LogPeriod { kHourly, kDaily, kWeekly, kMonthly, kMaxSize };

// One site's <logFile> element.
struct W3cLogSettings {
  std::string directory{};  // files go to <directory>/W3SVC<site_id>/, both created when needed
  std::uint32_t site_id = 1;
  W3cFields fields = kDefaultW3cFields;
  LogPeriod period = LogPeriod::kDaily;
  std::uint64_t truncate_size = 20971520;  // for kMaxSize
  bool local_time_rollover = false;        // periods end by local time; lines are UTC always
};

// The name of the file that takes a line of this time; for kMaxSize, of the file with that number.
// Hourly u_exYYMMDDHH.log, daily u_exYYMMDD.log, weekly u_exYYMMWW.log (week of the month, from
// Sunday), monthly u_exYYMM.log, by size u_extendN.log.
std::string w3c_file_name(LogPeriod period, std::int64_t seconds, bool local_time, int number);

// Not thread-safe.
class W3cFile {
 public:
  explicit W3cFile(W3cLogSettings settings);
  ~W3cFile();
  W3cFile(const W3cFile&) = delete;
  W3cFile& operator=(const W3cFile&) = delete;

  // Takes one line (with its line feed) of that time, rotating first if it is due. A line of a
  // period that is over goes to the current file: periods only advance.
  void add(std::int64_t seconds, std::string_view line);

  // Writes what was added; true if nothing is left.
  bool write();

  std::uint64_t unwritten_lines() const;
  std::uint64_t take_discarded() { return take(discarded_); }
  std::uint64_t take_failures() { return take(failures_); }

 private:
  static std::uint64_t take(std::uint64_t& count);
  void rotate_if_due(std::int64_t seconds, std::size_t line_size);
  void rotate(std::string name);
  std::string path() const { return folder_ + "/" + name_; }
  bool open();
  void write_heading();
  bool ends_inside_line() const;
  bool removed() const;
  void close();
  void failed(const char* what, int error);

  const W3cLogSettings settings_;
  const std::string folder_;  // <directory>/W3SVC<id>
  std::string name_;          // of the current file; empty before the first line
  int fd_ = -1;
  std::int64_t slice_ = -1;  // quarter of an hour of the newest line
  int number_ = 0;           // of the current file, for kMaxSize
  std::uint64_t size_ = 0;   // of the current file, as written
  std::string heading_;      // directives to be written before pending_
  std::string pending_;      // lines not yet written
  bool cut_ = false;         // pending_ starts inside a line
  bool failing_ = false;     // reported; not again until it works
  std::uint64_t discarded_ = 0;
  std::uint64_t failures_ = 0;
};

}  // namespace penstock::observe
