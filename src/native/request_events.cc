// Builds the events; see request_events.h.
#include "native/request_events.h"

#include <algorithm>
#include <array>
#include <cwchar>

#include "native/hresult_boundary.h"
#include "native/trace_context.h"
#include "pipeline/stage.h"

namespace penstock::native {
namespace {

// Ids of areas, and their bits: pages as above, and traceProviderDefinitions.
constexpr GUID kGeneralArea = {
    0xd42cf7ef, 0xde92, 0x473e, {0x8b, 0x6c, 0x62, 0x1e, 0xa6, 0x63, 0x11, 0x3a}};
constexpr GUID kNotificationArea = {
    0x002e91e3, 0xe7ae, 0x44ab, {0x8e, 0x07, 0x99, 0x23, 0x0f, 0xfa, 0x6a, 0xde}};
constexpr DWORD kEverywhere = 0;
constexpr DWORD kRequestNotifications = 0x100;

using penstock_sdk::TraceVerbosity;

LPCWSTR notification_name(DWORD bit) {
  const auto named = [bit](const pipeline::NotificationName& one) { return one.bit == bit; };
  if (const auto stage = std::find_if(pipeline::kStages.begin(), pipeline::kStages.end(), named);
      stage != pipeline::kStages.end()) {
    return stage->trace_name;
  }
  const auto nested = std::find_if(pipeline::kNested.begin(), pipeline::kNested.end(), named);
  return nested == pipeline::kNested.end() ? nullptr : nested->trace_name;
}

LPCWSTR status_name(REQUEST_NOTIFICATION_STATUS status) {
  switch (status) {
    case RQ_NOTIFICATION_CONTINUE:
      return L"NOTIFICATION_CONTINUE";
    case RQ_NOTIFICATION_PENDING:
      return L"NOTIFICATION_PENDING";
    case RQ_NOTIFICATION_FINISH_REQUEST:
      return L"NOTIFICATION_FINISH_REQUEST";
  }
  return nullptr;
}

// An event with room for its items. Values are pointed to: they outlive the event.
class Event {
 public:
  Event(const GUID& provider, DWORD area, const GUID& area_id, DWORD number, LPCWSTR name,
        DWORD verbosity) {
    event_.pProviderGuid = &provider;
    event_.dwArea = area;
    event_.pAreaGuid = &area_id;
    event_.dwEvent = number;
    event_.pszEventName = name;
    event_.dwEventVersion = 1;
    event_.dwVerbosity = verbosity;
    event_.dwFlags = HTTP_TRACE_EVENT_FLAG_STATIC_DESCRIPTIVE_FIELDS;
    event_.pEventItems = items_.data();
  }
  Event(const Event&) = delete;  // it points into itself
  Event& operator=(const Event&) = delete;

  template <typename T>
  Event& add(LPCWSTR name, HTTP_TRACE_TYPE type, const T& value, LPCWSTR description = nullptr) {
    return add_bytes(name, type, &value, sizeof(value), description);
  }
  Event& add_text(LPCWSTR name, LPCWSTR text) {
    return add_bytes(name, HTTP_TRACE_TYPE_LPCWSTR, text, (std::wcslen(text) + 1) * sizeof(WCHAR),
                     nullptr);
  }
  Event& add_text(LPCWSTR name, std::string_view terminated) {
    return add_bytes(name, HTTP_TRACE_TYPE_LPCSTR, terminated.data(), terminated.size() + 1,
                     nullptr);
  }

  HTTP_TRACE_EVENT& get() { return event_; }

 private:
  Event& add_bytes(LPCWSTR name, HTTP_TRACE_TYPE type, const void* value, std::size_t size,
                   LPCWSTR description) {
    items_[event_.cEventItems++] = {name, type, static_cast<PBYTE>(const_cast<void*>(value)),
                                    static_cast<DWORD>(size), description};
    return *this;
  }

