// Writes a canned response; see canned_response.h.
#include "server/canned_response.h"

#include <fmt/format.h>

#include <cstring>

#include "http/status.h"
#include "server/date_cache.h"

namespace penstock::server {
namespace {

// What the status must come with (RFC 9110 15.5.6, 15.6.4).
std::string_view extra_fields(int status) {
  switch (status) {
    case 405:
      return "Allow: GET, HEAD, POST, PUT, DELETE, OPTIONS\r\n";
    case 503:
      return "Retry-After: 1\r\n";
    default:
      return "";
  }
}

}  // namespace

void write_canned(OutputQueue& output, int status, std::string_view server) {
  const std::string_view reason = http::reason_phrase(status);
  const std::string body = fmt::format(
      "<!doctype html>\n<title>{0} {1}</title>\n<h1>{0} {1}</h1>\n<p>{2}</p>\n", status, reason,
      status == 503 ? "The server is busy. Try again shortly."
                    : "The server did not accept the request.");
  const std::string text = fmt::format(
      "HTTP/1.1 {} {}\r\nContent-Type: text/html; charset=utf-8\r\n{}{}{}Date: {}\r\n"
      "Connection: close\r\n{}Content-Length: {}\r\n\r\n{}",
      status, reason, server.empty() ? "" : "Server: ", server, server.empty() ? "" : "\r\n",
      current_http_date(), extra_fields(status), body.size(), body);
  if (char* room = output.reserve(text.size()); room != nullptr) {
    std::memcpy(room, text.data(), text.size());
    output.commit(text.size());
  } else {
    output.chain().push_owned(text);
  }
}

}  // namespace penstock::server
