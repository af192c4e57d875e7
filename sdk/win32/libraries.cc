// Loading shared objects and finding out about loaded ones; declared in win32/libraries.h.
#include "win32/libraries.h"

#include <dlfcn.h>
#include <link.h>
#include <strings.h>
#include <unistd.h>

#include <climits>
#include <cstring>
#include <string>
#include <string_view>

#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/file_names.h"
#include "win32/output_text.h"
#include "win32/text_scratch.h"

namespace penstock::win32 {
namespace {

void* native(HMODULE module) { return reinterpret_cast<void*>(module); }
HMODULE module_of(void* handle) { return reinterpret_cast<HMODULE>(handle); }

HMODULE refuse(DWORD code) {
  SetLastError(code);
  return nullptr;
}

// The hosted web core, which hosts load under the original's name, stands beside this library.
void* open_hosted_web_core(const std::string& path) {
  constexpr std::string_view kName = "hwebcore.dll";
  const size_t name = path.find_last_of('/') + 1;
  Dl_info self;
  if (strcasecmp(path.c_str() + name, kName.data()) != 0 ||
      dladdr(reinterpret_cast<void*>(&open_hosted_web_core), &self) == 0) {
    return nullptr;
  }
  const std::string here = self.dli_fname;
  const std::string beside = here.substr(0, here.find_last_of('/') + 1) + "libhwebcore.so";
  return dlopen(beside.c_str(), RTLD_NOW | RTLD_LOCAL);
}

// A file that is there and does not load is no module; anything else is not found.
HMODULE load(const std::string& path) {
  if (path.empty()) return refuse(ERROR_INVALID_PARAMETER);
  if (void* const handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL)) return module_of(handle);
  if (void* const handle = open_hosted_web_core(path)) return module_of(handle);
  return refuse(access(path.c_str(), F_OK) == 0 ? ERROR_BAD_EXE_FORMAT : ERROR_MOD_NOT_FOUND);
}

template <class Char>
HMODULE load_named(const Char* name) {
  if (name == nullptr) return refuse(ERROR_INVALID_PARAMETER);
  TextScratch scratch;
  return load(native_path(scratch.utf8(name)));
}

// Counted, as dlopen does; nullptr when it is not loaded.
void* open_loaded(const char* path) { return dlopen(path, RTLD_NOW | RTLD_NOLOAD); }

template <class Char>
void* open_loaded_named(const Char* name) {
  if (name == nullptr) return open_loaded(nullptr);
  TextScratch scratch;
  return open_loaded(native_path(scratch.utf8(name)).c_str());
}

void* open_containing(const void* address) {
  Dl_info info;
  if (dladdr(address, &info) == 0) return nullptr;
  // The program's own name in that list may be relative or empty.
  void* const handle = open_loaded(info.dli_fname);
  return handle != nullptr ? handle : open_loaded(nullptr);
}

template <class Char>
HMODULE loaded_module(const Char* name) {
  void* const handle = open_loaded_named(name);
  if (handle == nullptr) return refuse(ERROR_MOD_NOT_FOUND);
  dlclose(handle);
  return module_of(handle);
}

template <class Char>
BOOL loaded_module_ex(DWORD flags, const Char* name, HMODULE* module) {
  if (module == nullptr) return fail(ERROR_INVALID_PARAMETER);
  const bool by_address = (flags & GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS) != 0;
  void* const handle = by_address ? open_containing(name) : open_loaded_named(name);
  *module = module_of(handle);
  if (handle == nullptr) return fail(ERROR_MOD_NOT_FOUND);
  if ((flags & GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT) != 0) dlclose(handle);
  return TRUE;
}

bool program_path(std::string& path) {
  char buffer[PATH_MAX];
  const ssize_t size = readlink("/proc/self/exe", buffer, sizeof buffer);
  if (size > 0) path.assign(buffer, static_cast<size_t>(size));
  return size > 0;
}

bool path_of(HMODULE module, std::string& path) {
  if (module == nullptr) return program_path(path);
  link_map* map = nullptr;
  if (dlinfo(native(module), RTLD_DI_LINKMAP, &map) != 0 || map == nullptr) return false;
  path = map->l_name;
  return !path.empty() || program_path(path);
}

// Cut off with an error when it does not fit; the result is then the size of the buffer.
template <class Char>
DWORD module_file_name(HMODULE module, Char* name, DWORD size) {
  std::string path;
  if (!path_of(module, path)) {
    SetLastError(ERROR_MOD_NOT_FOUND);
    return 0;
  }
  const auto text = output_text<Char>(path);
  if (size == 0) return static_cast<DWORD>(fail(ERROR_INSUFFICIENT_BUFFER));
  const bool fits = text.size() < size;
  const size_t kept = fits ? text.size() : size - 1;
  memcpy(name, text.data(), kept * sizeof(Char));
  name[kept] = 0;
  SetLastError(fits ? ERROR_SUCCESS : ERROR_INSUFFICIENT_BUFFER);
  return fits ? static_cast<DWORD>(kept) : size;
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

BOOL DisableThreadLibraryCalls(HMODULE) { return TRUE; }

HMODULE LoadLibraryA(LPCSTR name) { return load_named(name); }
HMODULE LoadLibraryW(LPCWSTR name) { return load_named(name); }
HMODULE LoadLibraryExA(LPCSTR name, HANDLE, DWORD) { return load_named(name); }
HMODULE LoadLibraryExW(LPCWSTR name, HANDLE, DWORD) { return load_named(name); }

BOOL FreeLibrary(HMODULE module) {
  if (module == nullptr) return fail(ERROR_INVALID_HANDLE);
  return dlclose(native(module)) == 0 ? TRUE : fail(ERROR_INVALID_HANDLE);
}

FARPROC GetProcAddress(HMODULE module, LPCSTR name) {
  void* found = nullptr;
  if (reinterpret_cast<uintptr_t>(name) >= 0x10000) {
    void* const handle = module != nullptr ? native(module) : RTLD_DEFAULT;
    found = dlsym(handle, name);
  }
  if (found == nullptr) SetLastError(ERROR_PROC_NOT_FOUND);
  return reinterpret_cast<FARPROC>(found);
}

HMODULE GetModuleHandleA(LPCSTR name) { return loaded_module(name); }
HMODULE GetModuleHandleW(LPCWSTR name) { return loaded_module(name); }
BOOL GetModuleHandleExA(DWORD flags, LPCSTR name, HMODULE* module) {
  return loaded_module_ex(flags, name, module);
}
BOOL GetModuleHandleExW(DWORD flags, LPCWSTR name, HMODULE* module) {
  return loaded_module_ex(flags, name, module);
}
DWORD GetModuleFileNameA(HMODULE module, LPSTR name, DWORD size) {
  return module_file_name(module, name, size);
}
DWORD GetModuleFileNameW(HMODULE module, LPWSTR name, DWORD size) {
  return module_file_name(module, name, size);
}
