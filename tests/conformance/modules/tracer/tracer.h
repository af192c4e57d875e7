// The tracer: a module that records every callback and does what the request's headers say
// (script.h). Loaded under several names, it is several modules. tracer.cc: one a request;
// registration.cc: one a server.
#pragma once

#include <httpserv.h>

#include <string>

#include "script.h"
#include "settings.h"

namespace tracer {

class Tracer final : public CHttpModule {
 public:
  explicit Tracer(const Settings& settings);

#define TRACER_EVENT(name, provider_type)                                                         \
  REQUEST_NOTIFICATION_STATUS On##name(IHttpContext* context, provider_type* provider) override { \
    return called(#name, context, provider);                                                      \
  }                                                                                               \
  REQUEST_NOTIFICATION_STATUS OnPost##name(IHttpContext* context, IHttpEventProvider* provider)   \
      override {                                                                                  \
    return called("Post" #name, context, provider);                                               \
  }
  TRACER_EVENT(BeginRequest, IHttpEventProvider)
  TRACER_EVENT(AuthenticateRequest, IAuthenticationProvider)
  TRACER_EVENT(AuthorizeRequest, IHttpEventProvider)
  TRACER_EVENT(ResolveRequestCache, IHttpEventProvider)
  TRACER_EVENT(MapRequestHandler, IMapHandlerProvider)
  TRACER_EVENT(AcquireRequestState, IHttpEventProvider)
  TRACER_EVENT(PreExecuteRequestHandler, IHttpEventProvider)
  TRACER_EVENT(ExecuteRequestHandler, IHttpEventProvider)
  TRACER_EVENT(ReleaseRequestState, IHttpEventProvider)
  TRACER_EVENT(UpdateRequestCache, IHttpEventProvider)
  TRACER_EVENT(LogRequest, IHttpEventProvider)
  TRACER_EVENT(EndRequest, IHttpEventProvider)
#undef TRACER_EVENT

  REQUEST_NOTIFICATION_STATUS OnSendResponse(IHttpContext* context,
                                             ISendResponseProvider* provider) override;
  REQUEST_NOTIFICATION_STATUS OnMapPath(IHttpContext* context, IMapPathProvider* provider) override;
  REQUEST_NOTIFICATION_STATUS OnReadEntity(IHttpContext* context,
                                           IReadEntityProvider* provider) override;
  REQUEST_NOTIFICATION_STATUS OnCustomRequestNotification(
      IHttpContext* context, ICustomNotificationProvider* provider) override;
  REQUEST_NOTIFICATION_STATUS OnAsyncCompletion(IHttpContext* context, DWORD notification,
                                                BOOL post, IHttpEventProvider* provider,
                                                IHttpCompletionInfo* info) override;
  void Dispose() override;

 private:
  ~Tracer() override = default;
  REQUEST_NOTIFICATION_STATUS called(const std::string& event, IHttpContext* context,
                                     IHttpEventProvider* provider, const std::string& detail = "");
  void start(IHttpContext* context);

  const Settings& settings_;
  Script script_;
  std::string trace_;
  bool started_ = false;
};

}  // namespace tracer
