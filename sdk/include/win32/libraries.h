// Shared libraries: loading, looking names up, and DllMain. Implementation: sdk/win32/libraries.cc.
#ifndef PENSTOCK_SDK_WIN32_LIBRARIES_H_
#define PENSTOCK_SDK_WIN32_LIBRARIES_H_

#include "basetypes.h"
#include "forms.h"

#define DLL_PROCESS_DETACH 0
#define DLL_PROCESS_ATTACH 1
#define DLL_THREAD_ATTACH 2
#define DLL_THREAD_DETACH 3

// A module may define it. Declared here so that the name is exported as the loader looks for it,
// without extern "C" in the module. The server calls it with DLL_PROCESS_ATTACH after loading the
// module (FALSE refuses the load) and with DLL_PROCESS_DETACH before unloading it; the calls for
// threads are not made.
PENSTOCK_WIN32_API BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved);
// TRUE: there are no thread calls to disable.
PENSTOCK_WIN32_API BOOL WINAPI DisableThreadLibraryCalls(HMODULE module);

#define DONT_RESOLVE_DLL_REFERENCES 0x1
#define LOAD_LIBRARY_AS_DATAFILE 0x2
#define LOAD_WITH_ALTERED_SEARCH_PATH 0x8
#define GET_MODULE_HANDLE_EX_FLAG_PIN 0x1
#define GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT 0x2
#define GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS 0x4

// Loads a shared object; paths as in files.h. NULL with ERROR_MOD_NOT_FOUND or
// ERROR_BAD_EXE_FORMAT.
PENSTOCK_WIN32_API HMODULE WINAPI LoadLibraryA(LPCSTR name);
PENSTOCK_WIN32_API HMODULE WINAPI LoadLibraryW(LPCWSTR name);
PENSTOCK_WIN32_API HMODULE WINAPI LoadLibraryExA(LPCSTR name, HANDLE file, DWORD flags);
PENSTOCK_WIN32_API HMODULE WINAPI LoadLibraryExW(LPCWSTR name, HANDLE file, DWORD flags);
PENSTOCK_WIN32_API BOOL WINAPI FreeLibrary(HMODULE module);
// NULL with ERROR_PROC_NOT_FOUND. Ordinals (a name below 65536) do not exist here.
PENSTOCK_WIN32_API FARPROC WINAPI GetProcAddress(HMODULE module, LPCSTR name);

// A module that is loaded already, without counting it; NULL names the program itself.
PENSTOCK_WIN32_API HMODULE WINAPI GetModuleHandleA(LPCSTR name);
PENSTOCK_WIN32_API HMODULE WINAPI GetModuleHandleW(LPCWSTR name);
// With FROM_ADDRESS, `name` is any address inside the module. Counted unless UNCHANGED_REFCOUNT.
PENSTOCK_WIN32_API BOOL WINAPI GetModuleHandleExA(DWORD flags, LPCSTR name, HMODULE *module);
PENSTOCK_WIN32_API BOOL WINAPI GetModuleHandleExW(DWORD flags, LPCWSTR name, HMODULE *module);
// The module's path (NULL: the program's), cut off with ERROR_INSUFFICIENT_BUFFER if it does not
// fit. Returns the number of characters; 0 on failure.
PENSTOCK_WIN32_API DWORD WINAPI GetModuleFileNameA(HMODULE module, LPSTR name, DWORD size);
PENSTOCK_WIN32_API DWORD WINAPI GetModuleFileNameW(HMODULE module, LPWSTR name, DWORD size);

template <class Char>
HMODULE LoadLibrary(const Char *name) {
  return penstock_sdk::PickForm(name, LoadLibraryA, LoadLibraryW)(name);
}
template <class Char>
HMODULE LoadLibraryEx(const Char *name, HANDLE file, DWORD flags) {
  return penstock_sdk::PickForm(name, LoadLibraryExA, LoadLibraryExW)(name, file, flags);
}
template <class Char>
HMODULE GetModuleHandle(const Char *name) {
  return penstock_sdk::PickForm(name, GetModuleHandleA, GetModuleHandleW)(name);
}
inline HMODULE GetModuleHandle(decltype(nullptr)) { return GetModuleHandleA(nullptr); }
template <class Char>
BOOL GetModuleHandleEx(DWORD flags, const Char *name, HMODULE *module) {
  return penstock_sdk::PickForm(name, GetModuleHandleExA, GetModuleHandleExW)(flags, name, module);
}
inline DWORD GetModuleFileName(HMODULE module, LPSTR name, DWORD size) {
  return GetModuleFileNameA(module, name, size);
}
inline DWORD GetModuleFileName(HMODULE module, LPWSTR name, DWORD size) {
  return GetModuleFileNameW(module, name, size);
}

#endif  // PENSTOCK_SDK_WIN32_LIBRARIES_H_
