// BodyReader: how the body of one request is framed, as a small state object. Wraps the three
// cases (none, Content-Length, chunked) so that the connection has one loop for all.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "http/http1/chunked_decoder.h"
#include "http/http1/request_parser.h"

namespace penstock::http {

class BodyReader {
 public:
  explicit BodyReader(base::Arena& arena, const ChunkLimits& limits = ChunkLimits{});

  // Starts the body that `head` announces.
  void start(const RequestHead& head);

  // Feeds received bytes: as ChunkedDecoder::decode() for every framing. With nothing (left) to
  // read it answers kDone at once and consumes nothing.
  BodyStep feed(std::string_view input);

  bool done() const { return done_; }
  bool chunked() const { return chunked_; }
  // Bytes not yet read of a Content-Length body; nullopt for an unfinished chunked one.
  std::optional<std::uint64_t> remaining() const;
  std::uint64_t bytes_read() const { return bytes_read_; }
  ParseError error() const { return decoder_.error(); }
  const HeaderMap& trailers() const { return decoder_.trailers(); }

 private:
  BodyStep feed_counted(std::string_view input);

  ChunkedDecoder decoder_;
  std::uint64_t left_ = 0;
  std::uint64_t bytes_read_ = 0;
  bool chunked_ = false;
  bool done_ = true;
};

}  // namespace penstock::http
