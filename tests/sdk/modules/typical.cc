// A module as people write them: a request module with its factory, a global module, a stored
// context. check_headers compiles it in every language version, check_install from an install tree.
#include <httpserv.h>

#include <new>

static HTTP_MODULE_ID g_module_id = nullptr;
static IHttpServer* g_server = nullptr;

// Kept with the request; the container deletes it.
class Visit : public IHttpStoredContext {
 public:
  VOID CleanupStoredContext() override { delete this; }
};

class Stamp : public CHttpModule {
 public:
  REQUEST_NOTIFICATION_STATUS OnBeginRequest(IHttpContext* context,
                                             IHttpEventProvider* provider) override {
    Visit* visit = new (std::nothrow) Visit;
    const HRESULT hr = visit == nullptr ? E_OUTOFMEMORY
                                        : context->GetModuleContextContainer()->SetModuleContext(
                                              visit, g_module_id);
    if (FAILED(hr)) {
      provider->SetErrorStatus(hr);
      return RQ_NOTIFICATION_FINISH_REQUEST;
    }
    IHttpContext3* newer = nullptr;
    if (SUCCEEDED(HttpGetExtendedInterface(g_server, context, &newer))) newer->EnableFullDuplex();
    return RQ_NOTIFICATION_CONTINUE;
  }

  REQUEST_NOTIFICATION_STATUS OnSendResponse(IHttpContext* context,
                                             ISendResponseProvider*) override {
    const char value[] = "yes";
    context->GetResponse()->SetHeader("X-Stamp", value, sizeof(value) - 1, TRUE);
    return RQ_NOTIFICATION_CONTINUE;
  }
};

class StampFactory : public IHttpModuleFactory {
 public:
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator*) override {
    *module = new (std::nothrow) Stamp;
    return *module == nullptr ? E_OUTOFMEMORY : S_OK;
  }
  VOID Terminate() override { delete this; }
};

class Listener : public CGlobalModule {
 public:
  GLOBAL_NOTIFICATION_STATUS OnGlobalPreBeginRequest(IPreBeginRequestProvider*) override {
    return GL_NOTIFICATION_CONTINUE;
  }
  VOID Terminate() override { delete this; }
};

HRESULT __stdcall RegisterModule(DWORD version, IHttpModuleRegistrationInfo* info,
                                 IHttpServer* server) {
  UNREFERENCED_PARAMETER(version);
  g_server = server;
  g_module_id = info->GetId();
  HRESULT hr =
      info->SetRequestNotifications(new StampFactory, RQ_BEGIN_REQUEST | RQ_SEND_RESPONSE, 0);
  if (FAILED(hr)) return hr;
  hr = info->SetPriorityForRequestNotification(RQ_SEND_RESPONSE, PRIORITY_ALIAS_HIGH);
  if (FAILED(hr)) return hr;
  return info->SetGlobalNotifications(new Listener, GL_PRE_BEGIN_REQUEST);
}
