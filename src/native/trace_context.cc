// Subscribing, asking and raising; see trace_context.h.
#include "native/trace_context.h"

#include <cstring>
#include <cwchar>

#include "base/tick_clock.h"
#include "native/global_events.h"
#include "native/http_context.h"
#include "native/request_events.h"

namespace penstock::native {
namespace {

constexpr std::atomic<bool> kNobodyListens{false};

// All ids are looked at first, so that nothing is set if one is missing.
HRESULT set_all(TraceTable& table, HTTP_MODULE_ID module,
                const HTTP_TRACE_CONFIGURATION* configurations, DWORD count) {
  if (configurations == nullptr) {
    return kInvalidParameter;
  }
  for (DWORD i = 0; i < count; ++i) {
    if (configurations[i].pProviderGuid == nullptr) {
      return kInvalidParameter;
    }
  }
  HRESULT result = S_OK;
  for (DWORD i = 0; i < count && SUCCEEDED(result); ++i) {
    result = table.set(module, configurations[i]);
  }
  return result;
}

// `merge(provider, areas, verbosity)` as TraceTable::merge. The other members are untouched where
// nobody listens (page: HTTP_TRACE_CONFIGURATION).
template <typename Merge>
HRESULT get_configuration(HTTP_TRACE_CONFIGURATION* configuration, Merge&& merge) {
  if (configuration == nullptr) {
    return kInvalidParameter;
  }
  DWORD areas = 0;
  DWORD verbosity = 0;
  configuration->fProviderEnabled = configuration->pProviderGuid != nullptr &&
                                            merge(*configuration->pProviderGuid, areas, verbosity)
                                        ? TRUE
                                        : FALSE;
  if (configuration->fProviderEnabled) {
    configuration->dwAreas = areas;
    configuration->dwVerbosity = verbosity;
  }
  return S_OK;
}

// What the items' values point to is the listeners' affair: one of the reference's examples keeps
// the value itself there.
bool well_formed(const HTTP_TRACE_EVENT* event) {
  return event != nullptr && event->pProviderGuid != nullptr &&
         event->cEventItems <= penstock_sdk::kMaxTraceEventItems &&
         (event->cEventItems == 0 || event->pEventItems != nullptr);
}

}  // namespace

// --- the server's

bool ServerTrace::wanted(const HTTP_TRACE_EVENT& event) const {
  base::MutexLock lock(mutex_);
  return table_.wanted(event);
}

bool ServerTrace::wanted_by(HTTP_MODULE_ID module, const HTTP_TRACE_EVENT& event) const {
  base::MutexLock lock(mutex_);
  return table_.wanted_by(module, event);
}

bool ServerTrace::merge(const GUID& provider, DWORD& areas, DWORD& verbosity) const {
  base::MutexLock lock(mutex_);
  return table_.merge(provider, areas, verbosity);
}

HRESULT ServerTrace::GetTraceConfiguration(HTTP_TRACE_CONFIGURATION* configuration) {
  return get_configuration(configuration, [&](const GUID& provider, DWORD& areas, DWORD& level) {
    return merge(provider, areas, level);
  });
}

HRESULT ServerTrace::SetTraceConfiguration(HTTP_MODULE_ID module,
                                           HTTP_TRACE_CONFIGURATION* configurations, DWORD count) {
  base::MutexLock lock(mutex_);
  const HRESULT result = set_all(table_, module, configurations, count);
  listening_.store(!table_.empty(), std::memory_order_relaxed);
  return result;
}

HRESULT ServerTrace::RaiseTraceEvent(HTTP_TRACE_EVENT* event) {
  return well_formed(event) ? publish(*event, nullptr) : kInvalidParameter;
}

HRESULT ServerTrace::publish(HTTP_TRACE_EVENT event, HttpContext* context) {
  if (services_.globals().wanted(GL_TRACE_EVENT)) {
    if (event.dwTimeStamp == 0) {
      event.dwTimeStamp = static_cast<DWORD>(base::tick_count_ms());
    }
    raise_trace_event(services_, *this, event, context);
  }
  return S_OK;
}

HRESULT ServerTrace::QuickTrace(PCWSTR data1, PCWSTR data2, HRESULT last_error, UCHAR level) {
  return quick_trace(*this, GUID_IIS_WWW_GLOBAL_TRACE_PROVIDER, data1, data2, last_error, level);
}

// --- a request's

RequestTrace::RequestTrace(HttpContext& context) : context_(context), listening_(&kNobodyListens) {}

void RequestTrace::attach(ServerTrace& server) {
  server_ = &server;
  listening_ = &server.listening();
}

void RequestTrace::begin() {
  table_.reset();
  has_activity_ = false;
}

bool RequestTrace::wanted(const HTTP_TRACE_EVENT& event) const {
  return (table_.has_value() && table_->wanted(event)) ||
         (server_ != nullptr && server_->wanted(event));
}

bool RequestTrace::wanted_by(HTTP_MODULE_ID module, const HTTP_TRACE_EVENT& event) const {
  return (table_.has_value() && table_->wanted_by(module, event)) ||
         (server_ != nullptr && server_->wanted_by(module, event));
}

HRESULT RequestTrace::GetTraceConfiguration(HTTP_TRACE_CONFIGURATION* configuration) {
  return get_configuration(configuration, [&](const GUID& provider, DWORD& areas, DWORD& level) {
    const bool here = table_.has_value() && table_->merge(provider, areas, level);
    const bool everywhere = server_ != nullptr && server_->merge(provider, areas, level);
    return here || everywhere;
  });
}

HRESULT RequestTrace::SetTraceConfiguration(HTTP_MODULE_ID module,
                                            HTTP_TRACE_CONFIGURATION* configurations, DWORD count) {
  TraceTable table = table_.value_or(TraceTable());
  const HRESULT result = set_all(table, module, configurations, count);
  if (table.empty()) {
    table_.reset();
  } else {
    table_ = std::move(table);
  }
  return result;
}

HRESULT RequestTrace::RaiseTraceEvent(HTTP_TRACE_EVENT* event) {
  if (!well_formed(event)) {
    return kInvalidParameter;
  }
  if (server_ == nullptr) {
    return S_OK;
  }
  HTTP_TRACE_EVENT filled = *event;
  if (filled.pActivityGuid == nullptr) {
    filled.pActivityGuid = GetTraceActivityId();
  }
  return server_->publish(filled, &context_);
}

// Page: GetTraceActivityId. As there the last eight bytes tell requests apart.
LPCGUID RequestTrace::GetTraceActivityId() {
  static std::atomic<std::uint64_t> last_number{0};
  if (!has_activity_) {
    const std::uint64_t number = last_number.fetch_add(1, std::memory_order_relaxed) + 1;
    activity_ = {};
    std::memcpy(activity_.Data4, &number, sizeof(activity_.Data4));
    has_activity_ = true;
  }
  return &activity_;
}

HRESULT RequestTrace::QuickTrace(PCWSTR data1, PCWSTR data2, HRESULT last_error, UCHAR level) {
  return quick_trace(*this, GUID_IIS_WWW_SERVER_TRACE_PROVIDER, data1, data2, last_error, level);
}

}  // namespace penstock::native
