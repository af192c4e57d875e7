// One line of the access log: LogEntry, what it is made of, and its text in W3C extended format.
// Which fields: w3c_fields.h; where lines go: w3c_log.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "observe/w3c_fields.h"

namespace penstock::observe {

// One request, borrowed for the call. Empty text is written as "-".
struct LogEntry {
  std::int64_t time_us = 0;  // end of the request, microseconds since 1970 UTC; 0: now
  std::string_view server_ip{};
  std::string_view method{};
  std::string_view uri_stem{};
  std::string_view uri_query{};  // without the question mark
  std::uint16_t server_port = 0;
  std::string_view user_name{};
  std::string_view client_ip{};
  std::string_view protocol_version{};  // "HTTP/1.1"
  std::string_view user_agent{};
  std::string_view cookie{};
  std::string_view referer{};
  std::string_view host{};
  std::uint16_t status = 0;
  std::uint16_t sub_status = 0;
  std::uint32_t win32_status = 0;
  std::uint64_t bytes_sent = 0;
  std::uint64_t bytes_received = 0;
  std::uint64_t time_taken_ms = 0;
};

// What is the same in every line of a site.
struct W3cConstants {
  std::string site_name{};      // "W3SVC1"
  std::string computer_name{};  // this host
};

// A value longer than this (after escaping) is written as "...": one request cannot fill the log.
inline constexpr std::size_t kMaxW3cValue = 4096;
inline constexpr std::size_t kMaxW3cLine = 12 * (kMaxW3cValue + 1) + 256;

// Writes the line with its line feed to out (kMaxW3cLine bytes); returns its size. entry.time_us
// must be set. Spaces become '+' and control characters %XX, so that no client can forge a field
// or a line; an empty value is '-'.
std::size_t format_w3c_line(const LogEntry& entry, W3cFields fields, const W3cConstants& constants,
                            char* out) noexcept;

// "2026-01-31 12:00:00" of a time in seconds since 1970 UTC; 19 characters, no terminator.
void format_w3c_time(std::int64_t seconds, char* out) noexcept;

}  // namespace penstock::observe
