// Head once, then the body in its framing; see response_sender.h.
#include "server/response_sender.h"

#include <charconv>
#include <cstring>

#include "http/http1/field_rules.h"
#include "native/chunk_resolver.h"
#include "server/date_cache.h"

namespace penstock::server {
namespace {

std::optional<std::uint64_t> announced_length(const http::HeaderMap& headers) {
  const std::string_view text = headers.get(HttpHeaderContentLength);
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return length;
}

// A module has said so; the client will not send another request on this connection.
bool announces_close(const http::HeaderMap& headers) {
  const std::string_view options = headers.get(HttpHeaderConnection);
  return !options.empty() && http::parse_connection(options).close;
}

}  // namespace

void ResponseSender::begin(const http::RequestHead& request) {
  request_ = &request;
  framing_ = http::Framing::kContentLength;
  bytes_ = 0;
  entity_bytes_ = 0;
  head_staged_ = false;
  send_body_ = true;
  ended_ = false;
  announced_.reset();
}

HRESULT ResponseSender::stage(native::HttpResponse& response, bool more_data, bool& keep_alive) {
  if (ended_) {
    response.drop_chunks();
    return S_OK;
  }
  const std::uint64_t before = output_.chain().size();
  if (!head_staged_) {
    stage_head(response, more_data, keep_alive);
  }
  const HRESULT result = stage_body(response, more_data, keep_alive);
  bytes_ += output_.chain().size() - before;
  ended_ = !more_data;
  if (ended_) {
    response.trailers().body_has_ended();
  }
  return result;
}

void ResponseSender::stage_head(native::HttpResponse& response, bool more_data, bool& keep_alive) {
  head_staged_ = true;
  response.mark_headers_sent();
  if (response.headers_suppressed()) {
    // Page: SuppressHeaders. The module writes what it wants on the wire; the end is the close.
    framing_ = http::Framing::kClose;
    keep_alive = false;
    return;
  }
  http::FramingRequest wanted;
  wanted.version_minor = request_->version_minor;
  wanted.head_method = request_->method == http::Method::kHead;
  wanted.status = response.status();
  const bool trailers = !response.trailers().empty();
  // Only a chunked body has room for trailers.
  wanted.declared_length = trailers ? std::nullopt : announced_length(response.headers());
  wanted.ready_length = response.entity_bytes();
  wanted.more_data = more_data || trailers;
  const http::FramingDecision decision = http::decide_framing(wanted);
  framing_ = decision.framing;
  send_body_ = decision.send_body;
  response.trailers().head_was_sent(framing_ == http::Framing::kChunked && send_body_);
  announce_trailers(response);
  if (framing_ == http::Framing::kContentLength) {
    announced_ = decision.content_length;
  }
  if (framing_ == http::Framing::kClose || announces_close(response.headers())) {
    keep_alive = false;
  }

  http::ResponseHead head;
  head.status = response.status();
  head.reason = response.reason();
  head.headers = &response.headers();
  head.framing = framing_;
  head.content_length = decision.content_length;
  head.keep_alive = keep_alive;
  head.version_minor = request_->version_minor;
  head.date = current_http_date();
  const std::size_t bound = http::response_head_bound(head);
  char* room = output_.reserve(bound);
  if (room != nullptr) {
    output_.commit(http::write_response_head(head, room));
    return;
  }
  room = static_cast<char*>(arena_.allocate(bound, 1));
  output_.chain().push({room, http::write_response_head(head, room)});
  output_.mark_reference();
}

// RFC 9110 6.6.2: as far as they are known, and unless the module has said so itself.
void ResponseSender::announce_trailers(native::HttpResponse& response) {
  http::HeaderMap& headers = response.headers();
  if (framing_ == http::Framing::kChunked && !response.trailers().empty() &&
      !headers.has(HttpHeaderTrailer)) {
    (void)headers.set(HttpHeaderTrailer, response.trailers().names());
  }
}

// Memory chunks that fit go behind the head, by copy; true if all did.
bool ResponseSender::stage_small(native::HttpResponse& response) {
  const std::uint64_t size = response.entity_bytes();
  if (framing_ == http::Framing::kChunked || size > OutputQueue::kCopyLimit) {
    return false;
  }
  for (const HTTP_DATA_CHUNK& chunk : response.chunks()) {
    if (chunk.DataChunkType != HttpDataChunkFromMemory) {
      return false;
    }
  }
  char* room = output_.reserve(size);
  if (room == nullptr) {
    return false;
  }
  std::size_t at = 0;
  for (const HTTP_DATA_CHUNK& chunk : response.chunks()) {
    std::memcpy(room + at, chunk.FromMemory.pBuffer, chunk.FromMemory.BufferLength);
    at += chunk.FromMemory.BufferLength;
  }
  output_.commit(at);
  return true;
}

void ResponseSender::stage_copy(std::string_view bytes) {
  if (char* room = output_.reserve(bytes.size()); room != nullptr) {
    std::memcpy(room, bytes.data(), bytes.size());
    output_.commit(bytes.size());
    return;
  }
  output_.chain().push(arena_.copy(bytes));
  output_.mark_reference();
}

// Never more bytes than announced (they would be read as the next response), and no keep-alive
// after fewer.
void ResponseSender::fit_to_announced(native::HttpResponse& response, bool more_data,
                                      bool& keep_alive) {
  if (!announced_.has_value() || !send_body_) {
    return;
  }
  if (entity_bytes_ + response.entity_bytes() > *announced_) {
    response.drop_chunks();
    keep_alive = false;
  }
  if (!more_data && entity_bytes_ + response.entity_bytes() < *announced_) {
    keep_alive = false;
  }
}

void ResponseSender::stage_last_chunk(native::HttpResponse& response) {
  if (response.trailers().empty()) {
    stage_copy(http::kLastChunk);
    return;
  }
  const http::HeaderMap& trailers = response.trailers().fields();
  char* const text = static_cast<char*>(arena_.allocate(http::trailer_section_bound(trailers), 1));
  stage_copy({text, http::write_trailer_section(trailers, text)});
}

HRESULT ResponseSender::stage_body(native::HttpResponse& response, bool more_data,
                                   bool& keep_alive) {
  fit_to_announced(response, more_data, keep_alive);
  const std::uint64_t size = response.entity_bytes();
  const bool chunked = framing_ == http::Framing::kChunked;
  HRESULT result = S_OK;
  if (send_body_ && framing_ != http::Framing::kNone && size > 0) {
    entity_bytes_ += size;
    if (!stage_small(response)) {
      if (chunked) {
        char line[http::kMaxChunkLine];
        stage_copy({line, http::write_chunk_line(size, line)});
      }
      result = native::append_chunks(response.chunks(), output_.chain(), arena_);
      output_.mark_reference();
      if (chunked) {
        stage_copy(http::kChunkEnd);
      }
    }
  }
  response.drop_chunks();
  if (chunked && send_body_ && !more_data) {
    stage_last_chunk(response);
  }
  return result;
}

}  // namespace penstock::server
