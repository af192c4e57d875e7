// The response head and chunk lines as bytes; see response_writer.h.
#include "http/http1/response_writer.h"

#include <charconv>
#include <cstring>

#include "http/chars.h"
#include "http/status.h"

namespace penstock::http {
namespace {

constexpr std::string_view kVersion = "HTTP/1.1 ";
constexpr std::string_view kDateName = "Date: ";
constexpr std::string_view kServerName = "Server: ";
constexpr std::string_view kContentLengthName = "Content-Length: ";
constexpr std::string_view kChunkedField = "Transfer-Encoding: chunked\r\n";
constexpr std::string_view kCloseField = "Connection: close\r\n";
constexpr std::string_view kKeepAliveField = "Connection: keep-alive\r\n";
constexpr std::string_view kLineEnd = "\r\n";
constexpr std::size_t kMaxDigits = 20;

// All the fixed texts a head can need, and "000 " of its status line.
constexpr std::size_t kFixedBound = kVersion.size() + 4 + kDateName.size() + kServerName.size() +
                                    kContentLengthName.size() + kMaxDigits + kChunkedField.size() +
                                    kKeepAliveField.size() + 5 * kLineEnd.size();
constexpr std::size_t kFieldOverhead = 4;  // ": " and CRLF

char* put(char* out, std::string_view text) {
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

// For texts that come from elsewhere than a HeaderMap.
char* put_sanitized(char* out, std::string_view text) {
  for (const char c : text) *out++ = is_control(c) ? ' ' : c;
  return out;
}

char* put_field(char* out, std::string_view name, std::string_view value) {
  out = put(put(out, name), ": ");
  return put(put(out, value), kLineEnd);
}

char* put_number(char* out, std::uint64_t value) {
  return std::to_chars(out, out + kMaxDigits, value).ptr;
}

std::string_view phrase_of(const ResponseHead& head) {
  return head.reason.empty() ? reason_phrase(head.status) : head.reason;
}

char* put_status_line(const ResponseHead& head, char* out) {
  const std::string_view ready = status_line(head.status);
  const bool usual = head.reason.empty() || head.reason == reason_phrase(head.status);
  if (!ready.empty() && usual) return put(out, ready);
  // A code of other than three digits cannot be sent.
  const int status = head.status >= 100 && head.status <= 999 ? head.status : 500;
  out = put_number(put(out, kVersion), static_cast<std::uint64_t>(status));
  *out++ = ' ';
  return put(put_sanitized(out, phrase_of(head)), kLineEnd);
}

bool is_framing_field(int id) {
  return id == header::kContentLength || id == header::kTransferEncoding;
}

char* put_headers(const ResponseHead& head, char* out) {
  // An HTTP/1.0 client needs our own Connection to know what happens; so does one that is closed.
  const bool own_connection = !head.keep_alive || head.version_minor == 0;
  for (const HeaderEntry& entry : *head.headers) {
    if (is_framing_field(entry.id)) continue;
    if (entry.id == header::kConnection && own_connection) continue;
    out = put_field(out, entry.name, entry.value);
  }
  return out;
}

char* put_framing(const ResponseHead& head, char* out) {
  if (head.framing == Framing::kChunked) return put(out, kChunkedField);
  if (head.framing != Framing::kContentLength) return out;
  out = put_number(put(out, kContentLengthName), head.content_length);
  return put(out, kLineEnd);
}

char* put_connection(const ResponseHead& head, char* out) {
  if (!head.keep_alive) return put(out, kCloseField);
  return head.version_minor == 0 ? put(out, kKeepAliveField) : out;
}

bool has(const ResponseHead& head, int id) {
  return head.headers != nullptr && head.headers->has(id);
}

}  // namespace

std::size_t response_head_bound(const ResponseHead& head) {
  std::size_t bound = kFixedBound + phrase_of(head).size() + head.date.size() + head.server.size();
  if (head.headers == nullptr) return bound;
  for (const HeaderEntry& entry : *head.headers) {
    bound += entry.name.size() + entry.value.size() + kFieldOverhead;
  }
  return bound;
}

std::size_t write_response_head(const ResponseHead& head, char* out) {
  char* at = put_status_line(head, out);
  if (head.headers != nullptr) at = put_headers(head, at);
  if (!head.server.empty() && !has(head, header::kServer)) {
    at = put(put_sanitized(put(at, kServerName), head.server), kLineEnd);
  }
  if (!head.date.empty() && !has(head, header::kDate)) {
    at = put(put(put(at, kDateName), head.date), kLineEnd);
  }
  at = put_connection(head, put_framing(head, at));
  at = put(at, kLineEnd);
  return static_cast<std::size_t>(at - out);
}

std::size_t trailer_section_bound(const HeaderMap& trailers) {
  std::size_t bound = kLastChunk.size();
  for (const HeaderEntry& entry : trailers) {
    bound += entry.name.size() + entry.value.size() + kFieldOverhead;
  }
  return bound;
}

std::size_t write_trailer_section(const HeaderMap& trailers, char* out) {
  char* at = put(out, kLastChunk.substr(0, kLastChunk.size() - kLineEnd.size()));
  for (const HeaderEntry& entry : trailers) {
    at = put_field(at, entry.name, entry.value);
  }
  return static_cast<std::size_t>(put(at, kLineEnd) - out);
}

std::size_t write_chunk_line(std::uint64_t size, char* out) {
  char* const end = std::to_chars(out, out + kMaxChunkLine, size, 16).ptr;
  return static_cast<std::size_t>(put(end, kLineEnd) - out);
}

}  // namespace penstock::http
