// AnonymousAuthenticationModule: requests without credentials get the anonymous user.
// Configuration: system.webServer/security/authentication/anonymousAuthentication.
#pragma once

#include <httpserv.h>

namespace penstock::modules {

HRESULT register_anonymous_authentication_module(DWORD version, IHttpModuleRegistrationInfo* info,
                                                 IHttpServer* server);

}  // namespace penstock::modules
