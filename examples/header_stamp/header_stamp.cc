// header_stamp: adds one header to every response. The smallest useful module, and the one the
// README explains line by line. Try: curl -i http://localhost:8080/
#include <httpserv.h>

class HeaderStamp final : public CHttpModule {
  REQUEST_NOTIFICATION_STATUS OnBeginRequest(IHttpContext* context, IHttpEventProvider*) override {
    context->GetResponse()->SetHeader("X-Stamped-By", "header_stamp", 12, TRUE);
    return RQ_NOTIFICATION_CONTINUE;
  }
};

class Factory final : public IHttpModuleFactory {
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator*) override {
    *module = new HeaderStamp;
    return S_OK;
  }
  void Terminate() override { delete this; }
};

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  return info->SetRequestNotifications(new Factory, RQ_BEGIN_REQUEST, 0);
}
