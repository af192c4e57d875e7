// The module API: include this alone. Everything a module calls or implements, one header a family
// in iis/; the raw request and response in http.h.
#pragma once

#include <windows.h>

#include "http.h"
#include "httptrace.h"
#include "iis/async.h"
#include "iis/cache.h"
#include "iis/cache_policy.h"
#include "iis/connection.h"
#include "iis/context.h"
#include "iis/extended_interface.h"
#include "iis/file.h"
#include "iis/global_module.h"
#include "iis/global_providers.h"
#include "iis/interface.h"
#include "iis/limits.h"
#include "iis/mapping.h"
#include "iis/module.h"
#include "iis/notifications.h"
#include "iis/providers.h"
#include "iis/registration.h"
#include "iis/request.h"
#include "iis/response.h"
#include "iis/server.h"
#include "iis/site_app.h"
#include "iis/stored_context.h"
#include "iis/trace.h"
#include "iis/types.h"
#include "iis/user.h"
#include "iis/uuid.h"

#define MODULE_REGISTERMODULE "RegisterModule"

typedef HRESULT(WINAPI* PFN_REGISTERMODULE)(DWORD dwServerVersion,
                                            IHttpModuleRegistrationInfo* pModuleInfo,
                                            IHttpServer* pGlobalInfo);

PENSTOCK_ENTRY_POINT HRESULT WINAPI RegisterModule(DWORD dwServerVersion,
                                                   IHttpModuleRegistrationInfo* pModuleInfo,
                                                   IHttpServer* pGlobalInfo);
