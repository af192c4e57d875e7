// See tracer.h.
#include "tracer.h"

#include <stdexcept>

#include "actions.h"
#include "control.h"
#include "trace.h"

namespace tracer {

using Status = REQUEST_NOTIFICATION_STATUS;

Tracer::Tracer(const Settings& settings) : settings_(settings) {
  Trace::instance().count(settings_.name() + ".created");
}

void Tracer::start(IHttpContext* context) {
  started_ = true;
  const IHttpRequest* request = context->GetRequest();
  if (PCSTR id = request->GetHeader("X-Trace"); id != nullptr) {
    trace_ = id;
  }
  if (PCSTR script = request->GetHeader(("X-" + settings_.name()).c_str()); script != nullptr) {
    script_.parse(script);
  }
  Trace::instance().add(trace_, settings_.name() + ".created");
}

Status Tracer::called(const std::string& event, IHttpContext* context, IHttpEventProvider* provider,
                      const std::string& detail) {
  if (!started_) {
    start(context);
  }
  if (event == "BeginRequest" && answer_control(context)) {
    return RQ_NOTIFICATION_FINISH_REQUEST;
  }
  Trace::instance().add(trace_,
                        settings_.name() + "." + event + (detail.empty() ? "" : " " + detail));
  const Call call{settings_.name(), trace_, event, context, provider, this};
  return perform(call, script_.next(event));
}

Status Tracer::OnSendResponse(IHttpContext* context, ISendResponseProvider* provider) {
  std::string detail = provider->GetHeadersBeingSent() ? "headers" : "body";
  detail += (provider->GetFlags() & HTTP_SEND_RESPONSE_FLAG_MORE_DATA) != 0 ? " more" : " last";
  detail += provider->GetReadyToLogData() ? " ready-to-log" : "";
  detail += provider->GetLogData() != nullptr ? " log-data" : "";
  return called("SendResponse", context, provider, detail);
}

Status Tracer::OnMapPath(IHttpContext* context, IMapPathProvider* provider) {
  return called("MapPath", context, provider,
                narrow(provider->GetUrl()) + " " + narrow(provider->GetPhysicalPath()));
}

Status Tracer::OnReadEntity(IHttpContext* context, IReadEntityProvider* provider) {
  void* buffer = nullptr;
  DWORD bytes = 0;
  DWORD capacity = 0;
  provider->GetEntity(&buffer, &bytes, &capacity);
  return called("ReadEntity", context, provider,
                "\"" + std::string(static_cast<const char*>(buffer), bytes) + "\" of " +
                    std::to_string(capacity));
}

Status Tracer::OnCustomRequestNotification(IHttpContext* context,
                                           ICustomNotificationProvider* provider) {
  return called("Custom", context, provider, narrow(provider->QueryNotificationType()));
}

Status Tracer::OnAsyncCompletion(IHttpContext* context, DWORD notification, BOOL post,
                                 IHttpEventProvider* provider, IHttpCompletionInfo* info) {
  return called("Async", context, provider,
                (post ? "Post" : "") + name_of(request_events(), notification) + " " +
                    std::to_string(info->GetCompletionBytes()) + " " +
                    hex(info->GetCompletionStatus()) + (provider == nullptr ? " no provider" : ""));
}

void Tracer::Dispose() {
  Trace::instance().count(settings_.name() + ".disposed");
  Trace::instance().add(trace_, settings_.name() + ".disposed");
  const bool fails = !script_.next("Dispose").empty();
  delete this;
  if (fails) {
    throw std::runtime_error("scripted in Dispose");
  }
}

}  // namespace tracer
