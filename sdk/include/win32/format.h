// Formatted output with the meaning these functions have in the original runtime: in a wide format
// %s is wide text and %S narrow, in a narrow format the other way round; %I64d, %ws and %hs work;
// %n is refused. Implementation: sdk/win32/format.cc; strsafe.h has the StringCch family.
//
// The functions are templates (taking values, as a variadic call would) that see the real types of
// their arguments, so a LONG printed with %ld or a narrow string given to a wide %s cannot misread
// memory. A va_list form has only the format to go by: there, %ld reads 32 bits, as long has in the
// original.
#ifndef PENSTOCK_SDK_WIN32_FORMAT_H_
#define PENSTOCK_SDK_WIN32_FORMAT_H_

#include <stdarg.h>
#include <stdio.h>

#include <type_traits>

#include "basetypes.h"

typedef int errno_t;
#define _TRUNCATE ((size_t)-1)
#define STRUNCATE 80

namespace penstock_sdk {

// One argument of a formatting function, with its type.
struct FormatArg {
  enum class Kind : unsigned char { kSigned, kUnsigned, kDouble, kNarrow, kWide, kPointer };
  Kind kind;
  unsigned char size;  // of an integer, in bytes
  union {
    long long signed_value;
    unsigned long long unsigned_value;
    double double_value;
    const char *narrow;
    const wchar_t *wide;
    const void *pointer;
  };

  FormatArg() : kind(Kind::kSigned), size(0), signed_value(0) {}
  FormatArg(const char *text) : kind(Kind::kNarrow), size(0), narrow(text) {}
  FormatArg(const wchar_t *text) : kind(Kind::kWide), size(0), wide(text) {}
  FormatArg(double value) : kind(Kind::kDouble), size(0), double_value(value) {}
  FormatArg(const void *value) : kind(Kind::kPointer), size(0), pointer(value) {}
  FormatArg(long long value, unsigned char bytes)
      : kind(Kind::kSigned), size(bytes), signed_value(value) {}
  FormatArg(unsigned long long value, unsigned char bytes)
      : kind(Kind::kUnsigned), size(bytes), unsigned_value(value) {}
};

// Integers and enumerations, widened as a variadic call would (so a char is an int).
template <class T, typename std::enable_if<std::is_integral<T>::value || std::is_enum<T>::value,
                                           int>::type = 0>
FormatArg MakeFormatArg(T value) {
  typedef decltype(+value) Promoted;
  const Promoted promoted = +value;
  return std::is_signed<Promoted>::value
             ? FormatArg(static_cast<long long>(promoted), sizeof(Promoted))
             : FormatArg(static_cast<unsigned long long>(promoted), sizeof(Promoted));
}
template <class T, typename std::enable_if<std::is_floating_point<T>::value, int>::type = 0>
FormatArg MakeFormatArg(T value) {
  return FormatArg(static_cast<double>(value));  // as wide as long double is in the original
}
inline FormatArg MakeFormatArg(const char *text) { return FormatArg(text); }
inline FormatArg MakeFormatArg(const unsigned char *text) {
  return FormatArg(reinterpret_cast<const char *>(text));
}
inline FormatArg MakeFormatArg(const wchar_t *text) { return FormatArg(text); }
inline FormatArg MakeFormatArg(char *text) { return FormatArg(text); }
inline FormatArg MakeFormatArg(unsigned char *text) {
  return FormatArg(reinterpret_cast<const char *>(text));
}
inline FormatArg MakeFormatArg(wchar_t *text) { return FormatArg(text); }
inline FormatArg MakeFormatArg(decltype(nullptr)) {
  return FormatArg(static_cast<const void *>(nullptr));
}
template <class T>
FormatArg MakeFormatArg(T *value) {
  return FormatArg(static_cast<const void *>(value));
}
// String classes (_bstr_t, ATL's): their wide form when they have one.
template <class T,
          typename std::enable_if<std::is_class<T>::value &&
                                      std::is_convertible<const T &, const wchar_t *>::value,
                                  int>::type = 0>
FormatArg MakeFormatArg(const T &text) {
  return FormatArg(static_cast<const wchar_t *>(text));
}
template <class T,
          typename std::enable_if<std::is_class<T>::value &&
                                      !std::is_convertible<const T &, const wchar_t *>::value &&
                                      std::is_convertible<const T &, const char *>::value,
                                  int>::type = 0>
FormatArg MakeFormatArg(const T &text) {
  return FormatArg(static_cast<const char *>(text));
}

// The arguments of one call; one item more than there are, as an array cannot be empty.
template <size_t N>
struct FormatArgs {
  FormatArg items[N + 1];
  static constexpr size_t kCount = N;
};
template <class... A>
FormatArgs<sizeof...(A)> MakeFormatArgs(const A &...values) {
  return {{MakeFormatArg(values)..., FormatArg()}};
}

}  // namespace penstock_sdk

