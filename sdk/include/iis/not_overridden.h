// What the base classes' notification functions do. Used by module.h and global_module.h.
#pragma once

#include <cstdio>

#include "notifications.h"

namespace penstock_sdk {

// A module subscribed to a notification without overriding its function: a mistake of its author,
// who is told which. The original also stops in the debugger, which a server in use must not.
inline void warn_not_overridden(const char* base, const char* function) {
  char line[160];
  std::snprintf(line, sizeof line, "%s::%s: subscribed to, but not overridden by the module\n",
                base, function);
  OutputDebugStringA(line);
}

// For CHttpModule: the request goes on.
inline REQUEST_NOTIFICATION_STATUS request_not_overridden(const char* function) {
  warn_not_overridden("CHttpModule", function);
  return RQ_NOTIFICATION_CONTINUE;
}

// For CGlobalModule: the other modules are called.
inline GLOBAL_NOTIFICATION_STATUS global_not_overridden(const char* function) {
  warn_not_overridden("CGlobalModule", function);
  return GL_NOTIFICATION_CONTINUE;
}

}  // namespace penstock_sdk
