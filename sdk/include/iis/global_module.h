// A module of the server: CGlobalModule, subscribed once in RegisterModule (registration.h), told
// what happens outside requests or to all of them. What the providers offer: global_providers.h.
#pragma once

#include "not_overridden.h"
#include "notifications.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

// Base of a global module. Functions are called on any thread, several at a time. Returning
// GL_NOTIFICATION_HANDLED keeps the modules behind it from being called. As with CHttpModule, a
// base function is reached only by mistake, and says so on the debugger output. (Pages:
// cglobalmodule-*.)
class PENSTOCK_INTERFACE CGlobalModule {
 public:
  // No new requests are accepted: the server stops or is being replaced.
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalStopListening(
      IN IGlobalStopListeningProvider* /*pProvider*/) {
    return penstock_sdk::global_not_overridden("OnGlobalStopListening");
  }

  // All caches are emptied before the end.
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalCacheCleanup() {
    return penstock_sdk::global_not_overridden("OnGlobalCacheCleanup");
  }

  // Somebody asks for a cache record. A module with a cache of its own serves its keys and returns
  // GL_NOTIFICATION_HANDLED.
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalCacheOperation(IN ICacheProvider* /*pProvider*/) {
    return penstock_sdk::global_not_overridden("OnGlobalCacheOperation");
  }

  // Somebody called IHttpServer::ReportUnhealthy, or asks how the worker is.
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalHealthCheck() {
    return penstock_sdk::global_not_overridden("OnGlobalHealthCheck");
  }

  // A part of the configuration changed.
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalConfigurationChange(
      IN IGlobalConfigurationChangeProvider* /*pProvider*/) {
    return penstock_sdk::global_not_overridden("OnGlobalConfigurationChange");
  }

  // A watched file changed.
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalFileChange(
      IN IGlobalFileChangeProvider* /*pProvider*/) {
    return penstock_sdk::global_not_overridden("OnGlobalFileChange");
  }

  // A request is about to enter the pipeline: the place to rewrite its URL.
  // GL_NOTIFICATION_HANDLED: the request is answered already.
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalPreBeginRequest(
      IN IPreBeginRequestProvider* /*pProvider*/) {
    return penstock_sdk::global_not_overridden("OnGlobalPreBeginRequest");
  }

  // An application starts, before its first request.
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationStart(
      IN IHttpApplicationStartProvider* /*pProvider*/) {
    return penstock_sdk::global_not_overridden("OnGlobalApplicationStart");
  }

  // The list of an application's modules is being made; more can be added.
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationResolveModules(
      IN IHttpApplicationResolveModulesProvider* /*pProvider*/) {
    return penstock_sdk::global_not_overridden("OnGlobalApplicationResolveModules");
  }

  // An application stops, after its last request.
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationStop(
      IN IHttpApplicationStopProvider* /*pProvider*/) {
    return penstock_sdk::global_not_overridden("OnGlobalApplicationStop");
  }

  // A question from a management tool.
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalRSCAQuery(IN IGlobalRSCAQueryProvider* /*pProvider*/) {
    return penstock_sdk::global_not_overridden("OnGlobalRSCAQuery");
  }

  // An event was raised somewhere. Called for all of them: ask the provider's CheckSubscription
  // first.
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalTraceEvent(
      IN IGlobalTraceEventProvider* /*pProvider*/) {
    return penstock_sdk::global_not_overridden("OnGlobalTraceEvent");
  }

  // Some module raised a notification of its own (IHttpServer::NotifyCustomNotification).
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalCustomNotification(
      IN ICustomNotificationProvider* /*pProvider*/) {
    return penstock_sdk::global_not_overridden("OnGlobalCustomNotification");
  }

  // The last call, whether or not the module was ever called. The usual body is `delete this`.
  virtual VOID Terminate() = 0;

  // A thread has finished its work and goes back to the pool: give back what was kept for it.
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalThreadCleanup(
      IN IGlobalThreadCleanupProvider* /*pProvider*/) {
    return penstock_sdk::global_not_overridden("OnGlobalThreadCleanup");
  }

  // An application is warmed up before anybody asks for it.
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationPreload(
      IN IGlobalApplicationPreloadProvider* /*pProvider*/) {
    return penstock_sdk::global_not_overridden("OnGlobalApplicationPreload");
  }

  // The idle worker is about to be suspended. `*pCallback` may be set to an object of the module's
  // own that is told of the end. Undocumented.
  virtual GLOBAL_NOTIFICATION_STATUS OnSuspendProcess(
      OUT IGlobalSuspendProcessCallback** /*pCallback*/) {
    return penstock_sdk::global_not_overridden("OnSuspendProcess");
  }
};

PENSTOCK_INTERFACES_END
