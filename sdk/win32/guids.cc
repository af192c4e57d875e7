// GUIDs to text and back, and new ones; declared in win32/guid.h.
#include <sys/random.h>

#include <cstdio>
#include <cwchar>

#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/guid.h"

namespace penstock::win32 {
namespace {

constexpr size_t kTextSize = 39;  // braces, 32 digits, 4 hyphens, terminator

bool hex_value(wchar_t c, unsigned& value) {
  if (c >= L'0' && c <= L'9')
    value = static_cast<unsigned>(c - L'0');
  else if (c >= L'a' && c <= L'f')
    value = static_cast<unsigned>(c - L'a' + 10);
  else if (c >= L'A' && c <= L'F')
    value = static_cast<unsigned>(c - L'A' + 10);
  else
    return false;
  return true;
}

bool is_hyphen_at(size_t index) { return index == 9 || index == 14 || index == 19 || index == 24; }

// The 32 digits as 16 bytes in reading order.
bool parse(const wchar_t* text, unsigned char (&bytes)[16]) {
  if (wcsnlen(text, kTextSize) != kTextSize - 1 || text[0] != L'{' || text[37] != L'}')
    return false;
  size_t digits = 0;
  for (size_t i = 1; i < 37; ++i) {
    if (is_hyphen_at(i)) {
      if (text[i] != L'-') return false;
      continue;
    }
    unsigned value = 0;
    if (!hex_value(text[i], value)) return false;
    unsigned char& byte = bytes[digits / 2];
    byte = static_cast<unsigned char>(digits % 2 == 0 ? value << 4 : byte | value);
    ++digits;
  }
  return true;
}

GUID guid_of(const unsigned char (&bytes)[16]) {
  GUID guid;
  guid.Data1 = (static_cast<ULONG>(bytes[0]) << 24) | (static_cast<ULONG>(bytes[1]) << 16) |
               (static_cast<ULONG>(bytes[2]) << 8) | bytes[3];
  guid.Data2 = static_cast<USHORT>((bytes[4] << 8) | bytes[5]);
  guid.Data3 = static_cast<USHORT>((bytes[6] << 8) | bytes[7]);
  memcpy(guid.Data4, bytes + 8, sizeof guid.Data4);
  return guid;
}

HRESULT from_text(const wchar_t* text, GUID* guid) {
  if (guid == nullptr) return E_INVALIDARG;
  *guid = {};
  if (text == nullptr) return S_OK;
  unsigned char bytes[16];
  if (!parse(text, bytes)) return CO_E_CLASSSTRING;
  *guid = guid_of(bytes);
  return S_OK;
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

int StringFromGUID2(REFGUID guid, LPWSTR buffer, int capacity) {
  if (capacity < static_cast<int>(kTextSize)) return 0;
  swprintf(buffer, kTextSize, L"{%08X-%04X-%04X-%02X%02X-%02X%02X%02X%02X%02X%02X}", guid.Data1,
           guid.Data2, guid.Data3, guid.Data4[0], guid.Data4[1], guid.Data4[2], guid.Data4[3],
           guid.Data4[4], guid.Data4[5], guid.Data4[6], guid.Data4[7]);
  return kTextSize;
}

HRESULT CLSIDFromString(LPCWSTR text, LPCLSID guid) { return from_text(text, guid); }
HRESULT IIDFromString(LPCWSTR text, LPIID guid) { return from_text(text, guid); }

HRESULT CoCreateGuid(GUID* guid) {
  if (guid == nullptr) return E_INVALIDARG;
  unsigned char bytes[16];
  if (getrandom(bytes, sizeof bytes, 0) != static_cast<ssize_t>(sizeof bytes)) return E_FAIL;
  // Version 4, variant 1 (RFC 4122, 4.4).
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
  *guid = guid_of(bytes);
  return S_OK;
}

LONG UuidCreate(UUID* uuid) {
  return CoCreateGuid(uuid) == S_OK ? LONG{ERROR_SUCCESS} : LONG{ERROR_GEN_FAILURE};
}
