// send_response: writes "OnSendResponse" to the event log each time a response goes out, with the
// source IISADMIN in the Application log. ./dev run installs it under the name OnSendResponse.
// Try: curl http://localhost:8080/ and then: penstock events --follow
#include <windows.h>
// windows.h comes first, as in sources for the original.
#include <httpserv.h>

#include <new>

namespace {

// An open event source. Handles may be used from any thread, so one serves the whole module.
class EventSource {
 public:
  explicit EventSource(const wchar_t* name) : handle_(RegisterEventSourceW(nullptr, name)) {}
  ~EventSource() {
    if (handle_ != nullptr) DeregisterEventSource(handle_);
  }
  EventSource(const EventSource&) = delete;
  EventSource& operator=(const EventSource&) = delete;

  // One entry of one string; no category, no event id, no raw data.
  void inform(const wchar_t* text) const {
    if (handle_ == nullptr) return;
    ReportEventW(handle_, EVENTLOG_INFORMATION_TYPE, 0, 0, nullptr, 1, 0, &text, nullptr);
  }

 private:
  HANDLE handle_;
};

// One a request.
class SendResponse final : public CHttpModule {
 public:
  explicit SendResponse(const EventSource& events) : events_(events) {}

  // SendResponse happens whenever data is pushed to the client: at every flush and at the end. A
  // request that is flushed twice is logged three times.
  REQUEST_NOTIFICATION_STATUS OnSendResponse(IHttpContext*, ISendResponseProvider*) override {
    events_.inform(L"OnSendResponse");
    return RQ_NOTIFICATION_CONTINUE;
  }

  // Made in the request's memory (below), which the server takes back: destroy, do not free.
  void Dispose() override { this->~SendResponse(); }

 private:
  const EventSource& events_;
};

// One a loaded module: holds what the requests share.
class SendResponseFactory final : public IHttpModuleFactory {
 public:
  HRESULT GetHttpModule(CHttpModule** module, IModuleAllocator* allocator) override {
    void* memory = allocator->AllocateMemory(sizeof(SendResponse));
    if (memory == nullptr) return HRESULT_FROM_WIN32(ERROR_NOT_ENOUGH_MEMORY);
    *module = new (memory) SendResponse(events_);
    return S_OK;
  }

  // Called once, after the last request of the module ended.
  void Terminate() override { delete this; }

 private:
  EventSource events_{L"IISADMIN"};
};

}  // namespace

HRESULT RegisterModule(DWORD, IHttpModuleRegistrationInfo* info, IHttpServer*) {
  // The second mask is for post-notifications; SendResponse has none.
  return info->SetRequestNotifications(new SendResponseFactory, RQ_SEND_RESPONSE, 0);
}
