// Status codes: reason phrases and status lines made in advance, and what a code says about the
// body. Neighbour: http1/response_writer.h.
#pragma once

#include <string_view>

namespace penstock::http {

// The registered phrase; "Unknown" for a code without one.
std::string_view reason_phrase(int status);

// "HTTP/1.1 200 OK\r\n" for a registered code, else empty. Responses to HTTP/1.0 requests carry
// the server's own version too (RFC 9110 6.2), so there is one line a code.
std::string_view status_line(int status);

// 1xx, 204 and 304 never have a body (RFC 9112 6.3).
constexpr bool status_forbids_body(int status) {
  return (status >= 100 && status < 200) || status == 204 || status == 304;
}

}  // namespace penstock::http
