// A module of a request: CHttpModule, and the factory that makes one for each request.
#pragma once

#include "not_overridden.h"
#include "notifications.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE CHttpModule {
 public:
  virtual REQUEST_NOTIFICATION_STATUS OnBeginRequest(IN IHttpContext* /*pHttpContext*/,
                                                     IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnBeginRequest",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostBeginRequest(IN IHttpContext* /*pHttpContext*/,
                                                         IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnPostBeginRequest",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnAuthenticateRequest(
      IN IHttpContext* /*pHttpContext*/, IN IAuthenticationProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnAuthenticateRequest",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostAuthenticateRequest(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnPostAuthenticateRequest",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnAuthorizeRequest(IN IHttpContext* /*pHttpContext*/,
                                                         IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnAuthorizeRequest",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostAuthorizeRequest(IN IHttpContext* /*pHttpContext*/,
                                                             IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnPostAuthorizeRequest",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnResolveRequestCache(IN IHttpContext* /*pHttpContext*/,
                                                            IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnResolveRequestCache",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostResolveRequestCache(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnPostResolveRequestCache",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnMapRequestHandler(IN IHttpContext* /*pHttpContext*/,
                                                          IN IMapHandlerProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnMapRequestHandler",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostMapRequestHandler(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnPostMapRequestHandler",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnAcquireRequestState(IN IHttpContext* /*pHttpContext*/,
                                                            IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnAcquireRequestState",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostAcquireRequestState(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnPostAcquireRequestState",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPreExecuteRequestHandler(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnPreExecuteRequestHandler",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostPreExecuteRequestHandler(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnPostPreExecuteRequestHandler",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnExecuteRequestHandler(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnExecuteRequestHandler",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostExecuteRequestHandler(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnPostExecuteRequestHandler",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnReleaseRequestState(IN IHttpContext* /*pHttpContext*/,
                                                            IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnReleaseRequestState",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostReleaseRequestState(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnPostReleaseRequestState",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnUpdateRequestCache(IN IHttpContext* /*pHttpContext*/,
                                                           IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnUpdateRequestCache",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostUpdateRequestCache(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnPostUpdateRequestCache",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnLogRequest(IN IHttpContext* /*pHttpContext*/,
                                                   IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnLogRequest",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostLogRequest(IN IHttpContext* /*pHttpContext*/,
                                                       IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnPostLogRequest",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnEndRequest(IN IHttpContext* /*pHttpContext*/,
                                                   IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnEndRequest",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostEndRequest(IN IHttpContext* /*pHttpContext*/,
                                                       IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnPostEndRequest",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnSendResponse(IN IHttpContext* /*pHttpContext*/,
                                                     IN ISendResponseProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnSendResponse",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnMapPath(IN IHttpContext* /*pHttpContext*/,
                                                IN IMapPathProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnMapPath", RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnReadEntity(IN IHttpContext* /*pHttpContext*/,
                                                   IN IReadEntityProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnReadEntity",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnCustomRequestNotification(
      IN IHttpContext* /*pHttpContext*/, IN ICustomNotificationProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnCustomRequestNotification",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual REQUEST_NOTIFICATION_STATUS OnAsyncCompletion(
      IN IHttpContext* /*pHttpContext*/, IN DWORD /*dwNotification*/, IN BOOL /*fPostNotification*/,
      IN IHttpEventProvider* /*pProvider*/, IN IHttpCompletionInfo* /*pCompletionInfo*/) {
    return penstock_sdk::detail::not_overridden("CHttpModule::OnAsyncCompletion",
                                                RQ_NOTIFICATION_CONTINUE);
  }
  virtual VOID Dispose() { delete this; }

 protected:
  CHttpModule() = default;
  virtual ~CHttpModule() = default;
};

class PENSTOCK_INTERFACE IModuleAllocator {
 public:
  virtual VOID* AllocateMemory(IN DWORD cbAllocation) = 0;
};

class PENSTOCK_INTERFACE IHttpModuleFactory {
 public:
  virtual HRESULT GetHttpModule(OUT CHttpModule** ppModule, IN IModuleAllocator* pAllocator) = 0;
  virtual VOID Terminate() = 0;
};

PENSTOCK_INTERFACES_END
