// StaticFileModule: answers GET and HEAD with files: conditional requests, ranges, MIME types,
// cache headers. Configuration: system.webServer/staticContent.
#pragma once

#include <httpserv.h>

namespace penstock::modules {

HRESULT register_static_file_module(DWORD version, IHttpModuleRegistrationInfo* info,
                                    IHttpServer* server);

}  // namespace penstock::modules
