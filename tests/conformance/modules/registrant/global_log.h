// The registrant's global module: writes down every notification that reaches it, and what its
// provider tells. See registrant.cc.
#pragma once

#include <httpserv.h>

#include <string>

#include "../text.h"

namespace registrant {

using conformance::hex;
using conformance::narrow;

constexpr DWORD kGlobalNotifications =
    GL_STOP_LISTENING | GL_HEALTH_CHECK | GL_CONFIGURATION_CHANGE | GL_FILE_CHANGE |
    GL_PRE_BEGIN_REQUEST | GL_APPLICATION_START | GL_APPLICATION_STOP | GL_CUSTOM_NOTIFICATION;

CGlobalModule* make_global(const char* name);

// Adds a line to the log. Any thread.
void log(const std::string& line);

// In OnBeginRequest: whether OnGlobalPreBeginRequest was given the same context.
void compare_contexts(IHttpContext* context);

}  // namespace registrant
