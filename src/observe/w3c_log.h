// The HTTP access log in W3C extended format: W3cLogWriter owns the one thread that writes files,
// W3cLog is one site's log. Lines are made by w3c_line.h, files named and rotated by w3c_file.h.
//
//   auto writer = W3cLogWriter::start({});
//   auto site = writer->add({.directory = "/var/log/penstock", .site_id = 1});
//   site->append({.method = "GET", .uri_stem = "/", .status = 200});
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "observe/w3c_file.h"
#include "observe/w3c_line.h"

namespace penstock::observe {

struct W3cWriterSettings {
  std::size_t lanes = 0;                     // buffers that threads spread over; 0: one a processor
  std::size_t lane_bytes = 2 * 1024 * 1024;  // each, a power of two; the bound on memory
  std::chrono::milliseconds flush_interval{1000};  // how long a line may wait for the disk
  std::string computer_name{};                     // s-computername; empty: this host's
};

struct W3cLogCounts {
  std::uint64_t appended = 0;        // append() returned true
  std::uint64_t dropped = 0;         // append() returned false: the disk does not keep up
  std::uint64_t discarded = 0;       // taken, but given up because files could not be written
  std::uint64_t write_failures = 0;  // failed attempts to open or write a file
};

class W3cLogWriter;

// One site's log. Dropping it writes out what it has taken. Thread safety: any thread.
class W3cLog {
 public:
  ~W3cLog();
  W3cLog(const W3cLog&) = delete;
  W3cLog& operator=(const W3cLog&) = delete;

  // Formats the line into the calling thread's lane. Never blocks, never allocates; false (and
  // counted) when the lane is full.
  bool append(const LogEntry& entry) noexcept;

 private:
  friend class W3cLogWriter;
  struct Site;
  W3cLog(W3cLogWriter& writer, Site& site) : writer_(writer), site_(site) {}

  W3cLogWriter& writer_;
  Site& site_;  // owned by the writer, until this object dies
};

class W3cLogWriter {
 public:
  static std::unique_ptr<W3cLogWriter> start(W3cWriterSettings settings);

  // Every W3cLog must be gone already (each writes out what it took); ends the thread.
  ~W3cLogWriter();
  W3cLogWriter(const W3cLogWriter&) = delete;
  W3cLogWriter& operator=(const W3cLogWriter&) = delete;

  // The log of one site. The writer must outlive it.
  std::unique_ptr<W3cLog> add(W3cLogSettings settings);

  // Waits until every line appended before the call has been given to its file (or discarded).
  void flush();

  W3cLogCounts counts() const;

 private:
  friend class W3cLog;
  struct Parts;
  explicit W3cLogWriter(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace penstock::observe
