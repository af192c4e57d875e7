// A module of a request: CHttpModule, and the factory that makes one for each request. A module of
// the server as a whole: global_module.h.
//
// The life of a module:
//   1. The server loads the library and calls RegisterModule (httpserv.h).
//   2. RegisterModule subscribes a factory to notifications (registration.h).
//   3. The first notification of a request that the module subscribed to calls GetHttpModule.
//   4. The module's functions are called, one at a time, whenever the request reaches them.
//   5. The request ends: Dispose. Its module contexts are cleaned up (stored_context.h).
//   6. The server stops or unloads the library: Terminate of the factory.
//
// What a function returns decides how the request goes on: notifications.h.
#pragma once

#include "not_overridden.h"
#include "notifications.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

// Base of a request module. A module overrides the functions of the notifications it subscribed to
// and no others: a base function is reached only by mistake, says so on the debugger output, and
// lets the request go on. Contexts and providers are valid during the call; providers.h has what
// each provider offers. No exception may leave a function: the server would answer 500 and name the
// module in the event log. (Pages: chttpmodule-*.)
//
// Each notification of the sequence is followed by its post-notification, once all subscribed
// modules have had the notification itself. In between other requests' modules run on other
// threads, so state that requests share needs a lock.
class PENSTOCK_INTERFACE CHttpModule {
 public:
  // The request enters the pipeline: nothing is known of it but what the client sent.
  virtual REQUEST_NOTIFICATION_STATUS OnBeginRequest(IN IHttpContext* /*pHttpContext*/,
                                                     IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnBeginRequest");
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostBeginRequest(IN IHttpContext* /*pHttpContext*/,
                                                         IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnPostBeginRequest");
  }

  // Who is the client? Answered through the provider (SetUser).
  virtual REQUEST_NOTIFICATION_STATUS OnAuthenticateRequest(
      IN IHttpContext* /*pHttpContext*/, IN IAuthenticationProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnAuthenticateRequest");
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostAuthenticateRequest(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnPostAuthenticateRequest");
  }

  // May the user do this? A module that refuses sets a status and finishes the request.
  virtual REQUEST_NOTIFICATION_STATUS OnAuthorizeRequest(IN IHttpContext* /*pHttpContext*/,
                                                         IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnAuthorizeRequest");
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostAuthorizeRequest(IN IHttpContext* /*pHttpContext*/,
                                                             IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnPostAuthorizeRequest");
  }

  // Is the answer in a cache? Then write it and finish the request.
  virtual REQUEST_NOTIFICATION_STATUS OnResolveRequestCache(IN IHttpContext* /*pHttpContext*/,
                                                            IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnResolveRequestCache");
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostResolveRequestCache(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnPostResolveRequestCache");
  }

  // Which handler answers? The configured one unless the provider is given another.
  virtual REQUEST_NOTIFICATION_STATUS OnMapRequestHandler(IN IHttpContext* /*pHttpContext*/,
                                                          IN IMapHandlerProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnMapRequestHandler");
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostMapRequestHandler(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnPostMapRequestHandler");
  }

  // State such as a session is loaded.
  virtual REQUEST_NOTIFICATION_STATUS OnAcquireRequestState(IN IHttpContext* /*pHttpContext*/,
                                                            IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnAcquireRequestState");
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostAcquireRequestState(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnPostAcquireRequestState");
  }

  // The last moment before the handler.
  virtual REQUEST_NOTIFICATION_STATUS OnPreExecuteRequestHandler(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnPreExecuteRequestHandler");
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostPreExecuteRequestHandler(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnPostPreExecuteRequestHandler");
  }

  // The handler runs: the modules that the chosen handler names, and all others that subscribed,
  // until one handles the request.
  virtual REQUEST_NOTIFICATION_STATUS OnExecuteRequestHandler(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnExecuteRequestHandler");
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostExecuteRequestHandler(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnPostExecuteRequestHandler");
  }

  // State is stored.
  virtual REQUEST_NOTIFICATION_STATUS OnReleaseRequestState(IN IHttpContext* /*pHttpContext*/,
                                                            IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnReleaseRequestState");
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostReleaseRequestState(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnPostReleaseRequestState");
  }

  // The response may be put into a cache.
  virtual REQUEST_NOTIFICATION_STATUS OnUpdateRequestCache(IN IHttpContext* /*pHttpContext*/,
                                                           IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnUpdateRequestCache");
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostUpdateRequestCache(
      IN IHttpContext* /*pHttpContext*/, IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnPostUpdateRequestCache");
  }

  // The request is logged. Comes also after RQ_NOTIFICATION_FINISH_REQUEST.
  virtual REQUEST_NOTIFICATION_STATUS OnLogRequest(IN IHttpContext* /*pHttpContext*/,
                                                   IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnLogRequest");
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostLogRequest(IN IHttpContext* /*pHttpContext*/,
                                                       IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnPostLogRequest");
  }

  // The end. Comes also after RQ_NOTIFICATION_FINISH_REQUEST; the rest of the response is sent
  // afterwards.
  virtual REQUEST_NOTIFICATION_STATUS OnEndRequest(IN IHttpContext* /*pHttpContext*/,
                                                   IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnEndRequest");
  }
  virtual REQUEST_NOTIFICATION_STATUS OnPostEndRequest(IN IHttpContext* /*pHttpContext*/,
                                                       IN IHttpEventProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnPostEndRequest");
  }

  // Bytes are about to go to the client: at every flush, and at the end, so once or several times
  // in a request, perhaps after OnEndRequest. Modules are called in the inverse order here. What a
  // module changes of the response is what is sent.
  virtual REQUEST_NOTIFICATION_STATUS OnSendResponse(IN IHttpContext* /*pHttpContext*/,
                                                     IN ISendResponseProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnSendResponse");
  }

  // A URL is being mapped to a physical path, of the request or of somebody who asked.
  virtual REQUEST_NOTIFICATION_STATUS OnMapPath(IN IHttpContext* /*pHttpContext*/,
                                                IN IMapPathProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnMapPath");
  }

  // Somebody reads the request's body; also when nothing is left of it.
  virtual REQUEST_NOTIFICATION_STATUS OnReadEntity(IN IHttpContext* /*pHttpContext*/,
                                                   IN IReadEntityProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnReadEntity");
  }

  // Some module raised a notification of its own (IHttpContext::NotifyCustomNotification).
  virtual REQUEST_NOTIFICATION_STATUS OnCustomRequestNotification(
      IN IHttpContext* /*pHttpContext*/, IN ICustomNotificationProvider* /*pProvider*/) {
    return penstock_sdk::request_not_overridden("OnCustomRequestNotification");
  }

  // An operation that this module started, and returned RQ_NOTIFICATION_PENDING for, has ended.
  // `dwNotification` and `fPostNotification` name the notification it was started in, `pProvider`
  // is that one's. What this returns stands for what that did not: PENDING again, if it started
  // another operation. There is no bit to subscribe to it. Any thread.
  virtual REQUEST_NOTIFICATION_STATUS OnAsyncCompletion(
      IN IHttpContext* /*pHttpContext*/, IN DWORD /*dwNotification*/, IN BOOL /*fPostNotification*/,
      IN IHttpEventProvider* /*pProvider*/, IN IHttpCompletionInfo* /*pCompletionInfo*/) {
    return penstock_sdk::request_not_overridden("OnAsyncCompletion");
  }

  // The request is over. By default deletes the module; a module that lives in memory of the
  // IModuleAllocator overrides it and calls its destructor alone.
  virtual VOID Dispose() { delete this; }

 protected:
  // A module is made by its factory and ends in Dispose, nowhere else.
  CHttpModule() = default;
  virtual ~CHttpModule() = default;
};

// Memory for module objects that costs the request no heap allocation. (Page:
// imoduleallocator-allocatememory-method.)
class PENSTOCK_INTERFACE IModuleAllocator {
 public:
  // Memory that lives as long as the request, for placement new; null when there is none. Override
  // Dispose.
  virtual VOID* AllocateMemory(IN DWORD cbAllocation) = 0;
};

// Made by the module in RegisterModule, once; belongs to the server from SetRequestNotifications
// on. (Pages: ihttpmodulefactory-*.)
class PENSTOCK_INTERFACE IHttpModuleFactory {
 public:
  // A module for one request (a child request gets its own), when it first needs one. Any thread,
  // several at a time. A failure fails the request with status 500; no module is disposed of then.
  virtual HRESULT GetHttpModule(OUT CHttpModule** ppModule, IN IModuleAllocator* pAllocator) = 0;

  // The last call: no request uses the factory any more. The usual body is `delete this`.
  virtual VOID Terminate() = 0;
};

PENSTOCK_INTERFACES_END
