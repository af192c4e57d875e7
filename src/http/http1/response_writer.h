// Writes an HTTP/1.1 response head and chunk lines into the caller's memory, and decides how a
// body is framed. Neighbours: status.h has the status lines, response_sender the bodies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "http/header_map.h"

namespace penstock::http {

enum class Framing : std::uint8_t {
  kNone,           // no body and no framing header (1xx, 204; 304 and HEAD of unknown length)
  kContentLength,  // Content-Length; with HEAD or 304 the header alone
  kChunked,
  kClose,  // the body ends with the connection
};

struct FramingRequest {
  int version_minor = 1;  // of the request
  bool head_method = false;
  int status = 200;
  std::optional<std::uint64_t> declared_length;  // a Content-Length the application set
  std::uint64_t ready_length = 0;                // body bytes at hand when the head is sent
  bool more_data = false;                        // more will follow them
};

struct FramingDecision {
  Framing framing;
  bool send_body;                    // false: drop body bytes (HEAD, 1xx, 204, 304)
  std::uint64_t content_length = 0;  // with kContentLength
};

// What is at hand is believed over what was declared; a declared length counts where the body is
// still to come, or is never sent.
FramingDecision decide_framing(const FramingRequest& request);

struct ResponseHead {
  int status = 200;
  std::string_view reason;  // empty: the registered phrase
  const HeaderMap* headers = nullptr;
  Framing framing = Framing::kContentLength;
  std::uint64_t content_length = 0;  // with kContentLength
  bool keep_alive = true;
  int version_minor = 1;    // of the request: HTTP/1.0 is told "keep-alive" explicitly
  std::string_view date;    // 29 characters, or empty; a Date among the headers goes first
  std::string_view server;  // default Server value, or empty; a Server among the headers goes first
};

// Room that write_response_head() needs at most.
std::size_t response_head_bound(const ResponseHead& head);

// Writes the head with its empty line to `out` (response_head_bound() bytes of room) and returns
// its length. Content-Length, Transfer-Encoding and Connection among the headers give way to
// what `framing` and `keep_alive` say; Connection stays where the connection does.
// Control characters in `reason` and `server` become spaces; header values have none (HeaderMap).
std::size_t write_response_head(const ResponseHead& head, char* out);

inline constexpr std::size_t kMaxChunkLine = 18;  // 16 digits and CRLF
inline constexpr std::string_view kChunkEnd = "\r\n";
inline constexpr std::string_view kLastChunk = "0\r\n\r\n";

// The last chunk with trailer fields behind it (RFC 9112 7.1.2), into trailer_section_bound() bytes
// of room; returns its length.
std::size_t trailer_section_bound(const HeaderMap& trailers);
std::size_t write_trailer_section(const HeaderMap& trailers, char* out);

// Writes "1a2b\r\n" to `out` (kMaxChunkLine bytes of room); returns its length.
std::size_t write_chunk_line(std::uint64_t size, char* out);

inline constexpr std::string_view kContinueResponse = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace penstock::http
