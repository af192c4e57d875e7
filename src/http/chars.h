// Character classes of HTTP and URIs as 256-entry tables, and the one scan both field lines and
// request lines need. Everything that judges a byte (header_map, http1/, uri, host) asks here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace penstock::http {

enum CharClass : std::uint8_t {
  kToken = 1,     // RFC 9110 5.6.2 tchar
  kTarget = 2,    // may stand in a request target: no space, control byte or '#'
  kHostName = 4,  // may stand in a host name: unreserved and sub-delims but the comma
  kHexDigit = 8,
  kPathPlain = 16,     // may stand unencoded in a path: pchar and '/'
  kSegmentPlain = 32,  // of those, what canonicalization copies as it is: neither '/' nor '+'
};

constexpr std::array<std::uint8_t, 256> make_char_classes() {
  std::array<std::uint8_t, 256> table{};
  auto mark = [&table](std::string_view chars, unsigned bits) {
    for (const char c : chars) {
      auto& entry = table[static_cast<unsigned char>(c)];
      entry = static_cast<std::uint8_t>(entry | bits);
    }
  };
  for (unsigned c = 0x21; c < 0x100; ++c) {
    if (c != '#' && c != 0x7f) table[c] = kTarget;
  }
  mark("0123456789", kToken | kHostName | kHexDigit | kPathPlain);
  mark("abcdefABCDEF", kHexDigit);
  mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", kToken | kHostName | kPathPlain);
  mark("!#$%&'*+-.^_`|~", kToken);
  mark("-._~!$&'()*+;=", kHostName);
  mark("-._~!$&'()*+,;=:@/", kPathPlain);
  for (unsigned c = 0; c < 0x80; ++c) {
    if ((table[c] & kPathPlain) != 0 && c != '/' && c != '+') table[c] |= kSegmentPlain;
  }
  return table;
}

inline constexpr std::array<std::uint8_t, 256> kCharClasses = make_char_classes();

constexpr bool is_in(CharClass wanted, char c) {
  return (kCharClasses[static_cast<unsigned char>(c)] & wanted) != 0;
}

constexpr bool is_token(std::string_view text) {
  for (const char c : text) {
    if (!is_in(kToken, c)) return false;
  }
  return !text.empty();
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The value of a hexadecimal digit, or -1.
constexpr int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// A control byte that may stand nowhere in a message head: C0 but HTAB, and DEL.
constexpr bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
}

// The first control byte in [begin, end), or end. A well-formed line ends at the CR it finds.
template <typename Char>
inline Char* find_control(Char* begin, Char* end) {
#if defined(__SSE2__)
  const __m128i last_control = _mm_set1_epi8(0x1f);
  const __m128i tab = _mm_set1_epi8('\t');
  const __m128i del = _mm_set1_epi8(0x7f);
  for (; end - begin >= 16; begin += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(begin));
    const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, last_control), bytes);
    const __m128i bad =
        _mm_or_si128(_mm_andnot_si128(_mm_cmpeq_epi8(bytes, tab), low), _mm_cmpeq_epi8(bytes, del));
    const int mask = _mm_movemask_epi8(bad);
    if (mask != 0) return begin + __builtin_ctz(static_cast<unsigned>(mask));
  }
#endif
  while (begin != end && !is_control(*begin)) ++begin;
  return begin;
}

// True when text holds a byte that would end a field or a line: CR, LF or NUL.
bool has_line_break_or_nul(std::string_view text);

}  // namespace penstock::http
