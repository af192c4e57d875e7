// The runtime's bounded string functions (strcpy_s and its kin), comparisons without case, and
// integers to text. Neighbours: format.h (sprintf_s), crt.h (time, memory), ../strsafe.h.
// Implementation: sdk/win32/secure_strings.cc, numbers.cc.
//
// Sizes count characters with the terminator. On failure the functions return EINVAL (a missing
// pointer, a size of 0) or ERANGE (the result does not fit), and the destination becomes the empty
// string. (The original calls a handler that ends the process; a server goes on.)
#ifndef PENSTOCK_SDK_WIN32_SECURE_STRINGS_H_
#define PENSTOCK_SDK_WIN32_SECURE_STRINGS_H_

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>

#include "basetypes.h"
#include "format.h"

#define _countof(array) (sizeof(array) / sizeof((array)[0]))

PENSTOCK_WIN32_API errno_t strcpy_s(char *out, size_t size, const char *text);
PENSTOCK_WIN32_API errno_t wcscpy_s(wchar_t *out, size_t size, const wchar_t *text);
PENSTOCK_WIN32_API errno_t strcat_s(char *out, size_t size, const char *text);
PENSTOCK_WIN32_API errno_t wcscat_s(wchar_t *out, size_t size, const wchar_t *text);
// At most `count` characters; with _TRUNCATE as many as fit, and then STRUNCATE when some did not.
PENSTOCK_WIN32_API errno_t strncpy_s(char *out, size_t size, const char *text, size_t count);
PENSTOCK_WIN32_API errno_t wcsncpy_s(wchar_t *out, size_t size, const wchar_t *text, size_t count);
PENSTOCK_WIN32_API errno_t strncat_s(char *out, size_t size, const char *text, size_t count);
PENSTOCK_WIN32_API errno_t wcsncat_s(wchar_t *out, size_t size, const wchar_t *text, size_t count);

// Tokenizers that keep their place in `*context`.
PENSTOCK_WIN32_API char *strtok_s(char *text, const char *delimiters, char **context);
PENSTOCK_WIN32_API wchar_t *wcstok_s(wchar_t *text, const wchar_t *delimiters, wchar_t **context);

PENSTOCK_WIN32_API errno_t memcpy_s(void *out, size_t size, const void *data, size_t count);
PENSTOCK_WIN32_API errno_t memmove_s(void *out, size_t size, const void *data, size_t count);

// UTF-8 to wide text and back. `converted` (may be NULL) receives the number of units with the
// terminator. `out` NULL with size 0 asks for that number alone. `count` limits what is stored
// without the terminator; _TRUNCATE stores what fits and returns STRUNCATE if that was not all.
// EILSEQ for malformed input.
PENSTOCK_WIN32_API errno_t wcstombs_s(size_t *converted, char *out, size_t size,
                                      const wchar_t *text, size_t count);
PENSTOCK_WIN32_API errno_t mbstowcs_s(size_t *converted, wchar_t *out, size_t size,
                                      const char *text, size_t count);
// One character; `*written` receives its bytes.
PENSTOCK_WIN32_API errno_t wctomb_s(int *written, char *out, size_t size, wchar_t character);

// The forms that take the size from an array.
template <size_t N>
errno_t strcpy_s(char (&out)[N], const char *text) {
  return strcpy_s(out, N, text);
}
template <size_t N>
errno_t wcscpy_s(wchar_t (&out)[N], const wchar_t *text) {
  return wcscpy_s(out, N, text);
}
template <size_t N>
errno_t strcat_s(char (&out)[N], const char *text) {
  return strcat_s(out, N, text);
}
template <size_t N>
errno_t wcscat_s(wchar_t (&out)[N], const wchar_t *text) {
  return wcscat_s(out, N, text);
}
template <size_t N>
errno_t strncpy_s(char (&out)[N], const char *text, size_t count) {
  return strncpy_s(out, N, text, count);
}
template <size_t N>
errno_t wcsncpy_s(wchar_t (&out)[N], const wchar_t *text, size_t count) {
  return wcsncpy_s(out, N, text, count);
}
template <size_t N>
errno_t strncat_s(char (&out)[N], const char *text, size_t count) {
  return strncat_s(out, N, text, count);
}
template <size_t N>
errno_t wcsncat_s(wchar_t (&out)[N], const wchar_t *text, size_t count) {
  return wcsncat_s(out, N, text, count);
}
template <size_t N>
errno_t wcstombs_s(size_t *converted, char (&out)[N], const wchar_t *text, size_t count) {
  return wcstombs_s(converted, out, N, text, count);
}
template <size_t N>
errno_t mbstowcs_s(size_t *converted, wchar_t (&out)[N], const char *text, size_t count) {
  return mbstowcs_s(converted, out, N, text, count);
}

