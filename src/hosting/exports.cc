// The entry points of libhwebcore.so, declared in hwebcore.h; web_core.h does the work.
#include <dlfcn.h>

#include <exception>

#include "hosting/web_core.h"

namespace {

// For ever: a thread of a module may still be inside when the process ends.
penstock::hosting::WebCore& core() {
  static auto* const instance = new penstock::hosting::WebCore;
  return *instance;
}

// No exception leaves the library.
template <typename Call>
HRESULT guarded(Call&& call) {
  try {
    return call();
  } catch (const std::bad_alloc&) {
    return E_OUTOFMEMORY;
  } catch (const std::exception&) {
    return E_UNEXPECTED;
  }
}

}  // namespace

HRESULT WebCoreActivate(PCWSTR pszAppHostConfigFile, PCWSTR pszRootWebConfigFile,
                        PCWSTR pszInstanceName) {
  return guarded([&] {
    // Modules find the Windows subset in the process, however this library was loaded.
    dlopen("libpenstock-win32.so", RTLD_NOW | RTLD_NOLOAD | RTLD_GLOBAL);
    return core().activate(pszAppHostConfigFile, pszRootWebConfigFile, pszInstanceName);
  });
}

HRESULT WebCoreShutdown(DWORD fImmediate) {
  return guarded([&] { return core().shutdown(fImmediate != 0); });
}

HRESULT WebCoreSetMetadata(PCWSTR pszMetadataType, PCWSTR pszValue) {
  return guarded([&] { return core().set_metadata(pszMetadataType, pszValue); });
}
