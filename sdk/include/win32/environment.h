// Environment variables and the machine's name. Implementation: sdk/win32/environment.cc.
#ifndef PENSTOCK_SDK_WIN32_ENVIRONMENT_H_
#define PENSTOCK_SDK_WIN32_ENVIRONMENT_H_

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "basetypes.h"
#include "format.h"

#define MAX_COMPUTERNAME_LENGTH 64

// Replaces each %NAME% by that variable's value; one that does not exist stays as it is. Returns
// the number of characters with the terminator; when that exceeds `size`, nothing useful is in
// `out`. 0 on failure. Names are case-sensitive.
PENSTOCK_WIN32_API DWORD WINAPI ExpandEnvironmentStringsA(LPCSTR text, LPSTR out, DWORD size);
PENSTOCK_WIN32_API DWORD WINAPI ExpandEnvironmentStringsW(LPCWSTR text, LPWSTR out, DWORD size);
// The length without the terminator, or, when `size` is too small, the size needed. 0 with
// ERROR_ENVVAR_NOT_FOUND.
PENSTOCK_WIN32_API DWORD WINAPI GetEnvironmentVariableA(LPCSTR name, LPSTR out, DWORD size);
PENSTOCK_WIN32_API DWORD WINAPI GetEnvironmentVariableW(LPCWSTR name, LPWSTR out, DWORD size);
// A NULL value deletes the variable. Not safe while another thread reads the environment by other
// means than these functions.
PENSTOCK_WIN32_API BOOL WINAPI SetEnvironmentVariableA(LPCSTR name, LPCSTR value);
PENSTOCK_WIN32_API BOOL WINAPI SetEnvironmentVariableW(LPCWSTR name, LPCWSTR value);
// *size is the capacity, and receives the length without the terminator; ERROR_BUFFER_OVERFLOW, and
// the size needed, when it is too small.
PENSTOCK_WIN32_API BOOL WINAPI GetComputerNameA(LPSTR out, LPDWORD size);
PENSTOCK_WIN32_API BOOL WINAPI GetComputerNameW(LPWSTR out, LPDWORD size);
// The account the process runs as; *size as above, but with the terminator counted, and
// ERROR_INSUFFICIENT_BUFFER.
PENSTOCK_WIN32_API BOOL WINAPI GetUserNameA(LPSTR out, LPDWORD size);
PENSTOCK_WIN32_API BOOL WINAPI GetUserNameW(LPWSTR out, LPDWORD size);

inline DWORD ExpandEnvironmentStrings(LPCSTR text, LPSTR out, DWORD size) {
  return ExpandEnvironmentStringsA(text, out, size);
}
inline DWORD ExpandEnvironmentStrings(LPCWSTR text, LPWSTR out, DWORD size) {
  return ExpandEnvironmentStringsW(text, out, size);
}
inline DWORD GetEnvironmentVariable(LPCSTR name, LPSTR out, DWORD size) {
  return GetEnvironmentVariableA(name, out, size);
}
inline DWORD GetEnvironmentVariable(LPCWSTR name, LPWSTR out, DWORD size) {
  return GetEnvironmentVariableW(name, out, size);
}
inline BOOL SetEnvironmentVariable(LPCSTR name, LPCSTR value) {
  return SetEnvironmentVariableA(name, value);
}
inline BOOL SetEnvironmentVariable(LPCWSTR name, LPCWSTR value) {
  return SetEnvironmentVariableW(name, value);
}
inline BOOL GetComputerName(LPSTR out, LPDWORD size) { return GetComputerNameA(out, size); }
inline BOOL GetComputerName(LPWSTR out, LPDWORD size) { return GetComputerNameW(out, size); }
inline BOOL GetUserName(LPSTR out, LPDWORD size) { return GetUserNameA(out, size); }
inline BOOL GetUserName(LPWSTR out, LPDWORD size) { return GetUserNameW(out, size); }

// A copy of a variable for free(), NULL when it does not exist; *length (may be NULL) counts the
// terminator.
inline errno_t _dupenv_s(char **value, size_t *length, const char *name) {
  if (value == nullptr || name == nullptr) return EINVAL;
  const char *const found = getenv(name);
  *value = found != nullptr ? strdup(found) : nullptr;
  if (length != nullptr) *length = *value != nullptr ? strlen(*value) + 1 : 0;
  return found != nullptr && *value == nullptr ? ENOMEM : 0;
}

#endif  // PENSTOCK_SDK_WIN32_ENVIRONMENT_H_
