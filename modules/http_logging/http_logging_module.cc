// Decides at LogRequest whether the request is logged; see http_logging_module.h.
#include "modules/http_logging/http_logging_module.h"

#include <penstock/server.h>

#include "modules/per_request_factory.h"
#include "modules/scope_settings.h"

namespace penstock::modules {
namespace {

struct Shared {
  HTTP_MODULE_ID id;
  IPenstockServer* server;
};

// httpLogging: dontLog, selectiveLogging (LogAll, LogSuccessful, LogError).
struct Config {
  bool dont_log;
  LONGLONG selective;

  bool wants(USHORT status) const {
    constexpr LONGLONG kLogSuccessful = 1;
    constexpr LONGLONG kLogError = 2;
    const bool error = status >= 400;
    return !dont_log && (selective != kLogSuccessful || !error) &&
           (selective != kLogError || error);
  }
};

Config read(const IPenstockSettings& settings) {
  return {settings.GetNumber("dontLog") != 0, settings.GetNumber("selectiveLogging")};
}

class HttpLoggingModule final : public InRequestMemory<HttpLoggingModule> {
 public:
  explicit HttpLoggingModule(const Shared& shared) : shared_(shared) {}

  REQUEST_NOTIFICATION_STATUS OnLogRequest(IHttpContext* context, IHttpEventProvider*) override {
    const Config* config = ScopeSettings<Config>::of(context, shared_.id, shared_.server,
                                                     "system.webServer/httpLogging", read);
    USHORT status = 0;
    context->GetResponse()->GetStatus(&status);
    if (config != nullptr && config->wants(status)) {
      shared_.server->RequestAccessLog(context);
    }
    return RQ_NOTIFICATION_CONTINUE;
  }

 private:
  const Shared& shared_;
};

}  // namespace

HRESULT register_http_logging_module(DWORD, IHttpModuleRegistrationInfo* info,
                                     IHttpServer* server) {
  using Factory = RequestFactory<HttpLoggingModule, Shared>;
  return info->SetRequestNotifications(new Factory(Shared{info->GetId(), PenstockServerOf(server)}),
                                       RQ_LOG_REQUEST, 0);
}

}  // namespace penstock::modules
