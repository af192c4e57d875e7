// The module API: a module includes this header and exports RegisterModule, as in
//
//   HRESULT __stdcall RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
//     return info->SetRequestNotifications(new MyFactory, RQ_BEGIN_REQUEST, 0);
//   }
//
// What it implements is in iis/module.h and iis/global_module.h, what it calls begins at
// iis/context.h and iis/server.h. Contracts name the page of the public reference they come from;
// the page of a function is <interface>-<function>-method. Beside this: httpcach.h (keys of the
// caches), iiswebsocket.h, wpframework.h, httpcompression.h, hwebcore.h.
#pragma once

#include <windows.h>

#include "http.h"
#include "httptrace.h"
#include "iis/abi.h"
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

// Name of the entry point.
#define MODULE_REGISTERMODULE "RegisterModule"

// Its type, for whoever looks it up. (Page: pfn-registermodule-function.)
typedef HRESULT(WINAPI* PFN_REGISTERMODULE)(DWORD dwServerVersion,
                                            IHttpModuleRegistrationInfo* pModuleInfo,
                                            IHttpServer* pGlobalInfo);

// Defined by the module, with or without extern "C": this declaration gives it its plain name.
// Called once for each name the library is configured under, before any request. A failure keeps
// the module from being loaded and says so in the event log. `dwServerVersion` is the major version
// of the API (10); `pGlobalInfo` may be kept, `pModuleInfo` only what it returns.
PENSTOCK_ENTRY_POINT HRESULT WINAPI RegisterModule(DWORD dwServerVersion,
                                                   IHttpModuleRegistrationInfo* pModuleInfo,
                                                   IHttpServer* pGlobalInfo);
