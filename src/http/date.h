// HTTP dates: IMF-fixdate out, the three forms of RFC 9110 5.6.7 in. Arithmetic only: no clock,
// no locale, no time zone database. Seconds are Unix seconds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace penstock::http {

inline constexpr std::size_t kDateLength = 29;  // "Sun, 06 Nov 1994 08:49:37 GMT"

struct CivilTime {
  int year;
  int month;  // 1-12
  int day;    // 1-31
  int hour;
  int minute;
  int second;
  int weekday;  // 0 is Sunday
};

CivilTime civil_from_seconds(std::int64_t seconds);
std::int64_t seconds_from_civil(const CivilTime& time);  // weekday is not read

// Writes kDateLength characters, no NUL. Years outside 0-9999 are clamped to them.
void format_date(std::int64_t seconds, char* out);

// IMF-fixdate, RFC 850 and asctime forms; nullopt for anything else. `now` decides the century of
// a two-digit year: one that would be more than 50 years ahead is taken as past.
std::optional<std::int64_t> parse_date(std::string_view text, std::int64_t now);

}  // namespace penstock::http
