// SendResponseProvider: what OnSendResponse gets beside the context. Lives while one SendResponse
// notification is raised, by response_send.cc. Page: ISendResponseProvider.
#pragma once

#include <httpserv.h>

#include "native/http_context.h"
#include "native/providers.h"

namespace penstock::native {

class SendResponseProvider final : public Provider<ISendResponseProvider> {
 public:
  SendResponseProvider(HttpContext& context, DWORD& flags)
      : Provider(context.error_record()), context_(context), flags_(flags) {}

  BOOL GetHeadersBeingSent() const override {
    const HttpResponse& response = context_.response();
    return !response.headers_sent() && !response.headers_suppressed();
  }
  DWORD GetFlags() const override { return flags_; }
  VOID SetFlags(DWORD flags) override { flags_ = flags; }
  HTTP_LOG_DATA* GetLogData() const override {
    return GetReadyToLogData() && runs_late() ? &context_.response().log_data()->Base : nullptr;
  }
  HRESULT SetLogData(HTTP_LOG_DATA* data) override {
    if (data != nullptr && data->Type != HttpLogDataTypeFields) {
      return kInvalidParameter;
    }
    context_.response().log().set(data);
    return S_OK;
  }
  // The log's fields are complete when nothing more will be sent.
  BOOL GetReadyToLogData() const override {
    return (flags_ & HTTP_SEND_RESPONSE_FLAG_MORE_DATA) == 0;
  }

 private:
  // Page: GetLogData. Null for a module below HIGH, which others may still follow.
  bool runs_late() const {
    constexpr int kSendResponseBit = 29;
    static_assert(RQ_SEND_RESPONSE == 1U << kSendResponseBit);
    const pipeline::ModuleRecord* module = context_.pipeline().current().module;
    return module != nullptr && module->priority[kSendResponseBit] <= pipeline::Priority::high;
  }

  HttpContext& context_;
  DWORD& flags_;
};

}  // namespace penstock::native