// The engine. Writes at most `capacity` characters, terminated when capacity is not 0, and returns
// the length of the whole result without the terminator; -1 for a format that is malformed, has %n,
// or asks for more arguments than there are or for text where there is a number.
PENSTOCK_WIN32_API int penstock_format_a(char *out, size_t capacity, const char *format,
                                         const penstock_sdk::FormatArg *args, size_t count);
PENSTOCK_WIN32_API int penstock_format_w(wchar_t *out, size_t capacity, const wchar_t *format,
                                         const penstock_sdk::FormatArg *args, size_t count);
// The same onto a stream, as UTF-8; returns the number of characters.
PENSTOCK_WIN32_API int penstock_fprint_a(FILE *stream, const char *format,
                                         const penstock_sdk::FormatArg *args, size_t count);
PENSTOCK_WIN32_API int penstock_fprint_w(FILE *stream, const wchar_t *format,
                                         const penstock_sdk::FormatArg *args, size_t count);
PENSTOCK_WIN32_API int penstock_vformat_a(char *out, size_t capacity, const char *format,
                                          va_list args);
PENSTOCK_WIN32_API int penstock_vformat_w(wchar_t *out, size_t capacity, const wchar_t *format,
                                          va_list args);

namespace penstock_sdk {

template <class... A>
int Format(char *out, size_t capacity, const char *format, const A &...values) {
  const auto args = MakeFormatArgs(values...);
  return penstock_format_a(out, capacity, format, args.items, args.kCount);
}
template <class... A>
int Format(wchar_t *out, size_t capacity, const wchar_t *format, const A &...values) {
  const auto args = MakeFormatArgs(values...);
  return penstock_format_w(out, capacity, format, args.items, args.kCount);
}
inline int FormatV(char *out, size_t capacity, const char *format, va_list args) {
  return penstock_vformat_a(out, capacity, format, args);
}
inline int FormatV(wchar_t *out, size_t capacity, const wchar_t *format, va_list args) {
  return penstock_vformat_w(out, capacity, format, args);
}

// sprintf_s: a result that does not fit is no result. The buffer becomes the empty string.
template <class Char>
int Whole(Char *out, size_t capacity, int length) {
  if (length >= 0 && static_cast<size_t>(length) < capacity) return length;
  if (out != nullptr && capacity != 0) out[0] = 0;
  return -1;
}
// _snprintf_s: at most `count` characters; more are cut off when the buffer holds `count` of them
// or when `count` is _TRUNCATE, and then the result is -1.
template <class Char>
int Counted(Char *out, size_t capacity, size_t count, int length) {
  if (length < 0 || capacity == 0) return Whole(out, capacity, -1);
  const size_t kept = count < capacity ? count : capacity - 1;
  if (static_cast<size_t>(length) <= kept) return length;
  if (count != _TRUNCATE && count >= capacity) return Whole(out, capacity, -1);
  out[kept] = 0;
  return -1;
}

}  // namespace penstock_sdk

// Into a buffer of `capacity` characters. Returns the number of characters without the terminator,
// or -1, with an empty string in the buffer, when the result does not fit or the format is wrong.
// (The original ends the process there.)
template <class... A>
int sprintf_s(char *out, size_t capacity, const char *format, A... values) {
  return penstock_sdk::Whole(out, capacity, penstock_sdk::Format(out, capacity, format, values...));
}
template <size_t N, class... A>
int sprintf_s(char (&out)[N], const char *format, A... values) {
  return penstock_sdk::Whole(out, N, penstock_sdk::Format(out, N, format, values...));
}
template <class... A>
int swprintf_s(wchar_t *out, size_t capacity, const wchar_t *format, A... values) {
  return penstock_sdk::Whole(out, capacity, penstock_sdk::Format(out, capacity, format, values...));
}
template <size_t N, class... A>
int swprintf_s(wchar_t (&out)[N], const wchar_t *format, A... values) {
  return penstock_sdk::Whole(out, N, penstock_sdk::Format(out, N, format, values...));
}
inline int vsprintf_s(char *out, size_t capacity, const char *format, va_list args) {
  return penstock_sdk::Whole(out, capacity, penstock_vformat_a(out, capacity, format, args));
}
template <size_t N>
int vsprintf_s(char (&out)[N], const char *format, va_list args) {
  return vsprintf_s(out, N, format, args);
}
inline int vswprintf_s(wchar_t *out, size_t capacity, const wchar_t *format, va_list args) {
  return penstock_sdk::Whole(out, capacity, penstock_vformat_w(out, capacity, format, args));
}
template <size_t N>
int vswprintf_s(wchar_t (&out)[N], const wchar_t *format, va_list args) {
  return vswprintf_s(out, N, format, args);
}

