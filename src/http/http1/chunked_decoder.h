// The incremental decoder of chunked bodies (RFC 9112 7.1): hands out body bytes in place,
// strict about line ends and sizes, bounded in extensions and trailers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/arena.h"
#include "http/header_map.h"
#include "http/http1/parse_error.h"

namespace penstock::http {

enum class BodyStatus : std::uint8_t {
  kNeedMore,  // all input consumed, the body goes on
  kData,      // `body` holds bytes; call again with what is left of the input
  kDone,      // the body ended; bytes behind `consumed` belong to the next request
  kError,
};

struct BodyStep {
  BodyStatus status;
  std::size_t consumed;   // of the input given
  std::string_view body;  // body bytes, a view of the input; may come with kDone
};

struct ChunkLimits {
  std::size_t extension = 256;         // bytes of extensions in one chunk line
  std::size_t extensions = 16 * 1024;  // in the whole body: tiny chunks must not carry big ones
  std::size_t trailers = 8 * 1024;     // bytes of all trailer lines
  std::size_t trailer_count = 32;
};

class ChunkedDecoder {
 public:
  // Trailers are kept in the arena.
  explicit ChunkedDecoder(base::Arena& arena, const ChunkLimits& limits = ChunkLimits{});

  // Feeds bytes; at most one span of body bytes comes back at a time.
  BodyStep decode(std::string_view input);

  ParseError error() const { return error_; }
  // Complete after kDone. Never merged into the headers (RFC 9110 6.5.1).
  const HeaderMap& trailers() const { return trailers_; }
  HeaderMap& trailers() { return trailers_; }

  void reset();

 private:
  enum class State : std::uint8_t {
    kSizeStart,
    kSize,
    kExtensionName,
    kExtensionNameRest,
    kExtensionValue,
    kExtensionToken,
    kExtensionQuoted,
    kExtensionEscape,
    kExtensionQuoteEnd,
    kSizeLf,
    kData,
    kDataCr,
    kDataLf,
    kTrailer,
    kTrailerLf,
    kDone,
    kError,
  };

  ParseError take_byte(char c);
  ParseError take_size_byte(char c);
  ParseError take_extension_byte(char c);
  ParseError end_of_extension(char c, ParseError otherwise);
  void start_chunk();
  ParseError take_trailer_byte(char c);
  ParseError end_of_trailer_line();
  void push_trailer_byte(char c);

  HeaderMap trailers_;
  base::Arena* arena_;
  ChunkLimits limits_;
  State state_ = State::kSizeStart;
  ParseError error_ = ParseError::kNone;
  std::uint64_t left_ = 0;  // of the current chunk's data
  std::size_t size_digits_ = 0;
  std::size_t extension_bytes_ = 0;
  std::size_t all_extension_bytes_ = 0;
  char* line_ = nullptr;  // the trailer line being gathered
  std::size_t line_size_ = 0;
  std::size_t line_capacity_ = 0;
  std::size_t trailer_bytes_ = 0;
  std::size_t trailer_count_ = 0;
};

}  // namespace penstock::http
