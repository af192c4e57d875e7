// ResponseTrailers: the fields that follow a chunked body (RFC 9110 6.5), and until when they can
// be set. HttpResponse has one; server/response_sender sends them and says how far the response is.
#pragma once

#include <httpserv.h>

#include "base/arena.h"
#include "http/header_map.h"

namespace penstock::native {

// Owned by the request's executor.
class ResponseTrailers {
 public:
  explicit ResponseTrailers(base::Arena& arena) : arena_(arena) {}

  // `supported`: the client's version of the protocol has them.
  void begin(bool supported);
  // What was set before is forgotten, if it has not been sent.
  void clear();

  bool empty() const { return fields_ == nullptr || fields_->empty(); }
  // Not to be called when there are none.
  const http::HeaderMap& fields() const { return *fields_; }
  // "Name, Name", in the arena.
  std::string_view names() const;

  // The sender's. Without chunks there is no place for trailers.
  void head_was_sent(bool chunked) { supported_ = supported_ && chunked; }
  void body_has_ended() { ended_ = true; }

  // IHttpResponse4
  HRESULT set(PCSTR name, PCSTR value, USHORT length, BOOL replace);
  HRESULT remove(PCSTR name);
  PCSTR get(PCSTR name, USHORT* length) const;

 private:
  HRESULT check_open() const;

  base::Arena& arena_;
  http::HeaderMap* fields_ = nullptr;  // made with the first one
  bool supported_ = false;
  bool ended_ = false;
};

}  // namespace penstock::native