// At most `count` characters, or as many as fit with _TRUNCATE.
template <class... A>
int _snprintf_s(char *out, size_t capacity, size_t count, const char *format, A... values) {
  return penstock_sdk::Counted(out, capacity, count,
                               penstock_sdk::Format(out, capacity, format, values...));
}
template <size_t N, class... A>
int _snprintf_s(char (&out)[N], size_t count, const char *format, A... values) {
  return _snprintf_s(&out[0], N, count, format, values...);
}
template <class... A>
int _snwprintf_s(wchar_t *out, size_t capacity, size_t count, const wchar_t *format, A... values) {
  return penstock_sdk::Counted(out, capacity, count,
                               penstock_sdk::Format(out, capacity, format, values...));
}
template <size_t N, class... A>
int _snwprintf_s(wchar_t (&out)[N], size_t count, const wchar_t *format, A... values) {
  return _snwprintf_s(&out[0], N, count, format, values...);
}
inline int _vsnprintf_s(char *out, size_t capacity, size_t count, const char *format,
                        va_list args) {
  return penstock_sdk::Counted(out, capacity, count,
                               penstock_vformat_a(out, capacity, format, args));
}
inline int _vsnwprintf_s(wchar_t *out, size_t capacity, size_t count, const wchar_t *format,
                         va_list args) {
  return penstock_sdk::Counted(out, capacity, count,
                               penstock_vformat_w(out, capacity, format, args));
}

// The length the result would have.
template <class... A>
int _scprintf(const char *format, A... values) {
  return penstock_sdk::Format(static_cast<char *>(nullptr), 0, format, values...);
}
template <class... A>
int _scwprintf(const wchar_t *format, A... values) {
  return penstock_sdk::Format(static_cast<wchar_t *>(nullptr), 0, format, values...);
}
inline int _vscprintf(const char *format, va_list args) {
  return penstock_vformat_a(nullptr, 0, format, args);
}
inline int _vscwprintf(const wchar_t *format, va_list args) {
  return penstock_vformat_w(nullptr, 0, format, args);
}

// Onto a stream. Wide text is written as UTF-8, so wide and narrow output may be mixed.
template <class... A>
int printf_s(const char *format, A... values) {
  const auto args = penstock_sdk::MakeFormatArgs(values...);
  return penstock_fprint_a(stdout, format, args.items, args.kCount);
}
template <class... A>
int wprintf_s(const wchar_t *format, A... values) {
  const auto args = penstock_sdk::MakeFormatArgs(values...);
  return penstock_fprint_w(stdout, format, args.items, args.kCount);
}
template <class... A>
int fprintf_s(FILE *stream, const char *format, A... values) {
  const auto args = penstock_sdk::MakeFormatArgs(values...);
  return penstock_fprint_a(stream, format, args.items, args.kCount);
}
template <class... A>
int fwprintf_s(FILE *stream, const wchar_t *format, A... values) {
  const auto args = penstock_sdk::MakeFormatArgs(values...);
  return penstock_fprint_w(stream, format, args.items, args.kCount);
}

// wsprintf writes at most 1,024 characters with the terminator and does not know the buffer's size:
// the buffer must have that many. Returns the number written without the terminator.
#define PENSTOCK_WSPRINTF_CAPACITY 1024
template <class... A>
int wsprintfA(char *out, const char *format, A... values) {
  const int length = penstock_sdk::Format(out, PENSTOCK_WSPRINTF_CAPACITY, format, values...);
  return length < PENSTOCK_WSPRINTF_CAPACITY ? length : PENSTOCK_WSPRINTF_CAPACITY - 1;
}
template <class... A>
int wsprintfW(wchar_t *out, const wchar_t *format, A... values) {
  const int length = penstock_sdk::Format(out, PENSTOCK_WSPRINTF_CAPACITY, format, values...);
  return length < PENSTOCK_WSPRINTF_CAPACITY ? length : PENSTOCK_WSPRINTF_CAPACITY - 1;
}
template <class... A>
int wsprintf(char *out, const char *format, A... values) {
  return wsprintfA(out, format, values...);
}
template <class... A>
int wsprintf(wchar_t *out, const wchar_t *format, A... values) {
  return wsprintfW(out, format, values...);
}

#endif  // PENSTOCK_SDK_WIN32_FORMAT_H_
