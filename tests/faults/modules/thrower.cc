// A module that throws in the notification that the request's query names.
#include <httpserv.h>

#include <cstring>
#include <stdexcept>
#include <string>

namespace {

using Status = REQUEST_NOTIFICATION_STATUS;

Status act(IHttpContext* context, const char* notification) {
  PCSTR query = nullptr;
  DWORD length = 0;
  if (SUCCEEDED(context->GetServerVariable("QUERY_STRING", &query, &length)) &&
      std::strcmp(query, notification) == 0) {
    throw std::runtime_error(std::string("thrown in ") + notification);
  }
  return RQ_NOTIFICATION_CONTINUE;
}

class Thrower final : public CHttpModule {
  using Provider = IHttpEventProvider;

 public:
  Status OnBeginRequest(IHttpContext* c, Provider*) override { return act(c, "Begin"); }
  Status OnPostBeginRequest(IHttpContext* c, Provider*) override { return act(c, "PostBegin"); }
  Status OnAuthenticateRequest(IHttpContext* c, IAuthenticationProvider*) override {
    return act(c, "Authenticate");
  }
  Status OnPostAuthenticateRequest(IHttpContext* c, Provider*) override {
    return act(c, "PostAuthenticate");
  }
  Status OnAuthorizeRequest(IHttpContext* c, Provider*) override { return act(c, "Authorize"); }
  Status OnResolveRequestCache(IHttpContext* c, Provider*) override { return act(c, "Resolve"); }
  Status OnMapRequestHandler(IHttpContext* c, IMapHandlerProvider*) override {
    return act(c, "MapHandler");
  }
  Status OnAcquireRequestState(IHttpContext* c, Provider*) override { return act(c, "Acquire"); }
  Status OnPreExecuteRequestHandler(IHttpContext* c, Provider*) override { return act(c, "Pre"); }
  Status OnExecuteRequestHandler(IHttpContext* c, Provider*) override { return act(c, "Execute"); }
  Status OnPostExecuteRequestHandler(IHttpContext* c, Provider*) override {
    return act(c, "PostExecute");
  }
  Status OnReleaseRequestState(IHttpContext* c, Provider*) override { return act(c, "Release"); }
  Status OnUpdateRequestCache(IHttpContext* c, Provider*) override { return act(c, "Update"); }
  Status OnLogRequest(IHttpContext* c, Provider*) override { return act(c, "Log"); }
  Status OnPostLogRequest(IHttpContext* c, Provider*) override { return act(c, "PostLog"); }
  Status OnEndRequest(IHttpContext* c, Provider*) override { return act(c, "End"); }
  Status OnPostEndRequest(IHttpContext* c, Provider*) override { return act(c, "PostEnd"); }
  Status OnSendResponse(IHttpContext* c, ISendResponseProvider*) override { return act(c, "Send"); }
  Status OnMapPath(IHttpContext* c, IMapPathProvider*) override { return act(c, "MapPath"); }
  VOID Dispose() override { delete this; }
};

class ThrowerFactory final : public IHttpModuleFactory {
 public:
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator*) override {
    *module = new Thrower;
    return S_OK;
  }
  VOID Terminate() override { delete this; }
};

}  // namespace

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  constexpr DWORD kAll = RQ_BEGIN_REQUEST | RQ_AUTHENTICATE_REQUEST | RQ_AUTHORIZE_REQUEST |
                         RQ_RESOLVE_REQUEST_CACHE | RQ_MAP_REQUEST_HANDLER |
                         RQ_ACQUIRE_REQUEST_STATE | RQ_PRE_EXECUTE_REQUEST_HANDLER |
                         RQ_EXECUTE_REQUEST_HANDLER | RQ_RELEASE_REQUEST_STATE |
                         RQ_UPDATE_REQUEST_CACHE | RQ_LOG_REQUEST | RQ_END_REQUEST;
  constexpr DWORD kPost = RQ_BEGIN_REQUEST | RQ_AUTHENTICATE_REQUEST | RQ_EXECUTE_REQUEST_HANDLER |
                          RQ_LOG_REQUEST | RQ_END_REQUEST;
  return info->SetRequestNotifications(new ThrowerFactory, kAll | RQ_SEND_RESPONSE | RQ_MAP_PATH,
                                       kPost);
}
