// CustomErrorModule: gives a response with an error status and no body a readable page.
// Configuration: system.webServer/httpErrors (errorMode, existingResponse).
#pragma once

#include <httpserv.h>

namespace penstock::modules {

HRESULT register_custom_error_module(DWORD version, IHttpModuleRegistrationInfo* info,
                                     IHttpServer* server);

}  // namespace penstock::modules
