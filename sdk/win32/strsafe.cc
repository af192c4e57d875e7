// StringCchCopy, StringCchCat, StringCchLength in both text forms; declared in strsafe.h. The byte
// forms and StringCchPrintf are inline there, over these and over format.cc.
#include "strsafe.h"

namespace penstock::win32 {
namespace {

// The length of `text` if it ends within `size` characters, otherwise `size`.
template <class Char>
size_t bounded_length(const Char* text, size_t size) {
  size_t length = 0;
  while (length < size && text[length] != 0) ++length;
  return length;
}

template <class Char>
HRESULT copy(Char* out, size_t size, const Char* text, size_t count) {
  if (out == nullptr || text == nullptr || !penstock_sdk::IsStrsafeSize(size) ||
      count > STRSAFE_MAX_CCH) {
    return STRSAFE_E_INVALID_PARAMETER;
  }
  size_t length = 0;
  while (length < size - 1 && length < count && text[length] != 0) {
    out[length] = text[length];
    ++length;
  }
  out[length] = 0;
  const bool whole = length == count || text[length] == 0;
  return whole ? S_OK : STRSAFE_E_INSUFFICIENT_BUFFER;
}

template <class Char>
HRESULT append(Char* out, size_t size, const Char* text, size_t count) {
  if (out == nullptr || !penstock_sdk::IsStrsafeSize(size)) return STRSAFE_E_INVALID_PARAMETER;
  const size_t used = bounded_length(out, size);
  if (used == size) return STRSAFE_E_INVALID_PARAMETER;
  return copy(out + used, size - used, text, count);
}

template <class Char>
HRESULT length_of(const Char* text, size_t size, size_t* length) {
  if (length != nullptr) *length = 0;
  if (text == nullptr || size > STRSAFE_MAX_CCH) return STRSAFE_E_INVALID_PARAMETER;
  const size_t found = bounded_length(text, size);
  if (found == size) return STRSAFE_E_INVALID_PARAMETER;
  if (length != nullptr) *length = found;
  return S_OK;
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

HRESULT StringCchCopyA(LPSTR out, size_t size, LPCSTR text) {
  return copy(out, size, text, STRSAFE_MAX_CCH);
}
HRESULT StringCchCopyW(LPWSTR out, size_t size, LPCWSTR text) {
  return copy(out, size, text, STRSAFE_MAX_CCH);
}
HRESULT StringCchCopyNA(LPSTR out, size_t size, LPCSTR text, size_t count) {
  return copy(out, size, text, count);
}
HRESULT StringCchCopyNW(LPWSTR out, size_t size, LPCWSTR text, size_t count) {
  return copy(out, size, text, count);
}
HRESULT StringCchCatA(LPSTR out, size_t size, LPCSTR text) {
  return append(out, size, text, STRSAFE_MAX_CCH);
}
HRESULT StringCchCatW(LPWSTR out, size_t size, LPCWSTR text) {
  return append(out, size, text, STRSAFE_MAX_CCH);
}
HRESULT StringCchCatNA(LPSTR out, size_t size, LPCSTR text, size_t count) {
  return append(out, size, text, count);
}
HRESULT StringCchCatNW(LPWSTR out, size_t size, LPCWSTR text, size_t count) {
  return append(out, size, text, count);
}
HRESULT StringCchLengthA(LPCSTR text, size_t size, size_t* length) {
  return length_of(text, size, length);
}
HRESULT StringCchLengthW(LPCWSTR text, size_t size, size_t* length) {
  return length_of(text, size, length);
}
