// RawRequest: the HTTP_REQUEST structure, made when a module first asks for it and again when
// the API changed what it shows. Page: IHttpRequest::GetRawHttpRequest. Owner: http_request.h.
#pragma once

#include <httpserv.h>

namespace penstock::native {

class HttpContext;

// Owned by the request's executor.
class RawRequest {
 public:
  explicit RawRequest(HttpContext& context) : context_(context) {}

  void begin() { raw_ = nullptr; }

  // The same address for the whole request.
  HTTP_REQUEST* get();

  // Something it shows has changed. Costs nothing while nobody asked for it.
  void refresh() {
    if (raw_ != nullptr) {
      fill();
    }
  }

 private:
  void fill();
  void fill_line();
  void fill_cooked_url();
  void fill_headers();

  HttpContext& context_;
  HTTP_REQUEST* raw_ = nullptr;
};

}  // namespace penstock::native
