// RawResponse: the HTTP_RESPONSE structure, made when a module first asks for it, kept in step
// with the API, and read back: modules edit it in place. Page: IHttpResponse::GetRawHttpResponse.
// Owner: http_response.h.
#pragma once

#include <httpserv.h>

#include <array>
#include <span>

#include "base/arena.h"

namespace penstock::native {

class HttpResponse;

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
  void fill_headers();
  void take_edits();
  void take_known_headers();
  void take_unknown_headers();
  bool unknown_edited() const;

  HttpResponse& response_;
  base::Arena& arena_;
  HTTP_RESPONSE* raw_ = nullptr;
  HTTP_RESPONSE_V1* made_ = nullptr;             // what fill() wrote last
  std::span<HTTP_UNKNOWN_HEADER> made_unknown_;  // the same for the unknown headers
  std::size_t unknown_capacity_ = 0;
};

}  // namespace penstock::native
