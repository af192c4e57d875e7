// The registered status codes (RFC 9110 15 and the IANA registry); see status.h.
#include "http/status.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace penstock::http {
namespace {

// Each text is a status line; the phrase is the part from kPhraseStart to the CR.
constexpr std::string_view kLines[] = {
    "HTTP/1.1 100 Continue\r\n",
    "HTTP/1.1 101 Switching Protocols\r\n",
    "HTTP/1.1 102 Processing\r\n",
    "HTTP/1.1 103 Early Hints\r\n",
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.1 201 Created\r\n",
    "HTTP/1.1 202 Accepted\r\n",
    "HTTP/1.1 203 Non-Authoritative Information\r\n",
    "HTTP/1.1 204 No Content\r\n",
    "HTTP/1.1 205 Reset Content\r\n",
    "HTTP/1.1 206 Partial Content\r\n",
    "HTTP/1.1 207 Multi-Status\r\n",
    "HTTP/1.1 208 Already Reported\r\n",
    "HTTP/1.1 226 IM Used\r\n",
    "HTTP/1.1 300 Multiple Choices\r\n",
    "HTTP/1.1 301 Moved Permanently\r\n",
    "HTTP/1.1 302 Found\r\n",
    "HTTP/1.1 303 See Other\r\n",
    "HTTP/1.1 304 Not Modified\r\n",
    "HTTP/1.1 305 Use Proxy\r\n",
    "HTTP/1.1 307 Temporary Redirect\r\n",
    "HTTP/1.1 308 Permanent Redirect\r\n",
    "HTTP/1.1 400 Bad Request\r\n",
    "HTTP/1.1 401 Unauthorized\r\n",
    "HTTP/1.1 402 Payment Required\r\n",
    "HTTP/1.1 403 Forbidden\r\n",
    "HTTP/1.1 404 Not Found\r\n",
    "HTTP/1.1 405 Method Not Allowed\r\n",
    "HTTP/1.1 406 Not Acceptable\r\n",
    "HTTP/1.1 407 Proxy Authentication Required\r\n",
    "HTTP/1.1 408 Request Timeout\r\n",
    "HTTP/1.1 409 Conflict\r\n",
    "HTTP/1.1 410 Gone\r\n",
    "HTTP/1.1 411 Length Required\r\n",
    "HTTP/1.1 412 Precondition Failed\r\n",
    "HTTP/1.1 413 Content Too Large\r\n",
    "HTTP/1.1 414 URI Too Long\r\n",
    "HTTP/1.1 415 Unsupported Media Type\r\n",
    "HTTP/1.1 416 Range Not Satisfiable\r\n",
    "HTTP/1.1 417 Expectation Failed\r\n",
    "HTTP/1.1 421 Misdirected Request\r\n",
    "HTTP/1.1 422 Unprocessable Content\r\n",
    "HTTP/1.1 423 Locked\r\n",
    "HTTP/1.1 424 Failed Dependency\r\n",
    "HTTP/1.1 425 Too Early\r\n",
    "HTTP/1.1 426 Upgrade Required\r\n",
    "HTTP/1.1 428 Precondition Required\r\n",
    "HTTP/1.1 429 Too Many Requests\r\n",
    "HTTP/1.1 431 Request Header Fields Too Large\r\n",
    "HTTP/1.1 451 Unavailable For Legal Reasons\r\n",
    "HTTP/1.1 500 Internal Server Error\r\n",
    "HTTP/1.1 501 Not Implemented\r\n",
    "HTTP/1.1 502 Bad Gateway\r\n",
    "HTTP/1.1 503 Service Unavailable\r\n",
    "HTTP/1.1 504 Gateway Timeout\r\n",
    "HTTP/1.1 505 HTTP Version Not Supported\r\n",
    "HTTP/1.1 506 Variant Also Negotiates\r\n",
    "HTTP/1.1 507 Insufficient Storage\r\n",
    "HTTP/1.1 508 Loop Detected\r\n",
    "HTTP/1.1 511 Network Authentication Required\r\n",
};

constexpr int kFirstStatus = 100;
constexpr int kLastStatus = 599;
constexpr std::size_t kCodeStart = 9;     // behind "HTTP/1.1 "
constexpr std::size_t kPhraseStart = 13;  // behind the code and its space

constexpr int status_in(std::string_view line) {
  int status = 0;
  for (const char digit : line.substr(kCodeStart, 3)) status = status * 10 + (digit - '0');
  return status;
}

// Row number by code, from 1; 0 is a code without a row.
constexpr auto kIndex = [] {
  std::array<std::uint8_t, kLastStatus - kFirstStatus + 1> index{};
  std::uint8_t row = 0;
  for (const std::string_view line : kLines) {
    index[static_cast<std::size_t>(status_in(line) - kFirstStatus)] = ++row;
  }
  return index;
}();

}  // namespace

std::string_view status_line(int status) {
  if (status < kFirstStatus || status > kLastStatus) return {};
  const std::size_t row = kIndex[static_cast<std::size_t>(status - kFirstStatus)];
  return row == 0 ? std::string_view{} : kLines[row - 1];
}

std::string_view reason_phrase(int status) {
  const std::string_view line = status_line(status);
  if (line.empty()) return "Unknown";
  return line.substr(kPhraseStart, line.size() - kPhraseStart - 2);
}

}  // namespace penstock::http
