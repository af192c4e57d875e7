// LogData: the fields of a request's log line as HTTP_LOG_FIELDS_DATA, which modules may change
// before it is written. Pages: ISendResponseProvider::GetLogData, SetLogData. Owner:
// http_response.h; server and access log read it at the request's end.
#pragma once

#include <httpserv.h>

namespace penstock::native {

class HttpContext;

class LogData {
 public:
  explicit LogData(HttpContext& context) : context_(context) {}

  void begin() {
    made_ = nullptr;
    set_ = nullptr;
  }

  // What a module set, else what the request says now; made at the first call.
  HTTP_LOG_FIELDS_DATA* get();

  // The memory is the module's and lives until the request is logged.
  void set(HTTP_LOG_DATA* data) { set_ = reinterpret_cast<HTTP_LOG_FIELDS_DATA*>(data); }

  // What a module set, which is what is logged; else null.
  const HTTP_LOG_FIELDS_DATA* submitted() const { return set_; }

 private:
  HTTP_LOG_FIELDS_DATA* make();

  HttpContext& context_;
  HTTP_LOG_FIELDS_DATA* made_ = nullptr;
  HTTP_LOG_FIELDS_DATA* set_ = nullptr;
};

}  // namespace penstock::native
