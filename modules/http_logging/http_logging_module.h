// HttpLoggingModule: asks for a line in the site's access log, as httpLogging says.
// Configuration: system.webServer/httpLogging; the log itself is the site's logFile element.
#pragma once

#include <httpserv.h>

namespace penstock::modules {

HRESULT register_http_logging_module(DWORD version, IHttpModuleRegistrationInfo* info,
                                     IHttpServer* server);

}  // namespace penstock::modules
