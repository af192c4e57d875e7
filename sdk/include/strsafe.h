// The safe string functions: every one knows the size of its destination and always terminates it.
// StringCch* count characters, StringCb* bytes. Neighbours: win32/format.h (the formatting engine),
// win32/secure_strings.h (strcpy_s and its kin). Implementation: sdk/win32/strsafe.cc.
//
// Results: S_OK; STRSAFE_E_INSUFFICIENT_BUFFER when the text was cut off, the destination then
// holding as much of it as fits; STRSAFE_E_INVALID_PARAMETER for a size of 0 or above
// STRSAFE_MAX_CCH or a missing pointer, the destination then unchanged.
#ifndef PENSTOCK_SDK_STRSAFE_H_
#define PENSTOCK_SDK_STRSAFE_H_

#include "win32/basetypes.h"
#include "win32/errors.h"
#include "win32/format.h"

#define STRSAFE_MAX_CCH 2147483647
#define STRSAFE_MAX_LENGTH (STRSAFE_MAX_CCH - 1)

typedef const char *STRSAFE_LPCSTR, *STRSAFE_PCNZCH;
typedef const wchar_t *STRSAFE_LPCWSTR, *STRSAFE_PCNZWCH;

namespace penstock_sdk {

constexpr bool IsStrsafeSize(size_t size) { return size != 0 && size <= STRSAFE_MAX_CCH; }

// The result of a formatting call into a destination of `size` characters.
inline HRESULT StrsafeResult(int length, size_t size) {
  if (length < 0) return STRSAFE_E_INVALID_PARAMETER;
  return static_cast<size_t>(length) < size ? S_OK : STRSAFE_E_INSUFFICIENT_BUFFER;
}
template <class Char, class... A>
HRESULT StrsafePrintf(Char *out, size_t size, const Char *format, const A &...values) {
  if (out == nullptr || format == nullptr || !IsStrsafeSize(size)) {
    return STRSAFE_E_INVALID_PARAMETER;
  }
  return StrsafeResult(Format(out, size, format, values...), size);
}
template <class Char>
HRESULT StrsafeVPrintf(Char *out, size_t size, const Char *format, va_list args) {
  if (out == nullptr || format == nullptr || !IsStrsafeSize(size)) {
    return STRSAFE_E_INVALID_PARAMETER;
  }
  return StrsafeResult(FormatV(out, size, format, args), size);
}

}  // namespace penstock_sdk

PENSTOCK_WIN32_API HRESULT StringCchCopyA(LPSTR out, size_t size, LPCSTR text);
PENSTOCK_WIN32_API HRESULT StringCchCopyW(LPWSTR out, size_t size, LPCWSTR text);
// At most `count` characters of `text`.
PENSTOCK_WIN32_API HRESULT StringCchCopyNA(LPSTR out, size_t size, LPCSTR text, size_t count);
PENSTOCK_WIN32_API HRESULT StringCchCopyNW(LPWSTR out, size_t size, LPCWSTR text, size_t count);
// `out` must hold a terminated string within `size`.
PENSTOCK_WIN32_API HRESULT StringCchCatA(LPSTR out, size_t size, LPCSTR text);
PENSTOCK_WIN32_API HRESULT StringCchCatW(LPWSTR out, size_t size, LPCWSTR text);
PENSTOCK_WIN32_API HRESULT StringCchCatNA(LPSTR out, size_t size, LPCSTR text, size_t count);
PENSTOCK_WIN32_API HRESULT StringCchCatNW(LPWSTR out, size_t size, LPCWSTR text, size_t count);
// The length without the terminator; STRSAFE_E_INVALID_PARAMETER, and a length of 0, when there is
// none within `size`. `length` may be NULL.
PENSTOCK_WIN32_API HRESULT StringCchLengthA(LPCSTR text, size_t size, size_t *length);
PENSTOCK_WIN32_API HRESULT StringCchLengthW(LPCWSTR text, size_t size, size_t *length);

template <class... A>
HRESULT StringCchPrintfA(LPSTR out, size_t size, LPCSTR format, A... values) {
  return penstock_sdk::StrsafePrintf(out, size, format, values...);
}
template <class... A>
HRESULT StringCchPrintfW(LPWSTR out, size_t size, LPCWSTR format, A... values) {
  return penstock_sdk::StrsafePrintf(out, size, format, values...);
}
inline HRESULT StringCchVPrintfA(LPSTR out, size_t size, LPCSTR format, va_list args) {
  return penstock_sdk::StrsafeVPrintf(out, size, format, args);
}
inline HRESULT StringCchVPrintfW(LPWSTR out, size_t size, LPCWSTR format, va_list args) {
  return penstock_sdk::StrsafeVPrintf(out, size, format, args);
}

