// UTF conversions; see utf.h. Decoding follows the well-formedness table of the Unicode standard
// (3.9): no overlong forms, no surrogates, nothing above U+10FFFF.
#include "win32/utf.h"

namespace penstock::win32 {
namespace {

struct Lead {
  unsigned continuation;  // bytes that follow
  unsigned char low;      // range of the first of them
  unsigned char high;
};

// What a lead byte asks for; continuation 0 means that it cannot start a sequence.
Lead classify_lead(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {0, 0, 0};
}

constexpr bool is_high_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDBFF; }
constexpr bool is_low_surrogate(char32_t c) { return c >= 0xDC00 && c <= 0xDFFF; }

}  // namespace

CodePoint next_code_point(const char** position, const char* end) {
  const auto first = static_cast<unsigned char>(*(*position)++);
  if (first < 0x80) return {first, true};
  const Lead lead = classify_lead(first);
  if (lead.continuation == 0) return {kReplacement, false};
  char32_t value = first & (0x3Fu >> lead.continuation);
  unsigned char low = lead.low;
  unsigned char high = lead.high;
  for (unsigned i = 0; i < lead.continuation; ++i) {
    if (*position == end) return {kReplacement, false};
    const auto byte = static_cast<unsigned char>(**position);
    if (byte < low || byte > high) return {kReplacement, false};
    value = (value << 6) | (byte & 0x3Fu);
    ++*position;
    low = 0x80;
    high = 0xBF;
  }
  return {value, true};
}

CodePoint next_code_point(const wchar_t** position, const wchar_t* end) {
  const auto first = static_cast<char32_t>(*(*position)++);
  if (is_high_surrogate(first) && *position != end) {
    const auto second = static_cast<char32_t>(**position);
    if (is_low_surrogate(second)) {
      ++*position;
      return {0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), true};
    }
  }
  if (is_high_surrogate(first) || is_low_surrogate(first) || first > 0x10FFFF) {
    return {kReplacement, false};
  }
  return {first, true};
}

size_t encode_utf8(char32_t code_point, char* out) {
  const auto put = [out](size_t index, char32_t bits) { out[index] = static_cast<char>(bits); };
  if (code_point < 0x80) {
    put(0, code_point);
    return 1;
  }
  if (code_point < 0x800) {
    put(0, 0xC0 | (code_point >> 6));
    put(1, 0x80 | (code_point & 0x3F));
    return 2;
  }
  if (code_point < 0x10000) {
    put(0, 0xE0 | (code_point >> 12));
    put(1, 0x80 | ((code_point >> 6) & 0x3F));
    put(2, 0x80 | (code_point & 0x3F));
    return 3;
  }
  put(0, 0xF0 | (code_point >> 18));
  put(1, 0x80 | ((code_point >> 12) & 0x3F));
  put(2, 0x80 | ((code_point >> 6) & 0x3F));
  put(3, 0x80 | (code_point & 0x3F));
  return 4;
}

bool is_valid_utf8(std::string_view text) {
  const char* position = text.data();
  const char* const end = position + text.size();
  while (position != end) {
    if (!next_code_point(&position, end).valid) return false;
  }
  return true;
}

size_t to_utf8(std::wstring_view text, char* out) {
  const wchar_t* position = text.data();
  const wchar_t* const end = position + text.size();
  char* const begin = out;
  for (;;) {
    // Runs of ASCII are most of all text.
    while (position != end && static_cast<char32_t>(*position) < 0x80) {
      *out++ = static_cast<char>(*position++);
    }
    if (position == end) break;
    out += encode_utf8(next_code_point(&position, end).value, out);
  }
  return static_cast<size_t>(out - begin);
}

size_t to_wide(std::string_view text, wchar_t* out) {
  const char* position = text.data();
  const char* const end = position + text.size();
  wchar_t* const begin = out;
  while (position != end) {
    *out++ = static_cast<wchar_t>(next_code_point(&position, end).value);
  }
  return static_cast<size_t>(out - begin);
}

std::string to_utf8(std::wstring_view text) {
  std::string result(text.size() * kMaxUtf8PerWide, '\0');
  result.resize(to_utf8(text, result.data()));
  return result;
}

std::wstring to_wide(std::string_view text) {
  std::wstring result(text.size(), L'\0');
  result.resize(to_wide(text, result.data()));
  return result;
}

}  // namespace penstock::win32
