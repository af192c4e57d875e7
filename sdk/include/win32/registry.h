// Reading the registry, on a system that has none: the predefined keys are there and empty, so
// every look-up ends as it does for a key or value that nobody has made, and sources take their
// defaults. Implementation: sdk/win32/registry.cc.
#ifndef PENSTOCK_SDK_WIN32_REGISTRY_H_
#define PENSTOCK_SDK_WIN32_REGISTRY_H_

#include "basetypes.h"
#include "forms.h"

typedef LONG LSTATUS;
typedef DWORD REGSAM;
typedef HKEY *PHKEY;

#define HKEY_CLASSES_ROOT ((HKEY)(ULONG_PTR)0x80000000u)
#define HKEY_CURRENT_USER ((HKEY)(ULONG_PTR)0x80000001u)
#define HKEY_LOCAL_MACHINE ((HKEY)(ULONG_PTR)0x80000002u)
#define HKEY_USERS ((HKEY)(ULONG_PTR)0x80000003u)

#define KEY_QUERY_VALUE 0x0001
#define KEY_ENUMERATE_SUB_KEYS 0x0008
#define KEY_NOTIFY 0x0010
#define KEY_WOW64_64KEY 0x0100
#define KEY_WOW64_32KEY 0x0200
#define KEY_READ 0x20019

#define REG_NONE 0
#define REG_SZ 1
#define REG_EXPAND_SZ 2
#define REG_BINARY 3
#define REG_DWORD 4
#define REG_MULTI_SZ 7
#define REG_QWORD 11

// A predefined key itself for no or an empty `path`; ERROR_FILE_NOT_FOUND for any other.
// ERROR_INVALID_HANDLE for what is no key, ERROR_INVALID_PARAMETER without `opened`.
PENSTOCK_WIN32_API LSTATUS WINAPI RegOpenKeyExA(HKEY key, LPCSTR path, DWORD options, REGSAM rights,
                                                PHKEY opened);
PENSTOCK_WIN32_API LSTATUS WINAPI RegOpenKeyExW(HKEY key, LPCWSTR path, DWORD options,
                                                REGSAM rights, PHKEY opened);
// ERROR_FILE_NOT_FOUND, or ERROR_INVALID_HANDLE for what is no key.
PENSTOCK_WIN32_API LSTATUS WINAPI RegQueryValueExA(HKEY key, LPCSTR name, LPDWORD reserved,
                                                   LPDWORD type, LPBYTE data, LPDWORD size);
PENSTOCK_WIN32_API LSTATUS WINAPI RegQueryValueExW(HKEY key, LPCWSTR name, LPDWORD reserved,
                                                   LPDWORD type, LPBYTE data, LPDWORD size);
PENSTOCK_WIN32_API LSTATUS WINAPI RegCloseKey(HKEY key);

template <class Char>
LSTATUS RegOpenKeyEx(HKEY key, const Char *path, DWORD options, REGSAM rights, PHKEY opened) {
  return penstock_sdk::PickForm(path, RegOpenKeyExA, RegOpenKeyExW)(key, path, options, rights,
                                                                    opened);
}
template <class Char>
LSTATUS RegQueryValueEx(HKEY key, const Char *name, LPDWORD reserved, LPDWORD type, LPBYTE data,
                        LPDWORD size) {
  return penstock_sdk::PickForm(name, RegQueryValueExA, RegQueryValueExW)(key, name, reserved, type,
                                                                          data, size);
}
inline LSTATUS RegQueryValueEx(HKEY key, decltype(nullptr), LPDWORD reserved, LPDWORD type,
                               LPBYTE data, LPDWORD size) {
  return RegQueryValueExA(key, nullptr, reserved, type, data, size);
}

#endif  // PENSTOCK_SDK_WIN32_REGISTRY_H_
