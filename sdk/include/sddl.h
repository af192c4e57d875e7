// The text form of security identifiers ("S-1-5-18"). Neighbour: win32/security.h. Implementation:
// sdk/win32/security_ids.cc.
#ifndef PENSTOCK_SDK_SDDL_H_
#define PENSTOCK_SDK_SDDL_H_

#include "win32/basetypes.h"
#include "win32/memory.h"
#include "win32/security.h"

// *text and *sid receive memory for LocalFree. ERROR_INVALID_SID, or ERROR_INVALID_PARAMETER for a
// missing pointer.
PENSTOCK_WIN32_API BOOL WINAPI ConvertSidToStringSidA(PSID sid, LPSTR *text);
PENSTOCK_WIN32_API BOOL WINAPI ConvertSidToStringSidW(PSID sid, LPWSTR *text);
PENSTOCK_WIN32_API BOOL WINAPI ConvertStringSidToSidA(LPCSTR text, PSID *sid);
PENSTOCK_WIN32_API BOOL WINAPI ConvertStringSidToSidW(LPCWSTR text, PSID *sid);

inline BOOL ConvertSidToStringSid(PSID sid, LPSTR *text) {
  return ConvertSidToStringSidA(sid, text);
}
inline BOOL ConvertSidToStringSid(PSID sid, LPWSTR *text) {
  return ConvertSidToStringSidW(sid, text);
}
inline BOOL ConvertStringSidToSid(LPCSTR text, PSID *sid) {
  return ConvertStringSidToSidA(text, sid);
}
inline BOOL ConvertStringSidToSid(LPCWSTR text, PSID *sid) {
  return ConvertStringSidToSidW(text, sid);
}

#endif  // PENSTOCK_SDK_SDDL_H_
