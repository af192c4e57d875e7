// Calendar arithmetic and the three date forms; see date.h.
#include "http/date.h"

#include <algorithm>
#include <array>

namespace penstock::http {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;
constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 7> kLongDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// Days before each month, counted from 1 March: the leap day then ends the year, and 153 days
// make five months.
constexpr int day_of_year_from_march(int month, int day) {
  const int from_march = (month + 9) % 12;
  return (153 * from_march + 2) / 5 + day - 1;
}

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

// Days since 1970-01-01 in the proleptic Gregorian calendar.
constexpr std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  if (month <= 2) --year;
  const std::int64_t era = floor_div(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year_from_march(month, day);
  return era * 146097 + day_of_era - 719468;
}

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

char* put(char* out, std::string_view text) { return std::copy(text.begin(), text.end(), out); }

char* put_digits(char* out, int value, int digits) {
  for (int i = digits - 1; i >= 0; --i) {
    out[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  return out + digits;
}

// A cursor over a date text; any mismatch makes ok() false for good.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool at_end() const { return ok_ && rest_.empty(); }

  void expect(std::string_view text) {
    ok_ = ok_ && rest_.starts_with(text);
    if (ok_) rest_.remove_prefix(text.size());
  }

  int number(std::size_t digits) {
    int value = 0;
    ok_ = ok_ && rest_.size() >= digits;
    for (std::size_t i = 0; ok_ && i < digits; ++i) {
      ok_ = rest_[i] >= '0' && rest_[i] <= '9';
      value = value * 10 + (rest_[i] - '0');
    }
    if (ok_) rest_.remove_prefix(digits);
    return value;
  }

  // asctime pads a day below ten with a space.
  int padded_day() {
    if (!rest_.starts_with(' ')) return number(2);
    rest_.remove_prefix(1);
    return number(1);
  }

  template <std::size_t N>
  int one_of(const std::array<std::string_view, N>& names) {
    for (std::size_t i = 0; ok_ && i < N; ++i) {
      if (!rest_.starts_with(names[i])) continue;
      rest_.remove_prefix(names[i].size());
      return static_cast<int>(i);
    }
    ok_ = false;
    return 0;
  }

  void time(CivilTime& out) {
    out.hour = number(2);
    expect(":");
    out.minute = number(2);
    expect(":");
    out.second = number(2);
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

std::optional<CivilTime> parse_imf_fixdate(std::string_view text) {
  Reader reader(text);
  CivilTime time{};
  time.weekday = reader.one_of(kDays);
  reader.expect(", ");
  time.day = reader.number(2);
  reader.expect(" ");
  time.month = reader.one_of(kMonths) + 1;
  reader.expect(" ");
  time.year = reader.number(4);
  reader.expect(" ");
  reader.time(time);
  reader.expect(" GMT");
  return reader.at_end() ? std::optional(time) : std::nullopt;
}

std::optional<CivilTime> parse_rfc850(std::string_view text) {
  Reader reader(text);
  CivilTime time{};
  time.weekday = reader.one_of(kLongDays);
  reader.expect(", ");
  time.day = reader.number(2);
  reader.expect("-");
  time.month = reader.one_of(kMonths) + 1;
  reader.expect("-");
  time.year = reader.number(2);
  reader.expect(" ");
  reader.time(time);
  reader.expect(" GMT");
  return reader.at_end() ? std::optional(time) : std::nullopt;
}

std::optional<CivilTime> parse_asctime(std::string_view text) {
  Reader reader(text);
  CivilTime time{};
  time.weekday = reader.one_of(kDays);
  reader.expect(" ");
  time.month = reader.one_of(kMonths) + 1;
  reader.expect(" ");
  time.day = reader.padded_day();
  reader.expect(" ");
  reader.time(time);
  reader.expect(" ");
  time.year = reader.number(4);
  return reader.at_end() ? std::optional(time) : std::nullopt;
}

// RFC 9110 5.6.7: a date more than 50 years ahead is of the century before.
int full_year(int two_digits, std::int64_t now) {
  const int this_year = civil_from_seconds(now).year;
  const int year = this_year - this_year % 100 + two_digits;
  return year > this_year + 50 ? year - 100 : year;
}

bool is_valid(const CivilTime& time) {
  return time.day >= 1 && time.day <= days_in_month(time.year, time.month) && time.hour <= 23 &&
         time.minute <= 59 && time.second <= 60;  // 60: a leap second
}

}  // namespace

CivilTime civil_from_seconds(std::int64_t seconds) {
  const std::int64_t days = floor_div(seconds, kSecondsPerDay);
  const int of_day = static_cast<int>(seconds - days * kSecondsPerDay);
  const std::int64_t shifted = days + 719468;  // days since 0000-03-01
  const std::int64_t era = floor_div(shifted, 146097);
  const int day_of_era = static_cast<int>(shifted - era * 146097);
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int from_march = (5 * day_of_year + 2) / 153;
  CivilTime time{};
  time.month = from_march < 10 ? from_march + 3 : from_march - 9;
  time.day = day_of_year - (153 * from_march + 2) / 5 + 1;
  time.year = static_cast<int>(year_of_era + era * 400) + (time.month <= 2 ? 1 : 0);
  time.hour = of_day / 3600;
  time.minute = of_day / 60 % 60;
  time.second = of_day % 60;
  const std::int64_t weekday = (days + 4) % 7;  // 1970-01-01 was a Thursday
  time.weekday = static_cast<int>(weekday < 0 ? weekday + 7 : weekday);
  return time;
}

std::int64_t seconds_from_civil(const CivilTime& time) {
  const std::int64_t days = days_from_civil(time.year, time.month, time.day);
  return days * kSecondsPerDay + time.hour * 3600 + time.minute * 60 + time.second;
}

void format_date(std::int64_t seconds, char* out) {
  constexpr std::int64_t kFirst = days_from_civil(0, 1, 1) * kSecondsPerDay;
  constexpr std::int64_t kLast = days_from_civil(10000, 1, 1) * kSecondsPerDay - 1;
  const CivilTime time = civil_from_seconds(std::clamp(seconds, kFirst, kLast));
  out = put(put(out, kDays[static_cast<std::size_t>(time.weekday)]), ", ");
  out = put(put_digits(out, time.day, 2), " ");
  out = put(put(out, kMonths[static_cast<std::size_t>(time.month - 1)]), " ");
  out = put(put_digits(out, time.year, 4), " ");
  out = put(put_digits(out, time.hour, 2), ":");
  out = put(put_digits(out, time.minute, 2), ":");
  put(put_digits(out, time.second, 2), " GMT");
}

std::optional<std::int64_t> parse_date(std::string_view text, std::int64_t now) {
  std::optional<CivilTime> time = parse_imf_fixdate(text);
  if (!time) time = parse_asctime(text);
  if (!time) {
    time = parse_rfc850(text);
    if (time) time->year = full_year(time->year, now);
  }
  if (!time || !is_valid(*time)) return std::nullopt;
  return seconds_from_civil(*time);
}

}  // namespace penstock::http
