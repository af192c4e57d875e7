// Keeps its request for ever.
#include <httpserv.h>

class Silent : public CHttpModule {
  REQUEST_NOTIFICATION_STATUS OnBeginRequest(IHttpContext*, IHttpEventProvider*) override {
    return RQ_NOTIFICATION_PENDING;
  }
};

class Factory : public IHttpModuleFactory {
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator*) override {
    *module = new Silent;
    return S_OK;
  }
  void Terminate() override { delete this; }
};

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  return info->SetRequestNotifications(new Factory, RQ_BEGIN_REQUEST, 0);
}
