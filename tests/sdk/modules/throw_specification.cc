// A module of the years before C++17: exception specifications, SAL annotations, a .def file in
// place of extern "C". Compiled as C++14 by check_headers.
#define _WINSOCKAPI_
#include <httpserv.h>
#include <sal.h>
#include <windows.h>

class Refused {};

class Guard : public CHttpModule {
 public:
  REQUEST_NOTIFICATION_STATUS OnAuthorizeRequest(IN IHttpContext* pHttpContext,
                                                 IN IHttpEventProvider* pProvider) {
    UNREFERENCED_PARAMETER(pProvider);
    try {
      check(pHttpContext->GetRequest()->GetHttpMethod());
    } catch (Refused&) {
      pHttpContext->GetResponse()->SetStatus(405, "Method Not Allowed");
      return RQ_NOTIFICATION_FINISH_REQUEST;
    }
    return RQ_NOTIFICATION_CONTINUE;
  }

 private:
  static void check(PCSTR method) throw(Refused) {
    if (method == NULL) throw Refused();
  }
};

class GuardFactory : public IHttpModuleFactory {
 public:
  virtual HRESULT GetHttpModule(OUT CHttpModule** ppModule,
                                IN IModuleAllocator* pAllocator) throw() {
    UNREFERENCED_PARAMETER(pAllocator);
    *ppModule = new Guard;
    return S_OK;
  }
  virtual void Terminate() { delete this; }
};

HRESULT __stdcall RegisterModule(DWORD dwServerVersion, IHttpModuleRegistrationInfo* pModuleInfo,
                                 IHttpServer* pGlobalInfo) {
  UNREFERENCED_PARAMETER(dwServerVersion);
  UNREFERENCED_PARAMETER(pGlobalInfo);
  return pModuleInfo->SetRequestNotifications(new GuardFactory(), RQ_AUTHORIZE_REQUEST, 0);
}
