// The actions of scripts, by name. Results go into the request's trace, so that tests see them.
#pragma once

#include <httpserv.h>

#include <string>

#include "script.h"

namespace tracer {

// One callback of one instance.
struct Call {
  const std::string& instance;  // its name
  const std::string& trace;     // the request's X-Trace
  const std::string& event;
  IHttpContext* context;
  IHttpEventProvider* provider;  // of the event; may be null
  CHttpModule* module;
};

// Runs the steps; returns the status of the last one that has one, else CONTINUE.
REQUEST_NOTIFICATION_STATUS perform(const Call& call, const std::vector<Step>& steps);

// What `continue`, `finish` and `pending` mean.
REQUEST_NOTIFICATION_STATUS status_of(const std::string& name);

// Writes `text` as one entity chunk.
HRESULT write_text(IHttpContext* context, const std::string& text, bool more_data = false);

}  // namespace tracer
