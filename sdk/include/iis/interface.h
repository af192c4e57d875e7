// How the SDK declares an interface. Every interface of iis/ uses these macros; nothing else here.
#pragma once

#include <windows.h>

// Type information of an interface has default visibility, so that dynamic_cast works between
// the server and a module built with -fvisibility=hidden.
#define PENSTOCK_INTERFACE __attribute__((visibility("default")))

// An entry point the server looks up by its plain name.
#define PENSTOCK_ENTRY_POINT extern "C" __attribute__((visibility("default")))

// Interfaces have no virtual destructor: their virtual functions are exactly the documented ones,
// and an object dies through its own Dispose, Terminate, Release or CleanupStoredContext.
#define PENSTOCK_INTERFACES_BEGIN \
  _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wnon-virtual-dtor\"")
#define PENSTOCK_INTERFACES_END _Pragma("GCC diagnostic pop")

// Those functions say `delete this` where the complete type is known, which is well defined. The
// compilers warn of it nevertheless, at every such line of a module, so the warning is off in
// sources that include the SDK.
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wdelete-non-abstract-non-virtual-dtor"
#elif defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wdelete-non-virtual-dtor"
#endif
