// pass: subscribes to one notification and does nothing in it. Twenty of these before the answer
// module tell what one further module costs a request.
#include <httpserv.h>

#include "pool_factory.h"

namespace {

class Pass final : public PooledModule {
 public:
  REQUEST_NOTIFICATION_STATUS OnBeginRequest(IHttpContext*, IHttpEventProvider*) override {
    return RQ_NOTIFICATION_CONTINUE;
  }
};

}  // namespace

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  return info->SetRequestNotifications(new PoolFactory<Pass>, RQ_BEGIN_REQUEST, 0);
}