// Defines name##A's and name##W's counterparts in bytes, and both under the unsuffixed names.
#define PENSTOCK_STRSAFE_FORMS(name, Char)                                                      \
  inline HRESULT StringCch##name(Char *out, size_t size, const Char *text) {                    \
    return PENSTOCK_STRSAFE_PICK(StringCch##name, Char)(out, size, text);                       \
  }                                                                                             \
  inline HRESULT StringCb##name(Char *out, size_t bytes, const Char *text) {                    \
    return PENSTOCK_STRSAFE_PICK(StringCch##name, Char)(out, bytes / sizeof(Char), text);       \
  }                                                                                             \
  inline HRESULT StringCch##name##N(Char *out, size_t size, const Char *text, size_t count) {   \
    return PENSTOCK_STRSAFE_PICK(StringCch##name##N, Char)(out, size, text, count);             \
  }                                                                                             \
  inline HRESULT StringCb##name##N(Char *out, size_t bytes, const Char *text, size_t counted) { \
    return PENSTOCK_STRSAFE_PICK(StringCch##name##N, Char)(out, bytes / sizeof(Char), text,     \
                                                           counted / sizeof(Char));             \
  }
#define PENSTOCK_STRSAFE_PICK(name, Char) PENSTOCK_STRSAFE_PICK_##Char(name)
#define PENSTOCK_STRSAFE_PICK_CHAR(name) name##A
#define PENSTOCK_STRSAFE_PICK_WCHAR(name) name##W
PENSTOCK_STRSAFE_FORMS(Copy, CHAR)
PENSTOCK_STRSAFE_FORMS(Copy, WCHAR)
PENSTOCK_STRSAFE_FORMS(Cat, CHAR)
PENSTOCK_STRSAFE_FORMS(Cat, WCHAR)
#undef PENSTOCK_STRSAFE_FORMS
#undef PENSTOCK_STRSAFE_PICK
#undef PENSTOCK_STRSAFE_PICK_CHAR
#undef PENSTOCK_STRSAFE_PICK_WCHAR

inline HRESULT StringCbCopyA(LPSTR out, size_t bytes, LPCSTR text) {
  return StringCchCopyA(out, bytes, text);
}
inline HRESULT StringCbCopyW(LPWSTR out, size_t bytes, LPCWSTR text) {
  return StringCchCopyW(out, bytes / sizeof(WCHAR), text);
}
inline HRESULT StringCbCatA(LPSTR out, size_t bytes, LPCSTR text) {
  return StringCchCatA(out, bytes, text);
}
inline HRESULT StringCbCatW(LPWSTR out, size_t bytes, LPCWSTR text) {
  return StringCchCatW(out, bytes / sizeof(WCHAR), text);
}

inline HRESULT StringCchLength(LPCSTR text, size_t size, size_t *length) {
  return StringCchLengthA(text, size, length);
}
inline HRESULT StringCchLength(LPCWSTR text, size_t size, size_t *length) {
  return StringCchLengthW(text, size, length);
}
// In and out in bytes, the terminator not counted in `length`.
inline HRESULT StringCbLengthA(LPCSTR text, size_t bytes, size_t *length) {
  return StringCchLengthA(text, bytes, length);
}
inline HRESULT StringCbLengthW(LPCWSTR text, size_t bytes, size_t *length) {
  const HRESULT hr = StringCchLengthW(text, bytes / sizeof(WCHAR), length);
  if (length != nullptr) *length *= sizeof(WCHAR);
  return hr;
}
inline HRESULT StringCbLength(LPCSTR text, size_t bytes, size_t *length) {
  return StringCbLengthA(text, bytes, length);
}
inline HRESULT StringCbLength(LPCWSTR text, size_t bytes, size_t *length) {
  return StringCbLengthW(text, bytes, length);
}

template <class... A>
HRESULT StringCchPrintf(LPSTR out, size_t size, LPCSTR format, A... values) {
  return penstock_sdk::StrsafePrintf(out, size, format, values...);
}
template <class... A>
HRESULT StringCchPrintf(LPWSTR out, size_t size, LPCWSTR format, A... values) {
  return penstock_sdk::StrsafePrintf(out, size, format, values...);
}
inline HRESULT StringCchVPrintf(LPSTR out, size_t size, LPCSTR format, va_list args) {
  return penstock_sdk::StrsafeVPrintf(out, size, format, args);
}
inline HRESULT StringCchVPrintf(LPWSTR out, size_t size, LPCWSTR format, va_list args) {
  return penstock_sdk::StrsafeVPrintf(out, size, format, args);
}
template <class... A>
HRESULT StringCbPrintfA(LPSTR out, size_t bytes, LPCSTR format, A... values) {
  return penstock_sdk::StrsafePrintf(out, bytes, format, values...);
}
template <class... A>
HRESULT StringCbPrintfW(LPWSTR out, size_t bytes, LPCWSTR format, A... values) {
  return penstock_sdk::StrsafePrintf(out, bytes / sizeof(WCHAR), format, values...);
}
template <class... A>
HRESULT StringCbPrintf(LPSTR out, size_t bytes, LPCSTR format, A... values) {
  return StringCbPrintfA(out, bytes, format, values...);
}
template <class... A>
HRESULT StringCbPrintf(LPWSTR out, size_t bytes, LPCWSTR format, A... values) {
  return StringCbPrintfW(out, bytes, format, values...);
}
inline HRESULT StringCbVPrintfA(LPSTR out, size_t bytes, LPCSTR format, va_list args) {
  return penstock_sdk::StrsafeVPrintf(out, bytes, format, args);
}
inline HRESULT StringCbVPrintfW(LPWSTR out, size_t bytes, LPCWSTR format, va_list args) {
  return penstock_sdk::StrsafeVPrintf(out, bytes / sizeof(WCHAR), format, args);
}

#endif  // PENSTOCK_SDK_STRSAFE_H_
