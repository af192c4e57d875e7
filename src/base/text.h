// Text helpers: strict UTF-8 <-> wide (wchar_t is UTF-32 on Linux, see docs/adr/0002) and the
// ASCII comparisons that HTTP and configuration names need. No locale is ever consulted.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace penstock::base {

// Strict: nullopt on overlong forms, surrogates, values over U+10FFFF or truncated sequences.
std::optional<std::wstring> utf8_to_wide(std::string_view utf8);

// Lenient: each ill-formed byte becomes the wide character of the same value (as Latin-1).
std::wstring to_wide(std::string_view utf8);

// Values that are no Unicode scalar become U+FFFD.
std::string to_utf8(std::wstring_view wide);
// Of a NUL-terminated text; null is empty.
inline std::string to_utf8(const wchar_t* wide) {
  return wide == nullptr ? std::string() : to_utf8(std::wstring_view(wide));
}

// Well-formed UTF-8, by the strict rules above.
bool is_valid_utf8(std::string_view text);

// Appends one code point as UTF-8 (U+FFFD if it is no scalar value).
void append_utf8(std::string& out, char32_t code_point);

constexpr char ascii_lower(char c) {
  return (c >= 'A' && c <= 'Z') ? static_cast<char>(c | 0x20) : c;
}

bool ascii_iequals(std::string_view a, std::string_view b);
bool ascii_iequals(std::wstring_view a, std::wstring_view b);
std::string ascii_lower(std::string_view text);

// Without leading and trailing spaces and tabs.
std::string_view trim(std::string_view text);

// The comma-separated names of a list, without spaces and empty ones.
std::vector<std::string> split_list(std::string_view list);

}  // namespace penstock::base
