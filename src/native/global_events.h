// Raises the GL_* notifications that the worker and the request driver have moments for; the
// providers live for the call. Pages: CGlobalModule::OnGlobal*.
#pragma once

#include <httpserv.h>

#include "native/http_context.h"
#include "native/server_services.h"

namespace penstock::native {

// HANDLED: the request is considered dealt with (CGlobalModule::OnGlobalPreBeginRequest). That is
// also the result when a module throws; the response is a 500 then.
GLOBAL_NOTIFICATION_STATUS raise_pre_begin_request(ServerServices& services, HttpContext& context);

void raise_application_start(ServerServices& services, IHttpApplication& application);
void raise_application_stop(ServerServices& services, IHttpApplication& application);
void raise_stop_listening(ServerServices& services, bool graceful);
void raise_health_check(ServerServices& services);
void raise_configuration_change(ServerServices& services, PCWSTR path);
// `monitor`: the watch that saw it; null when a module reports it.
void raise_file_change(ServerServices& services, PCWSTR file, IHttpFileMonitor* monitor);
GLOBAL_NOTIFICATION_STATUS raise_cache_operation(ServerServices& services,
                                                 ICacheProvider& provider);
void raise_cache_cleanup(ServerServices& services);
GLOBAL_NOTIFICATION_STATUS raise_custom(ServerServices& services,
                                        ICustomNotificationProvider& provider);

}  // namespace penstock::native
