// sleeper: blocks its thread for 20 ms when the URL is /slow, and lets every request go on to the
// answer module after it. The case asks what happens to the requests that do not sleep.
#include <httpserv.h>

#include <chrono>
#include <cwchar>
#include <thread>

#include "pool_factory.h"

namespace {

class Sleeper final : public PooledModule {
 public:
  REQUEST_NOTIFICATION_STATUS OnBeginRequest(IHttpContext* context, IHttpEventProvider*) override {
    DWORD length = 0;
    const PCWSTR url = context->GetScriptName(&length);
    if (url != nullptr && std::wcscmp(url, L"/slow") == 0) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return RQ_NOTIFICATION_CONTINUE;
  }
};

}  // namespace

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  return info->SetRequestNotifications(new PoolFactory<Sleeper>, RQ_BEGIN_REQUEST, 0);
}
