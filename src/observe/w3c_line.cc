// Implements w3c_line.h.
#include "observe/w3c_line.h"

#include <charconv>
#include <chrono>
#include <cstring>

namespace penstock::observe {
namespace {

constexpr char kHex[] = "0123456789ABCDEF";
constexpr std::string_view kTooLong = "...";

constexpr bool is_plain(char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7f; }

char* put_two_digits(char* out, unsigned value) {
  out[0] = static_cast<char>('0' + value / 10 % 10);
  out[1] = static_cast<char>('0' + value % 10);
  return out + 2;
}

// Appends values with the spaces between them.
class Line {
 public:
  explicit Line(char* out) : start_(out), end_(out) {}

  void text(std::string_view value) {
    separate();
    if (value.empty()) {
      *end_++ = '-';
      return;
    }
    char* const begin = end_;
    for (const char c : value) {
      if (end_ - begin > static_cast<std::ptrdiff_t>(kMaxW3cValue) - 3) {
        end_ = begin;
        plain(kTooLong);
        return;
      }
      put(c);
    }
  }

  void number(std::uint64_t value) {
    separate();
    end_ = std::to_chars(end_, end_ + 20, value).ptr;
  }

  void plain_text(std::string_view value) {
    separate();
    plain(value);
  }

  std::size_t finish() {
    *end_++ = '\n';
    return static_cast<std::size_t>(end_ - start_);
  }

 private:
  void separate() {
    if (end_ != start_) {
      *end_++ = ' ';
    }
  }

  void plain(std::string_view value) {
    std::memcpy(end_, value.data(), value.size());
    end_ += value.size();
  }

  void put(char c) {
    if (is_plain(c)) {
      *end_++ = c;
    } else if (c == ' ') {
      *end_++ = '+';
    } else {
      *end_++ = '%';
      *end_++ = kHex[(c >> 4) & 0xF];
      *end_++ = kHex[c & 0xF];
    }
  }

  char* start_;
  char* end_;
};

// The text of a thread's last second: most lines share it with the one before.
std::string_view cached_time(std::int64_t seconds) noexcept {
  thread_local std::int64_t cached = -1;
  thread_local char text[19];
  if (cached != seconds) {
    format_w3c_time(seconds, text);
    cached = seconds;
  }
  return {text, sizeof text};
}

}  // namespace

void format_w3c_time(std::int64_t seconds, char* out) noexcept {
  using namespace std::chrono;
  const sys_seconds time{std::chrono::seconds(seconds)};
  const sys_days day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  const auto year = static_cast<unsigned>(static_cast<int>(date.year()));
  out = put_two_digits(put_two_digits(out, year / 100), year);
  *out++ = '-';
  out = put_two_digits(out, static_cast<unsigned>(date.month()));
  *out++ = '-';
  out = put_two_digits(out, static_cast<unsigned>(date.day()));
  *out++ = ' ';
  out = put_two_digits(out, static_cast<unsigned>(clock.hours().count()));
  *out++ = ':';
  out = put_two_digits(out, static_cast<unsigned>(clock.minutes().count()));
  *out++ = ':';
  put_two_digits(out, static_cast<unsigned>(clock.seconds().count()));
}

std::size_t format_w3c_line(const LogEntry& entry, W3cFields fields, const W3cConstants& constants,
                            char* out) noexcept {
  Line line(out);
  const std::string_view time = cached_time(entry.time_us / 1'000'000);
  const auto text = [&line, fields](W3cField field, std::string_view value) {
    if (has(fields, field)) {
      line.text(value);
    }
  };
  const auto number = [&line, fields](W3cField field, std::uint64_t value) {
    if (has(fields, field)) {
      line.number(value);
    }
  };
  if (has(fields, W3cField::kDate)) {
    line.plain_text(time.substr(0, 10));
  }
  if (has(fields, W3cField::kTime)) {
    line.plain_text(time.substr(11));
  }
  text(W3cField::kSiteName, constants.site_name);
  text(W3cField::kComputerName, constants.computer_name);
  text(W3cField::kServerIp, entry.server_ip);
  text(W3cField::kMethod, entry.method);
  text(W3cField::kUriStem, entry.uri_stem);
  text(W3cField::kUriQuery, entry.uri_query);
  number(W3cField::kServerPort, entry.server_port);
  text(W3cField::kUserName, entry.user_name);
  text(W3cField::kClientIp, entry.client_ip);
  text(W3cField::kProtocolVersion, entry.protocol_version);
  text(W3cField::kUserAgent, entry.user_agent);
  text(W3cField::kCookie, entry.cookie);
  text(W3cField::kReferer, entry.referer);
  text(W3cField::kHost, entry.host);
  number(W3cField::kHttpStatus, entry.status);
  number(W3cField::kHttpSubStatus, entry.sub_status);
  number(W3cField::kWin32Status, entry.win32_status);
  number(W3cField::kBytesSent, entry.bytes_sent);
  number(W3cField::kBytesRecv, entry.bytes_received);
  number(W3cField::kTimeTaken, entry.time_taken_ms);
  return line.finish();
}

}  // namespace penstock::observe
