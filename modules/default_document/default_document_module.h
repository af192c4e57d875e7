// DefaultDocumentModule: answers a directory's URL with the first default document that exists
// there, and redirects a directory's URL without its final slash.
// Configuration: system.webServer/defaultDocument.
#pragma once

#include <httpserv.h>

namespace penstock::modules {

HRESULT register_default_document_module(DWORD version, IHttpModuleRegistrationInfo* info,
                                         IHttpServer* server);

}  // namespace penstock::modules
