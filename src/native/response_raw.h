// RawResponse: the HTTP_RESPONSE structure, made when a module first asks for it, kept in step
// with the API, and read back: modules edit it in place. Page: IHttpResponse::GetRawHttpResponse.
// Owner: http_response.h.
#pragma once

#include <httpserv.h>

#include <span>

#include "base/arena.h"

namespace penstock::native {

class HttpResponse;

// Owned by the request's executor. Chunks edited in place need no reading back: the structure
// points at the response's own list.
class RawResponse {
 public:
  RawResponse(HttpResponse& response, base::Arena& arena) : response_(response), arena_(arena) {}

  void begin() { raw_ = nullptr; }

  // The same address for the whole request.
  HTTP_RESPONSE* get();

  // Before the API reads or changes the response: takes over what a module changed in the
  // structure. Costs nothing while nobody asked for it.
  void absorb() {
    if (raw_ != nullptr) {
      take_edits();
    }
  }

  // After the API changed the response.
  void refresh() {
    if (raw_ != nullptr) {
      fill();
    }
  }

 private:
  void fill();
  void take_edits();
  bool take_status();
  bool take_known_headers();
  bool take_unknown_headers();
  bool take_chunks();

  HttpResponse& response_;
  base::Arena& arena_;
  HTTP_RESPONSE* raw_ = nullptr;
  HTTP_RESPONSE* made_ = nullptr;                // what fill() wrote last
  std::span<HTTP_UNKNOWN_HEADER> made_unknown_;  // a copy of the unknown headers it wrote
};

}  // namespace penstock::native
