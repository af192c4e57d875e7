// Implements event_time.h.
#include "observe/event_time.h"

#include <charconv>
#include <cstdio>
#include <ctime>
#include <optional>

#include "base/text.h"

namespace penstock::observe {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;

// A cursor over the text; each take_ returns nothing and stays where it is on a mismatch.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  // Exactly that many digits.
  std::optional<int> number(std::size_t digits) {
    int value = 0;
    if (rest_.size() < digits) {
      return std::nullopt;
    }
    for (std::size_t i = 0; i < digits; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') {
        return std::nullopt;
      }
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

  bool one_of(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_[0]) == std::string_view::npos) {
      return false;
    }
    last_ = rest_[0];
    rest_.remove_prefix(1);
    return true;
  }

  char last() const { return last_; }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  char last_ = 0;
};

std::int64_t local_midnight(std::int64_t time_us, int days_before) {
  const std::time_t seconds = time_us / kSecond;
  std::tm local{};
  localtime_r(&seconds, &local);
  local.tm_hour = local.tm_min = local.tm_sec = 0;
  local.tm_mday -= days_before;
  local.tm_isdst = -1;
  return std::int64_t{std::mktime(&local)} * kSecond;
}

// "10m": how long that is; nothing for other text.
std::optional<std::int64_t> duration(std::string_view text) {
  std::int64_t amount = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  if (error != std::errc() || end + 1 != text.data() + text.size() || amount < 0 ||
      amount > 1'000'000'000) {
    return std::nullopt;
  }
  switch (*end) {
    case 's':
      return amount * kSecond;
    case 'm':
      return amount * 60 * kSecond;
    case 'h':
      return amount * 3600 * kSecond;
    case 'd':
      return amount * kDay;
    case 'w':
      return amount * 7 * kDay;
    default:
      return std::nullopt;
  }
}

bool read_date(Scanner& scanner, std::tm& time) {
  const auto year = scanner.number(4);
  const bool dash = scanner.one_of("-");
  const auto month = scanner.number(2);
  const bool dash2 = scanner.one_of("-");
  const auto day = scanner.number(2);
  if (!year || !dash || !month || !dash2 || !day || *month < 1 || *month > 12 || *day < 1 ||
      *day > 31) {
    return false;
  }
  time.tm_year = *year - 1900;
  time.tm_mon = *month - 1;
  time.tm_mday = *day;
  return true;
}

// "12:00", "12:00:00", "12:00:00.123456".
bool read_clock(Scanner& scanner, std::tm& time, std::int64_t& fraction_us) {
  const auto hour = scanner.number(2);
  const bool colon = scanner.one_of(":");
  const auto minute = scanner.number(2);
  if (!hour || !colon || !minute || *hour > 23 || *minute > 59) {
    return false;
  }
  time.tm_hour = *hour;
  time.tm_min = *minute;
  if (!scanner.one_of(":")) {
    return true;
  }
  const auto second = scanner.number(2);
  if (!second || *second > 60) {
    return false;
  }
  time.tm_sec = *second;
  if (scanner.one_of(".")) {
    std::int64_t unit = kSecond / 10;
    for (auto digit = scanner.number(1); digit; digit = scanner.number(1), unit /= 10) {
      fraction_us += *digit * unit;
    }
  }
  return true;
}

// "Z", "+02:00", "-0530", or nothing: seconds east of UTC; nullopt if malformed.
std::optional<int> read_zone(Scanner& scanner) {
  if (scanner.one_of("Zz")) {
    return 0;
  }
  if (!scanner.one_of("+-")) {
    return std::nullopt;
  }
  const int sign = scanner.last() == '-' ? -1 : 1;
  const auto hours = scanner.number(2);
  scanner.one_of(":");
  const auto minutes = scanner.number(2);
  return hours && minutes ? std::optional(sign * (*hours * 3600 + *minutes * 60)) : std::nullopt;
}

std::optional<std::int64_t> absolute(std::string_view text) {
  Scanner scanner(text);
  std::tm time{};
  std::int64_t fraction_us = 0;
  if (!read_date(scanner, time)) {
    return std::nullopt;
  }
  if (scanner.one_of("T ") && !read_clock(scanner, time, fraction_us)) {
    return std::nullopt;
  }
  if (scanner.at_end()) {
    time.tm_isdst = -1;
    return std::int64_t{std::mktime(&time)} * kSecond + fraction_us;
  }
  const auto east = read_zone(scanner);
  if (!east || !scanner.at_end()) {
    return std::nullopt;
  }
  return (std::int64_t{timegm(&time)} - *east) * kSecond + fraction_us;
}

}  // namespace

std::string iso_time(std::int64_t time_us) {
  std::int64_t fraction = time_us % kSecond;
  std::time_t seconds = time_us / kSecond;
  if (fraction < 0) {
    fraction += kSecond;
    --seconds;
  }
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[64];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(text + size, sizeof text - size, ".%06dZ", static_cast<int>(fraction));
  return text;
}

base::Result<std::int64_t> parse_time(std::string_view text, std::int64_t now_us) {
  const std::string word = base::ascii_lower(text);
  if (word == "now") {
    return now_us;
  }
  if (word == "today" || word == "yesterday") {
    return local_midnight(now_us, word == "today" ? 0 : 1);
  }
  if (const auto ago = duration(text)) {
    return now_us - *ago;
  }
  if (const auto time = absolute(text)) {
    return *time;
  }
  return base::Error{"not a time: '" + std::string(text) +
                     "' (expected 10m, 2h, 3d, now, today, yesterday, 2026-01-31, "
                     "2026-01-31T12:00:00, optionally with Z or +02:00)"};
}

}  // namespace penstock::observe