inline int _stricmp(const char *a, const char *b) { return strcasecmp(a, b); }
inline int _strcmpi(const char *a, const char *b) { return strcasecmp(a, b); }
inline int stricmp(const char *a, const char *b) { return strcasecmp(a, b); }
inline int _strnicmp(const char *a, const char *b, size_t n) { return strncasecmp(a, b, n); }
inline int strnicmp(const char *a, const char *b, size_t n) { return strncasecmp(a, b, n); }
// By simple case folding of ASCII and Latin letters, whatever the process's locale is.
PENSTOCK_WIN32_API int _wcsicmp(const wchar_t *a, const wchar_t *b);
PENSTOCK_WIN32_API int _wcsnicmp(const wchar_t *a, const wchar_t *b, size_t count);
inline int wcsicmp(const wchar_t *a, const wchar_t *b) { return _wcsicmp(a, b); }
inline int wcsnicmp(const wchar_t *a, const wchar_t *b, size_t n) { return _wcsnicmp(a, b, n); }

inline char *_strdup(const char *text) { return strdup(text); }
inline wchar_t *_wcsdup(const wchar_t *text) { return wcsdup(text); }
// In place; ASCII letters.
PENSTOCK_WIN32_API char *_strlwr(char *text);
PENSTOCK_WIN32_API char *_strupr(char *text);
PENSTOCK_WIN32_API wchar_t *_wcslwr(wchar_t *text);
PENSTOCK_WIN32_API wchar_t *_wcsupr(wchar_t *text);
PENSTOCK_WIN32_API errno_t _strlwr_s(char *text, size_t size);
PENSTOCK_WIN32_API errno_t _wcslwr_s(wchar_t *text, size_t size);

inline int _wtoi(const wchar_t *text) { return static_cast<int>(wcstol(text, nullptr, 10)); }
inline long _wtol(const wchar_t *text) { return wcstol(text, nullptr, 10); }
inline long long _wtoi64(const wchar_t *text) { return wcstoll(text, nullptr, 10); }
inline long long _atoi64(const char *text) { return strtoll(text, nullptr, 10); }
inline unsigned long long _strtoui64(const char *text, char **end, int base) {
  return strtoull(text, end, base);
}
inline long long _strtoi64(const char *text, char **end, int base) {
  return strtoll(text, end, base);
}
inline unsigned long long _wcstoui64(const wchar_t *text, wchar_t **end, int base) {
  return wcstoull(text, end, base);
}

// Integers to text in base 2 to 36, lower case. A minus sign only in base 10; in other bases a
// negative number is its two's complement, 32 bits wide for int and long.
namespace penstock_sdk {

// 32-bit form for int and long, as they are in the original.
inline unsigned long long AsDigits(long value, int base) {
  return base == 10 ? static_cast<unsigned long long>(value) : static_cast<unsigned int>(value);
}

}  // namespace penstock_sdk
PENSTOCK_WIN32_API errno_t penstock_digits_a(unsigned long long value, bool is_signed, char *out,
                                             size_t size, int base);
PENSTOCK_WIN32_API errno_t penstock_digits_w(unsigned long long value, bool is_signed, wchar_t *out,
                                             size_t size, int base);
// Room for any 64-bit number in any base: the size assumed by the functions that take none.
#define PENSTOCK_MAX_DIGITS 66

// Defines name_s(value, out, size, base), its array form, and name(value, out, base).
#define PENSTOCK_DIGITS(name, Value, Char, engine, is_signed, digits)      \
  inline errno_t name##_s(Value value, Char *out, size_t size, int base) { \
    return engine(digits, (is_signed) && base == 10, out, size, base);     \
  }                                                                        \
  template <size_t N>                                                      \
  errno_t name##_s(Value value, Char(&out)[N], int base) {                 \
    return name##_s(value, out, N, base);                                  \
  }                                                                        \
  inline Char *name(Value value, Char *out, int base) {                    \
    name##_s(value, out, PENSTOCK_MAX_DIGITS, base);                       \
    return out;                                                            \
  }
PENSTOCK_DIGITS(_itoa, int, char, penstock_digits_a, true, penstock_sdk::AsDigits(value, base))
PENSTOCK_DIGITS(_ltoa, long, char, penstock_digits_a, true, penstock_sdk::AsDigits(value, base))
PENSTOCK_DIGITS(_ultoa, unsigned long, char, penstock_digits_a, false, value)
PENSTOCK_DIGITS(_i64toa, long long, char, penstock_digits_a, true,
                static_cast<unsigned long long>(value))
PENSTOCK_DIGITS(_ui64toa, unsigned long long, char, penstock_digits_a, false, value)
PENSTOCK_DIGITS(_itow, int, wchar_t, penstock_digits_w, true, penstock_sdk::AsDigits(value, base))
PENSTOCK_DIGITS(_ltow, long, wchar_t, penstock_digits_w, true, penstock_sdk::AsDigits(value, base))
PENSTOCK_DIGITS(_ultow, unsigned long, wchar_t, penstock_digits_w, false, value)
PENSTOCK_DIGITS(_i64tow, long long, wchar_t, penstock_digits_w, true,
                static_cast<unsigned long long>(value))
PENSTOCK_DIGITS(_ui64tow, unsigned long long, wchar_t, penstock_digits_w, false, value)
#undef PENSTOCK_DIGITS
inline char *itoa(int value, char *out, int base) { return _itoa(value, out, base); }
inline char *ltoa(long value, char *out, int base) { return _ltoa(value, out, base); }
inline char *ultoa(unsigned long value, char *out, int base) { return _ultoa(value, out, base); }

#endif  // PENSTOCK_SDK_WIN32_SECURE_STRINGS_H_
