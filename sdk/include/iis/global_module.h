// A module of the server: CGlobalModule.
#pragma once

#include "not_overridden.h"
#include "notifications.h"
#include "types.h"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE CGlobalModule {
 public:
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalStopListening(
      IN IGlobalStopListeningProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalStopListening",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalCacheCleanup() {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalCacheCleanup",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalCacheOperation(IN ICacheProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalCacheOperation",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalHealthCheck() {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalHealthCheck",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalConfigurationChange(
      IN IGlobalConfigurationChangeProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalConfigurationChange",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalFileChange(
      IN IGlobalFileChangeProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalFileChange",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalPreBeginRequest(
      IN IPreBeginRequestProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalPreBeginRequest",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationStart(
      IN IHttpApplicationStartProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalApplicationStart",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationResolveModules(
      IN IHttpApplicationResolveModulesProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalApplicationResolveModules",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationStop(
      IN IHttpApplicationStopProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalApplicationStop",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalRSCAQuery(IN IGlobalRSCAQueryProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalRSCAQuery",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalTraceEvent(
      IN IGlobalTraceEventProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalTraceEvent",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalCustomNotification(
      IN ICustomNotificationProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalCustomNotification",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual VOID Terminate() = 0;
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalThreadCleanup(
      IN IGlobalThreadCleanupProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalThreadCleanup",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationPreload(
      IN IGlobalApplicationPreloadProvider* /*pProvider*/) {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnGlobalApplicationPreload",
                                                GL_NOTIFICATION_CONTINUE);
  }
  virtual GLOBAL_NOTIFICATION_STATUS OnSuspendProcess(
      OUT IGlobalSuspendProcessCallback** /*pCallback*/) {
    return penstock_sdk::detail::not_overridden("CGlobalModule::OnSuspendProcess",
                                                GL_NOTIFICATION_CONTINUE);
  }
};

PENSTOCK_INTERFACES_END
