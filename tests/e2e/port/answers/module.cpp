// A module that answers.
#include <httpserv.h>

class Stamp : public CHttpModule {
  REQUEST_NOTIFICATION_STATUS OnBeginRequest(IHttpContext* context, IHttpEventProvider*) override {
    context->GetResponse()->SetHeader("X-Stamp", "1", 1, TRUE);
    return RQ_NOTIFICATION_CONTINUE;
  }
};

class Factory : public IHttpModuleFactory {
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator*) override {
    *module = new Stamp;
    return S_OK;
  }
  void Terminate() override { delete this; }
};

HRESULT __stdcall RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  return info->SetRequestNotifications(new Factory, RQ_BEGIN_REQUEST, 0);
}
