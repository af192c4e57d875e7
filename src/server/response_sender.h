// ResponseSender: turns what the native response holds (status, headers, chunks) into bytes of the
// output queue: the head once, then the body in the framing that head announced. Sending the queue
// is the connection's (or, blocking, the exchange's) work.
#pragma once

#include <cstdint>
#include <optional>

#include "base/arena.h"
#include "http/http1/request_parser.h"
#include "http/http1/response_writer.h"
#include "native/http_response.h"
#include "server/output_queue.h"

namespace penstock::server {

// Owned by the request's executor.
class ResponseSender {
 public:
  ResponseSender(base::Arena& arena, OutputQueue& output) : arena_(arena), output_(output) {}

  void begin(const http::RequestHead& request);

  // Stages the head, if it has not been sent, and all chunks, and empties the response. With
  // more_data the body goes on; without, it ends. `keep_alive` may become false: the body can
  // only end with the connection. Returns entity bytes staged.
  HRESULT stage(native::HttpResponse& response, bool more_data, bool& keep_alive);

  bool head_staged() const { return head_staged_; }
  // Bytes staged for this request, heads and framing included.
  std::uint64_t bytes() const { return bytes_; }
  std::uint64_t entity_bytes() const { return entity_bytes_; }

 private:
  void stage_head(native::HttpResponse& response, bool more_data, bool& keep_alive);
  HRESULT stage_body(native::HttpResponse& response, bool more_data, bool& keep_alive);
  void announce_trailers(native::HttpResponse& response);
  void stage_copy(std::string_view bytes);
  void stage_last_chunk(native::HttpResponse& response);
  bool stage_small(native::HttpResponse& response);
  void fit_to_announced(native::HttpResponse& response, bool more_data, bool& keep_alive);

  base::Arena& arena_;
  OutputQueue& output_;
  const http::RequestHead* request_ = nullptr;
  http::Framing framing_ = http::Framing::kContentLength;
  std::uint64_t bytes_ = 0;
  std::uint64_t entity_bytes_ = 0;
  bool head_staged_ = false;
  bool send_body_ = true;
  bool ended_ = false;
  // Entity bytes that the head announced; there must not be more or fewer.
  std::optional<std::uint64_t> announced_;
};

}  // namespace penstock::server
