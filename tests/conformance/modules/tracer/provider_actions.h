// Actions on what a notification is given beside the context; see actions.h. Each is for one
// notification only, whose provider it takes for granted.
#pragma once

#include <string>
#include <utility>

#include "actions.h"

namespace tracer {

using Action = REQUEST_NOTIFICATION_STATUS (*)(const Call&, const std::string&);

// Of the name; null if there is none.
Action provider_action(const std::string& name);

// Adds "Alpha.MapPath: text" to the request's trace.
void note(const Call& call, const std::string& text);

}  // namespace tracer
