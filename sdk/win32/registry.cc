// A registry of empty predefined keys; declared in win32/registry.h.
#include "win32/registry.h"

#include "win32/errors.h"

namespace {

bool is_key(HKEY key) {
  return key == HKEY_CLASSES_ROOT || key == HKEY_CURRENT_USER || key == HKEY_LOCAL_MACHINE ||
         key == HKEY_USERS;
}

LSTATUS open(HKEY key, bool itself, PHKEY opened) {
  if (opened == nullptr) return ERROR_INVALID_PARAMETER;
  *opened = nullptr;
  if (!is_key(key)) return ERROR_INVALID_HANDLE;
  if (!itself) return ERROR_FILE_NOT_FOUND;
  *opened = key;
  return ERROR_SUCCESS;
}

LSTATUS query(HKEY key) { return is_key(key) ? ERROR_FILE_NOT_FOUND : ERROR_INVALID_HANDLE; }

}  // namespace

LSTATUS RegOpenKeyExA(HKEY key, LPCSTR path, DWORD, REGSAM, PHKEY opened) {
  return open(key, path == nullptr || *path == '\0', opened);
}

LSTATUS RegOpenKeyExW(HKEY key, LPCWSTR path, DWORD, REGSAM, PHKEY opened) {
  return open(key, path == nullptr || *path == L'\0', opened);
}

LSTATUS RegQueryValueExA(HKEY key, LPCSTR, LPDWORD, LPDWORD, LPBYTE, LPDWORD) { return query(key); }

LSTATUS RegQueryValueExW(HKEY key, LPCWSTR, LPDWORD, LPDWORD, LPBYTE, LPDWORD) {
  return query(key);
}

LSTATUS RegCloseKey(HKEY key) { return is_key(key) ? ERROR_SUCCESS : ERROR_INVALID_HANDLE; }
