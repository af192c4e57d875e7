// See global_log.h.
#include "global_log.h"

#include <cstdlib>
#include <fstream>
#include <mutex>

namespace registrant {
namespace {

std::string address_of(const void* object) {
  return std::to_string(reinterpret_cast<std::uintptr_t>(object));
}

class Global final : public CGlobalModule {
 public:
  explicit Global(const char* name) : name_(name) {}

  GLOBAL_NOTIFICATION_STATUS OnGlobalStopListening(
      IGlobalStopListeningProvider* provider) override {
    return note(provider->DrainRequestsGracefully() ? "stop gracefully" : "stop");
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalHealthCheck() override { return note("health check"); }
  GLOBAL_NOTIFICATION_STATUS OnGlobalConfigurationChange(
      IGlobalConfigurationChangeProvider* provider) override {
    return note("configuration " + narrow(provider->GetChangePath()));
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalFileChange(IGlobalFileChangeProvider* provider) override {
    return note("file " + narrow(provider->GetFileName()));
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalPreBeginRequest(IPreBeginRequestProvider* provider) override {
    IHttpContext* context = provider->GetHttpContext();
    const std::string address = address_of(context);
    context->SetServerVariable("REGISTRANT_CONTEXT",
                               std::wstring(address.begin(), address.end()).c_str());
    return note("pre begin " + narrow(context->GetScriptName()) +
                (context->GetUser() == nullptr ? " without user" : ""));
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationStart(
      IHttpApplicationStartProvider* provider) override {
    return note("application start " + described(provider->GetApplication()));
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationStop(
      IHttpApplicationStopProvider* provider) override {
    return note("application stop " + described(provider->GetApplication()));
  }
  GLOBAL_NOTIFICATION_STATUS OnGlobalCustomNotification(
      ICustomNotificationProvider* provider) override {
    return note("custom " + narrow(provider->QueryNotificationType()));
  }
  void Terminate() override {
    log(std::string("terminate ") + name_);
    delete this;
  }

 private:
  static GLOBAL_NOTIFICATION_STATUS note(const std::string& what) {
    log(what);
    return GL_NOTIFICATION_CONTINUE;
  }
  static std::string described(IHttpApplication* application) {
    return narrow(application->GetApplicationId()) + " " +
           narrow(application->GetApplicationPhysicalPath());
  }

  const char* name_;
};

}  // namespace

CGlobalModule* make_global(const char* name) { return new Global(name); }

void log(const std::string& line) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  if (const char* file = std::getenv("REGISTRANT_LOG"); file != nullptr) {
    std::ofstream(file, std::ios::app) << line << std::endl;
  }
}

void compare_contexts(IHttpContext* context) {
  PCSTR address = nullptr;
  DWORD length = 0;
  context->GetServerVariable("REGISTRANT_CONTEXT", &address, &length);
  log(address != nullptr && std::string(address, length) == address_of(context)
          ? "begin in the same context"
          : "begin in another context");
}

}  // namespace registrant
