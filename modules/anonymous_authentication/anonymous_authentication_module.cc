// Sets the anonymous user where configuration allows it; see anonymous_authentication_module.h.
#include "modules/anonymous_authentication/anonymous_authentication_module.h"

#include <penstock/server.h>

#include "modules/per_request_factory.h"
#include "modules/scope_settings.h"

namespace penstock::modules {
namespace {

constexpr const char* kSection = "system.webServer/security/authentication/anonymousAuthentication";

struct Shared {
  HTTP_MODULE_ID id;
  IPenstockServer* server;
};

struct Config {
  bool enabled;
};

class AnonymousAuthenticationModule final : public InRequestMemory<AnonymousAuthenticationModule> {
 public:
  explicit AnonymousAuthenticationModule(const Shared& shared) : shared_(shared) {}

  REQUEST_NOTIFICATION_STATUS OnAuthenticateRequest(IHttpContext* context,
                                                    IAuthenticationProvider* provider) override {
    const Config* config = ScopeSettings<Config>::of(
        context, shared_.id, shared_.server, kSection, [](const IPenstockSettings& settings) {
          return Config{settings.GetNumber("enabled") != 0};
        });
    if (config != nullptr && config->enabled && context->GetUser() == nullptr) {
      provider->SetUser(shared_.server->GetAnonymousUser());
    }
    return RQ_NOTIFICATION_CONTINUE;
  }

 private:
  const Shared& shared_;
};

}  // namespace

HRESULT register_anonymous_authentication_module(DWORD, IHttpModuleRegistrationInfo* info,
                                                 IHttpServer* server) {
  using Factory = RequestFactory<AnonymousAuthenticationModule, Shared>;
  const Shared shared{info->GetId(), PenstockServerOf(server)};
  // Last: a module that knows the client's credentials comes first.
  const HRESULT hr =
      info->SetPriorityForRequestNotification(RQ_AUTHENTICATE_REQUEST, PRIORITY_ALIAS_LAST);
  return FAILED(hr)
             ? hr
             : info->SetRequestNotifications(new Factory(shared), RQ_AUTHENTICATE_REQUEST, 0);
}

}  // namespace penstock::modules
