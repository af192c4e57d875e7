// What the base class's notification functions do. Used by module.h and global_module.h.
#pragma once

#include <cstdio>

#include "interface.h"

PENSTOCK_WIN32_API VOID WINAPI OutputDebugStringA(LPCSTR lpOutputString);

namespace penstock_sdk {
namespace detail {

// A module subscribed to a notification whose function it did not override: tells the debugger
// output which, and lets the request go on.
template <typename Status>
Status not_overridden(const char* function, Status status) {
  char line[160];
  std::snprintf(line, sizeof line, "%s: subscribed to, but not overridden by the module\n",
                function);
  OutputDebugStringA(line);
  return status;
}

}  // namespace detail
}  // namespace penstock_sdk
