// The tracer's entry points, factory and global module: what is made once a server. See tracer.h.
#include <httpserv.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "actions.h"
#include "trace.h"
#include "tracer.h"

namespace tracer {
namespace {

class Factory final : public IHttpModuleFactory {
 public:
  explicit Factory(const Settings& settings) : settings_(settings) {}

  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator*) override {
    if (settings_.is("factory", "fail")) {
      return E_OUTOFMEMORY;
    }
    if (settings_.is("factory", "throw")) {
      throw std::runtime_error("scripted in the factory");
    }
    *module = settings_.is("factory", "null") ? nullptr : new Tracer(settings_);
    return S_OK;
  }

  void Terminate() override {
    Trace::instance().join_threads();
    log_lifetime("terminate " + settings_.name());
    const bool fails = settings_.is("terminate", "throw");
    delete this;
    if (fails) {
      throw std::runtime_error("scripted in Terminate");
    }
  }

 private:
  Settings settings_;
};

class Global final : public CGlobalModule {
 public:
  explicit Global(const Settings& settings) : settings_(settings) {}

  GLOBAL_NOTIFICATION_STATUS OnGlobalStopListening(
      IGlobalStopListeningProvider* provider) override {
    return note(provider->DrainRequestsGracefully() ? "StopListening gracefully" : "StopListening");
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationStart(
      IHttpApplicationStartProvider* provider) override {
    return note("ApplicationStart " + narrow(provider->GetApplication()->GetApplicationId()));
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationStop(
      IHttpApplicationStopProvider* provider) override {
    return note("ApplicationStop " + narrow(provider->GetApplication()->GetApplicationId()));
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalCustomNotification(
      ICustomNotificationProvider* provider) override {
    return note("Custom " + narrow(provider->QueryNotificationType()));
  }
  // X-Global-<name>: rewrite(/url), status(418), throw, or handled
  GLOBAL_NOTIFICATION_STATUS OnGlobalPreBeginRequest(IPreBeginRequestProvider* provider) override;

  void Terminate() override {
    log_lifetime("terminate global " + settings_.name());
    delete this;
  }

 private:
  GLOBAL_NOTIFICATION_STATUS note(const std::string& what) const {
    log_lifetime(settings_.name() + " " + what);
    return settings_.is("handles", what.substr(0, what.find(' '))) ? GL_NOTIFICATION_HANDLED
                                                                   : GL_NOTIFICATION_CONTINUE;
  }

  Settings settings_;
};

GLOBAL_NOTIFICATION_STATUS Global::OnGlobalPreBeginRequest(IPreBeginRequestProvider* provider) {
  IHttpContext* context = provider->GetHttpContext();
  IHttpRequest* request = context->GetRequest();
  PCSTR id = request->GetHeader("X-Trace");
  Trace::instance().add(id == nullptr ? "" : id, settings_.name() + ".PreBeginRequest");
  PCSTR text = request->GetHeader(("X-Global-" + settings_.name()).c_str());
  Script script;
  script.parse(std::string("PreBegin=") + (text == nullptr ? "continue" : text));
  for (const Step& step : script.next("PreBegin")) {
    const std::wstring url = widen(step.argument);
    if (step.action == "rewrite") {
      request->SetUrl(url.c_str(), static_cast<DWORD>(url.size()), FALSE);
    } else if (step.action == "status") {
      context->GetResponse()->SetStatus(418, "Scripted");
    } else if (step.action == "throw") {
      throw std::runtime_error("scripted in PreBeginRequest");
    } else if (step.action == "handled") {
      return GL_NOTIFICATION_HANDLED;
    }
  }
  return GL_NOTIFICATION_CONTINUE;
}

using SetPriority = HRESULT (IHttpModuleRegistrationInfo2::*)(DWORD, PCWSTR);

// "BeginRequest:FIRST,SendResponse:LAST"
HRESULT set_priorities(IHttpModuleRegistrationInfo2* info, SetPriority set, const std::string& text,
                       const NamedBits& events) {
  HRESULT result = S_OK;
  for (const std::string& one : split(text, ',')) {
    const std::size_t colon = one.find(':');
    const HRESULT set_one =
        (info->*set)(bits_of(events, one.substr(0, colon)), widen(one.substr(colon + 1)).c_str());
    result = FAILED(set_one) ? set_one : result;
  }
  return result;
}

HRESULT register_tracer(DWORD version, IHttpModuleRegistrationInfo* info) {
  const Settings settings(narrow(info->GetName()));
  log_lifetime("register " + settings.name() + " for " + std::to_string(version));
  if (settings.is("register", "fail")) {
    return E_FAIL;
  }
  if (settings.is("register", "throw")) {
    throw std::runtime_error("scripted in RegisterModule");
  }
  auto* info2 = dynamic_cast<IHttpModuleRegistrationInfo2*>(info);
  HRESULT result = info->SetRequestNotifications(
      new Factory(settings), bits_of(request_events(), settings.get("events", "all")),
      bits_of(request_events(), settings.get("post", "all")));
  if (settings.is("register", "twice")) {
    auto second = std::make_unique<Factory>(settings);
    log_lifetime("twice " + hex(info->SetRequestNotifications(second.get(), RQ_BEGIN_REQUEST, 0)));
    log_lifetime("null " + hex(info->SetGlobalNotifications(nullptr, GL_STOP_LISTENING)));
  }
  if (!settings.get("global").empty()) {
    info->SetGlobalNotifications(new Global(settings),
                                 bits_of(global_events(), settings.get("global")));
  }
  using Info = IHttpModuleRegistrationInfo2;
  const std::pair<const char*, SetPriority> kinds[] = {
      {"priority", &Info::SetPriorityForRequestNotification},
      {"postpriority", &Info::SetPriorityForPostRequestNotification}};
  for (const auto& [key, set] : kinds) {
    const HRESULT set_all = set_priorities(info2, set, settings.get(key), request_events());
    result = FAILED(set_all) ? set_all : result;
  }
  const HRESULT global = set_priorities(info2, &Info::SetPriorityForGlobalNotification,
                                        settings.get("globalpriority"), global_events());
  return FAILED(global) ? global : result;
}

}  // namespace
}  // namespace tracer

HRESULT RegisterModule(DWORD version, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  return tracer::register_tracer(version, info);
}

BOOL WINAPI DllMain(HMODULE, DWORD reason, LPVOID) {
  tracer::log_lifetime(reason == DLL_PROCESS_ATTACH   ? "attach"
                       : reason == DLL_PROCESS_DETACH ? "detach"
                                                      : "thread");
  return std::getenv("TRACER_REFUSE_ATTACH") == nullptr ? TRUE : FALSE;
}
