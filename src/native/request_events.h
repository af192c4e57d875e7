// The trace events that the server itself raises about a request, and QuickTrace's. Callers ask
// RequestTrace::listened() first: with no listener nothing here is reached. Pages:
// IGlobalTraceEventProvider::GetTraceEvent, HTTP_TRACE_EVENT (both show events and their items).
#pragma once

#include <httpserv.h>

#include <cstdint>

#include "native/http_context.h"
#include "pipeline/request_pipeline.h"

namespace penstock::native {

void trace_request_start(HttpContext& context, PCWSTR app_pool);
void trace_request_end(HttpContext& context, std::uint64_t sent, std::uint64_t received);
// Of one callback of a module; `completion`: of its OnAsyncCompletion.
void trace_module_start(HttpContext& context, const pipeline::Callback& callback, bool completion);
void trace_module_end(HttpContext& context, const pipeline::Callback& callback,
                      REQUEST_NOTIFICATION_STATUS status);

HRESULT quick_trace(IHttpTraceContext& trace, const GUID& provider, PCWSTR data1, PCWSTR data2,
                    HRESULT last_error, UCHAR level);

}  // namespace penstock::native
