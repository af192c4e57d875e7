// strcpy_s and its kin; declared in win32/secure_strings.h. Conversions between narrow and wide are
// in multibyte.cc, integers to text in numbers.cc.
#include "win32/secure_strings.h"

#include <cwctype>

namespace penstock::win32 {
namespace {

template <class Char>
errno_t refuse(Char* out, size_t size, errno_t error) {
  if (out != nullptr && size != 0) out[0] = 0;
  return error;
}

// Copies at most `count` characters to `out + used`. _TRUNCATE as the count permits cutting off.
template <class Char>
errno_t copy_at(Char* out, size_t size, size_t used, const Char* text, size_t count) {
  for (size_t i = 0;; ++i) {
    const bool end = (count != _TRUNCATE && i == count) || text[i] == 0;
    if (used + i == size) {
      if (count != _TRUNCATE) return refuse(out, size, ERANGE);
      out[size - 1] = 0;
      return STRUNCATE;
    }
    out[used + i] = end ? Char(0) : text[i];
    if (end) return 0;
  }
}

constexpr size_t kWhole = _TRUNCATE - 1;

template <class Char>
errno_t copy(Char* out, size_t size, const Char* text, size_t count) {
  if (out == nullptr || size == 0 || text == nullptr) return refuse(out, size, EINVAL);
  return copy_at(out, size, 0, text, count);
}

template <class Char>
errno_t append(Char* out, size_t size, const Char* text, size_t count) {
  if (out == nullptr || size == 0 || text == nullptr) return refuse(out, size, EINVAL);
  size_t used = 0;
  while (used < size && out[used] != 0) ++used;
  if (used == size) return refuse(out, size, EINVAL);
  return copy_at(out, size, used, text, count);
}

// Simple folding that does not depend on the process's locale: ASCII, Latin-1, Greek and Cyrillic
// capitals, whose lower-case letters stand at a fixed distance.
constexpr wchar_t fold(wchar_t c) {
  if (c >= L'A' && c <= L'Z') return c + 32;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c >= 0x391 && c <= 0x3A9 && c != 0x3A2) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c;
}

template <class Char>
constexpr Char to_lower_ascii(Char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<Char>(c + 32) : c;
}
template <class Char>
constexpr Char to_upper_ascii(Char c) {
  return c >= 'a' && c <= 'z' ? static_cast<Char>(c - 32) : c;
}

template <class Char, class Change>
Char* change_each(Char* text, Change change) {
  for (Char* c = text; *c != 0; ++c) *c = change(*c);
  return text;
}

template <class Char>
errno_t lower_bounded(Char* text, size_t size) {
  if (text == nullptr || size == 0) return EINVAL;
  for (size_t i = 0; i < size; ++i) {
    if (text[i] == 0) {
      change_each(text, to_lower_ascii<Char>);
      return 0;
    }
  }
  return refuse(text, size, EINVAL);
}

errno_t copy_bytes(void* out, size_t size, const void* data, size_t count) {
  if (count == 0) return 0;
  if (out == nullptr) return EINVAL;
  if (data == nullptr || size < count) {
    memset(out, 0, size);
    return data == nullptr ? EINVAL : ERANGE;
  }
  memmove(out, data, count);
  return 0;
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

errno_t strcpy_s(char* out, size_t size, const char* text) { return copy(out, size, text, kWhole); }
errno_t wcscpy_s(wchar_t* out, size_t size, const wchar_t* text) {
  return copy(out, size, text, kWhole);
}
errno_t strcat_s(char* out, size_t size, const char* text) {
  return append(out, size, text, kWhole);
}
errno_t wcscat_s(wchar_t* out, size_t size, const wchar_t* text) {
  return append(out, size, text, kWhole);
}
errno_t strncpy_s(char* out, size_t size, const char* text, size_t count) {
  return copy(out, size, text, count);
}
errno_t wcsncpy_s(wchar_t* out, size_t size, const wchar_t* text, size_t count) {
  return copy(out, size, text, count);
}
errno_t strncat_s(char* out, size_t size, const char* text, size_t count) {
  return append(out, size, text, count);
}
errno_t wcsncat_s(wchar_t* out, size_t size, const wchar_t* text, size_t count) {
  return append(out, size, text, count);
}

char* strtok_s(char* text, const char* delimiters, char** context) {
  return strtok_r(text, delimiters, context);
}
wchar_t* wcstok_s(wchar_t* text, const wchar_t* delimiters, wchar_t** context) {
  return wcstok(text, delimiters, context);
}

errno_t memcpy_s(void* out, size_t size, const void* data, size_t count) {
  return copy_bytes(out, size, data, count);
}
errno_t memmove_s(void* out, size_t size, const void* data, size_t count) {
  return copy_bytes(out, size, data, count);
}

int _wcsicmp(const wchar_t* a, const wchar_t* b) { return _wcsnicmp(a, b, SIZE_MAX); }

int _wcsnicmp(const wchar_t* a, const wchar_t* b, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    const wchar_t left = fold(a[i]);
    const wchar_t right = fold(b[i]);
    if (left != right) return left < right ? -1 : 1;
    if (left == 0) break;
  }
  return 0;
}

char* _strlwr(char* text) { return change_each(text, to_lower_ascii<char>); }
char* _strupr(char* text) { return change_each(text, to_upper_ascii<char>); }
wchar_t* _wcslwr(wchar_t* text) { return change_each(text, to_lower_ascii<wchar_t>); }
wchar_t* _wcsupr(wchar_t* text) { return change_each(text, to_upper_ascii<wchar_t>); }
errno_t _strlwr_s(char* text, size_t size) { return lower_bounded(text, size); }
errno_t _wcslwr_s(wchar_t* text, size_t size) { return lower_bounded(text, size); }
