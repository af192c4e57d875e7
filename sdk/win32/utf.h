// UTF-8 and wide text (UTF-32 here), both ways. Malformed input becomes U+FFFD, never an error:
// callers that must refuse it ask is_valid_utf8 first. Implementation: utf.cc; users: all of
// win32/.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace penstock::win32 {

constexpr char32_t kReplacement = 0xFFFD;

// One decoded code point; `valid` is false when it stands for malformed input.
struct CodePoint {
  char32_t value;
  bool valid;
};

// Decodes at `*position` and moves it on by at least one unit. `*position` must be below `end`.
CodePoint next_code_point(const char** position, const char* end);
// Wide text is one code point a unit; a surrogate pair, as written for 16-bit wide characters, is
// joined.
CodePoint next_code_point(const wchar_t** position, const wchar_t* end);

// Writes 1 to 4 bytes and returns how many.
size_t encode_utf8(char32_t code_point, char* out);

bool is_valid_utf8(std::string_view text);
std::string to_utf8(std::wstring_view text);
std::wstring to_wide(std::string_view text);

// At most this many bytes come from one wide unit.
constexpr size_t kMaxUtf8PerWide = 4;

// Like to_utf8 and to_wide into a buffer that is large enough (kMaxUtf8PerWide bytes a wide
// character; one wide character a byte); returns the units written, without terminator.
size_t to_utf8(std::wstring_view text, char* out);
size_t to_wide(std::string_view text, wchar_t* out);

}  // namespace penstock::win32
