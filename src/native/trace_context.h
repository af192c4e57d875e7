// ServerTrace and RequestTrace: IHttpTraceContext for the process and for one request. Listeners
// are told through GL_TRACE_EVENT (global_events.h); the server's own events of a request are
// request_events.h. Pages: IHttpTraceContext::*, IGlobalTraceEventProvider::*.
#pragma once

#include <httpserv.h>

#include <atomic>
#include <optional>

#include "base/thread_annotations.h"
#include "native/server_services.h"
#include "native/trace_table.h"

namespace penstock::native {

class HttpContext;

// Any thread.
class ServerTrace final : public IHttpTraceContext {
 public:
  explicit ServerTrace(ServerServices& services) : services_(services) {}

  // Whether anybody listens to anything in all requests: the one thing that is read when nobody
  // does.
  const std::atomic<bool>& listening() const { return listening_; }

  bool wanted(const HTTP_TRACE_EVENT& event) const PENSTOCK_EXCLUDES(mutex_);
  bool wanted_by(HTTP_MODULE_ID module, const HTTP_TRACE_EVENT& event) const
      PENSTOCK_EXCLUDES(mutex_);
  bool merge(const GUID& provider, DWORD& areas, DWORD& verbosity) const PENSTOCK_EXCLUDES(mutex_);
  // To every global module that registered for GL_TRACE_EVENT.
  HRESULT publish(HTTP_TRACE_EVENT event, HttpContext* context);

  HRESULT GetTraceConfiguration(HTTP_TRACE_CONFIGURATION* configuration) override;
  HRESULT SetTraceConfiguration(HTTP_MODULE_ID module, HTTP_TRACE_CONFIGURATION* configurations,
                                DWORD count) override PENSTOCK_EXCLUDES(mutex_);
  HRESULT RaiseTraceEvent(HTTP_TRACE_EVENT* event) override;
  LPCGUID GetTraceActivityId() override { return nullptr; }
  HRESULT QuickTrace(PCWSTR data1, PCWSTR data2, HRESULT last_error, UCHAR level) override;

 private:
  ServerServices& services_;
  std::atomic<bool> listening_{false};
  mutable base::Mutex mutex_;
  TraceTable table_ PENSTOCK_GUARDED_BY(mutex_);
};

// Owned by the request's executor. What a module subscribes to here holds for this request, beside
// what it subscribed to for all of them (page: CheckSubscription).
class RequestTrace final : public IHttpTraceContext {
 public:
  explicit RequestTrace(HttpContext& context);

  // Once; without it nobody listens.
  void attach(ServerTrace& server);
  void begin();

  // Whether anything needs to be traced at all.
  bool listened() const {
    return table_.has_value() || listening_->load(std::memory_order_relaxed);
  }
  bool wanted(const HTTP_TRACE_EVENT& event) const;
  bool wanted_by(HTTP_MODULE_ID module, const HTTP_TRACE_EVENT& event) const;

  HRESULT GetTraceConfiguration(HTTP_TRACE_CONFIGURATION* configuration) override;
  HRESULT SetTraceConfiguration(HTTP_MODULE_ID module, HTTP_TRACE_CONFIGURATION* configurations,
                                DWORD count) override;
  HRESULT RaiseTraceEvent(HTTP_TRACE_EVENT* event) override;
  LPCGUID GetTraceActivityId() override;
  HRESULT QuickTrace(PCWSTR data1, PCWSTR data2, HRESULT last_error, UCHAR level) override;

 private:
  HttpContext& context_;
  ServerTrace* server_ = nullptr;
  const std::atomic<bool>* listening_;
  std::optional<TraceTable> table_;
  bool has_activity_ = false;
  GUID activity_{};  // made when first asked for
};

}  // namespace penstock::native