  HTTP_TRACE_EVENT event_{};
  std::array<HTTP_TRACE_EVENT_ITEM, 7> items_{};
};

// An item of its own lifetime.
const BOOL& boolean(bool value) {
  static constexpr BOOL kValues[] = {FALSE, TRUE};
  return kValues[value ? 1 : 0];
}

Event general_event(DWORD number, LPCWSTR name) {
  return {GUID_IIS_WWW_SERVER_TRACE_PROVIDER,         kEverywhere, kGeneralArea, number, name,
          static_cast<DWORD>(TraceVerbosity::General)};
}

Event notification_event(DWORD number, LPCWSTR name) {
  return {GUID_IIS_WWW_SERVER_TRACE_PROVIDER,
          kRequestNotifications,
          kNotificationArea,
          number,
          name,
          static_cast<DWORD>(TraceVerbosity::Verbose)};
}

// What both events of a callback begin with.
Event& add_callback(Event& event, RequestTrace& trace, const pipeline::Callback& callback) {
  return event.add(L"ContextId", HTTP_TRACE_TYPE_LPCGUID, *trace.GetTraceActivityId())
      .add_text(L"ModuleName", callback.module->name.c_str())
      .add(L"Notification", HTTP_TRACE_TYPE_ULONG, callback.bit, notification_name(callback.bit))
      .add(L"fIsPostNotification", HTTP_TRACE_TYPE_BOOL, boolean(callback.post));
}

}  // namespace

void trace_request_start(HttpContext& context, PCWSTR app_pool) {
  Event event = general_event(1, L"GENERAL_REQUEST_START");
  RequestTrace& trace = context.trace();
  if (!trace.wanted(event.get())) {
    return;
  }
  const HTTP_REQUEST& raw = *context.request().GetRawHttpRequest();
  const ULONG site = context.request().GetSiteId();
  const std::string_view verb = context.arena().copy(context.request().method());
  event.add(L"ContextId", HTTP_TRACE_TYPE_LPCGUID, *trace.GetTraceActivityId())
      .add(L"SiteId", HTTP_TRACE_TYPE_ULONG, site)
      .add_text(L"AppPoolId", app_pool)
      .add(L"ConnId", HTTP_TRACE_TYPE_ULONGLONG, raw.ConnectionId)
      .add(L"RawConnId", HTTP_TRACE_TYPE_ULONGLONG, raw.RawConnectionId)
      .add_text(L"RequestURL", raw.CookedUrl.pFullUrl)
      .add_text(L"RequestVerb", verb);
  trace.RaiseTraceEvent(&event.get());
}

void trace_request_end(HttpContext& context, std::uint64_t sent, std::uint64_t received) {
  Event event = general_event(2, L"GENERAL_REQUEST_END");
  RequestTrace& trace = context.trace();
  if (!trace.wanted(event.get())) {
    return;
  }
  const auto bytes_sent = static_cast<ULONG>(sent);
  const auto bytes_received = static_cast<ULONG>(received);
  const USHORT status = context.response().status();
  const USHORT sub_status = context.response().sub_status();
  event.add(L"ContextId", HTTP_TRACE_TYPE_LPCGUID, *trace.GetTraceActivityId())
      .add(L"BytesSent", HTTP_TRACE_TYPE_ULONG, bytes_sent)
      .add(L"BytesReceived", HTTP_TRACE_TYPE_ULONG, bytes_received)
      .add(L"HttpStatus", HTTP_TRACE_TYPE_USHORT, status)
      .add(L"HttpSubStatus", HTTP_TRACE_TYPE_USHORT, sub_status);
  trace.RaiseTraceEvent(&event.get());
}

void trace_module_start(HttpContext& context, const pipeline::Callback& callback, bool completion) {
  Event event = notification_event(1, L"NOTIFY_MODULE_START");
  RequestTrace& trace = context.trace();
  if (trace.wanted(event.get())) {
    add_callback(event, trace, callback)
        .add(L"fIsCompletion", HTTP_TRACE_TYPE_BOOL, boolean(completion));
    trace.RaiseTraceEvent(&event.get());
  }
}

void trace_module_end(HttpContext& context, const pipeline::Callback& callback,
                      REQUEST_NOTIFICATION_STATUS status) {
  Event event = notification_event(2, L"NOTIFY_MODULE_END");
  RequestTrace& trace = context.trace();
  if (trace.wanted(event.get())) {
    const ULONG result = status;
    add_callback(event, trace, callback)
        .add(L"NotificationStatus", HTTP_TRACE_TYPE_ULONG, result, status_name(status));
    trace.RaiseTraceEvent(&event.get());
  }
}

// Page: QuickTrace. It names neither the event nor its items.
HRESULT quick_trace(IHttpTraceContext& trace, const GUID& provider, PCWSTR data1, PCWSTR data2,
                    HRESULT last_error, UCHAR level) {
  if (data1 == nullptr || level < 1 || level > HTTP_TRACE_LEVEL_END) {
    return kInvalidParameter;
  }
  Event event(provider, kEverywhere, kGeneralArea, 3, L"QUICK_TRACE", level);
  event.add_text(L"Data1", data1);
  if (data2 != nullptr) {
    event.add_text(L"Data2", data2);
  }
  event.add(L"LastError", HTTP_TRACE_TYPE_LONG, last_error);
  return trace.RaiseTraceEvent(&event.get());
}

}  // namespace penstock::native
