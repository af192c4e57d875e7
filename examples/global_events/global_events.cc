// global_events: a module that sees the server instead of requests. Writes to the event log when
// an application starts and stops and when the server stops listening. A library may register a
// global module, request modules, or both. Try: penstock events --source GlobalEvents
#include <windows.h>
// windows.h comes first, as in sources for the original.
#include <httpserv.h>

namespace {

// One a server, made at load; several threads may be inside it at once, so it has no state that
// changes.
class GlobalEvents final : public CGlobalModule {
 public:
  GlobalEvents() : events_(RegisterEventSourceW(nullptr, L"GlobalEvents")) {}
  GlobalEvents(const GlobalEvents&) = delete;
  GlobalEvents& operator=(const GlobalEvents&) = delete;

  GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationStart(
      IHttpApplicationStartProvider* provider) override {
    write(L"application started", provider->GetApplication());
    return GL_NOTIFICATION_CONTINUE;
  }

  GLOBAL_NOTIFICATION_STATUS OnGlobalApplicationStop(
      IHttpApplicationStopProvider* provider) override {
    write(L"application stopped", provider->GetApplication());
    return GL_NOTIFICATION_CONTINUE;
  }

  GLOBAL_NOTIFICATION_STATUS OnGlobalStopListening(IGlobalStopListeningProvider*) override {
    write(L"the server stopped listening", nullptr);
    return GL_NOTIFICATION_CONTINUE;
  }

  // The last call this object gets: it frees itself.
  void Terminate() override { delete this; }

 private:
  ~GlobalEvents() {
    if (events_ != nullptr) DeregisterEventSource(events_);
  }

  // Two strings an entry: what happened, and to which application ("" for the whole server).
  void write(const wchar_t* what, const IHttpApplication* application) const {
    if (events_ == nullptr) return;
    const wchar_t* strings[] = {what,
                                application != nullptr ? application->GetApplicationId() : L""};
    ReportEventW(events_, EVENTLOG_INFORMATION_TYPE, 0, 1, nullptr, 2, 0, strings, nullptr);
  }

  HANDLE events_;
};

}  // namespace

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  return info->SetGlobalNotifications(
      new GlobalEvents, GL_APPLICATION_START | GL_APPLICATION_STOP | GL_STOP_LISTENING);
}
