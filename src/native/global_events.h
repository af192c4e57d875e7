// Raises the GL_* notifications that the worker and the request driver have moments for; the
// providers live for the call. Pages: CGlobalModule::OnGlobal*.
#pragma once

#include <httpserv.h>

#include "native/http_context.h"
#include "native/server_services.h"
#include "native/trace_context.h"

namespace penstock::native {

// HANDLED: the request is considered dealt with (CGlobalModule::OnGlobalPreBeginRequest). That is
// also the result when a module throws; the response is a 500 then.
GLOBAL_NOTIFICATION_STATUS raise_pre_begin_request(ServerServices& services, HttpContext& context);

void raise_resolve_modules(ServerServices& services,
                           IHttpApplicationResolveModulesProvider& provider);
void raise_application_start(ServerServices& services, IHttpApplication& application);
void raise_application_preload(ServerServices& services);
void raise_application_stop(ServerServices& services, IHttpApplication& application);
// `application`: what the thread worked for.
void raise_thread_cleanup(ServerServices& services, IHttpApplication* application);
void raise_stop_listening(ServerServices& services, bool graceful);
void raise_health_check(ServerServices& services);
void raise_configuration_change(ServerServices& services, PCWSTR path);
// `context` is null for an event that is about no request. A listener that raises one from its
// callback is not called for that one; the others are.
void raise_trace_event(ServerServices& services, ServerTrace& trace, HTTP_TRACE_EVENT& event,
                       HttpContext* context);
// `monitor`: the watch that saw it; null when a module reports it.
void raise_file_change(ServerServices& services, PCWSTR file, IHttpFileMonitor* monitor);
GLOBAL_NOTIFICATION_STATUS raise_cache_operation(ServerServices& services,
                                                 ICacheProvider& provider);
void raise_cache_cleanup(ServerServices& services);
GLOBAL_NOTIFICATION_STATUS raise_custom(ServerServices& services,
                                        ICustomNotificationProvider& provider);

}  // namespace penstock::native
