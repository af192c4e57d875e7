// The chunked decoder's state machine; see chunked_decoder.h. Size lines and trailers go byte by
// byte through a switch, data goes by whole spans.
#include "http/http1/chunked_decoder.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "http/chars.h"
#include "http/http1/field_line.h"

namespace penstock::http {
namespace {

// 15 digits: 2^60 bytes is more than any body, and no sum of it overflows 64 bits.
constexpr std::size_t kMaxSizeDigits = 15;
constexpr std::size_t kFirstLineCapacity = 256;

// Fields that frame, route or authenticate a message mean nothing behind its body, and a server
// that took them for headers could be misled (RFC 9110 6.5.1).
bool is_forbidden_trailer(int id) {
  switch (id) {
    case header::kTransferEncoding:
    case header::kContentLength:
    case header::kContentType:
    case header::kContentEncoding:
    case header::kContentRange:
    case header::kTrailer:
    case header::kConnection:
    case header::kUpgrade:
    case header::kHost:
    case header::kTe:
    case header::kExpect:
    case header::kRange:
    case header::kAuthorization:
    case header::kProxyAuthorization:
    case header::kCookie:
    case header::kCacheControl:
    case header::kMaxForwards:
      return true;
    default:
      return false;
  }
}

bool is_quoted_text(char c) { return !is_control(c) && c != '"' && c != '\\'; }

}  // namespace

ChunkedDecoder::ChunkedDecoder(base::Arena& arena, const ChunkLimits& limits)
    : trailers_(HeaderKind::kRequest, arena), arena_(&arena), limits_(limits) {}

void ChunkedDecoder::reset() { *this = ChunkedDecoder(*arena_, limits_); }

BodyStep ChunkedDecoder::decode(std::string_view input) {
  if (state_ == State::kDone) return {BodyStatus::kDone, 0, {}};
  if (state_ == State::kError) return {BodyStatus::kError, 0, {}};
  std::size_t at = 0;
  while (at < input.size()) {
    if (state_ == State::kData) {
      const std::size_t length =
          static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size() - at));
      left_ -= length;
      if (left_ == 0) state_ = State::kDataCr;
      return {BodyStatus::kData, at + length, input.substr(at, length)};
    }
    error_ = take_byte(input[at++]);
    if (error_ != ParseError::kNone) {
      state_ = State::kError;
      return {BodyStatus::kError, at, {}};
    }
    if (state_ == State::kDone) return {BodyStatus::kDone, at, {}};
  }
  return {BodyStatus::kNeedMore, at, {}};
}

ParseError ChunkedDecoder::take_byte(char c) {
  switch (state_) {
    case State::kSizeStart:
    case State::kSize:
      return take_size_byte(c);
    case State::kSizeLf:
      if (c != '\n') return ParseError::kBadLineEnding;
      start_chunk();
      return ParseError::kNone;
    case State::kDataCr:
      state_ = State::kDataLf;
      return c == '\r' ? ParseError::kNone : ParseError::kBadChunkEnd;
    case State::kDataLf:
      state_ = State::kSizeStart;
      return c == '\n' ? ParseError::kNone : ParseError::kBadChunkEnd;
    case State::kTrailer:
      return take_trailer_byte(c);
    case State::kTrailerLf:
      return c == '\n' ? end_of_trailer_line() : ParseError::kBadLineEnding;
    default:
      return take_extension_byte(c);
  }
}

void ChunkedDecoder::start_chunk() {
  state_ = left_ == 0 ? State::kTrailer : State::kData;
  size_digits_ = 0;
  extension_bytes_ = 0;
}

ParseError ChunkedDecoder::take_size_byte(char c) {
  if (const int digit = hex_value(c); digit >= 0) {
    if (++size_digits_ > kMaxSizeDigits) return ParseError::kBadChunkSize;
    left_ = state_ == State::kSizeStart ? 0 : left_ << 4;
    left_ |= static_cast<std::uint64_t>(digit);
    state_ = State::kSize;
    return ParseError::kNone;
  }
  if (state_ == State::kSizeStart) return ParseError::kBadChunkSize;
  if (c == '\n') return ParseError::kBadLineEnding;
  return end_of_extension(c, ParseError::kBadChunkSize);
}

// RFC 9112 7.1.1, without the "bad white space" it deprecates: *(";" name ["=" token-or-quoted]).
ParseError ChunkedDecoder::take_extension_byte(char c) {
  if (++extension_bytes_ > limits_.extension || ++all_extension_bytes_ > limits_.extensions) {
    return ParseError::kChunkExtensionTooLong;
  }
  const bool token = is_in(kToken, c);
  switch (state_) {
    case State::kExtensionName:
      state_ = State::kExtensionNameRest;
      return token ? ParseError::kNone : ParseError::kBadChunkExtension;
    case State::kExtensionNameRest:
      if (token) return ParseError::kNone;
      if (c != '=') return end_of_extension(c, ParseError::kBadChunkExtension);
      state_ = State::kExtensionValue;
      return ParseError::kNone;
    case State::kExtensionValue:
      state_ = c == '"' ? State::kExtensionQuoted : State::kExtensionToken;
      return token || c == '"' ? ParseError::kNone : ParseError::kBadChunkExtension;
    case State::kExtensionToken:
      return token ? ParseError::kNone : end_of_extension(c, ParseError::kBadChunkExtension);
    case State::kExtensionQuoted:
      if (c == '"') state_ = State::kExtensionQuoteEnd;
      if (c == '\\') state_ = State::kExtensionEscape;
      return state_ != State::kExtensionQuoted || is_quoted_text(c)
                 ? ParseError::kNone
                 : ParseError::kBadChunkExtension;
    case State::kExtensionEscape:
      state_ = State::kExtensionQuoted;
      return is_control(c) ? ParseError::kBadChunkExtension : ParseError::kNone;
    default:
      return end_of_extension(c, ParseError::kBadChunkExtension);
  }
}

// Behind a size or a whole extension: another extension or the line's end, else `otherwise`.
ParseError ChunkedDecoder::end_of_extension(char c, ParseError otherwise) {
  if (c != ';' && c != '\r') return otherwise;
  state_ = c == ';' ? State::kExtensionName : State::kSizeLf;
  return ParseError::kNone;
}

ParseError ChunkedDecoder::take_trailer_byte(char c) {
  if (c == '\r') {
    state_ = State::kTrailerLf;
    return ParseError::kNone;
  }
  if (is_control(c)) {
    return c == '\n' ? ParseError::kBadLineEnding : ParseError::kControlByte;
  }
  if (++trailer_bytes_ > limits_.trailers) return ParseError::kTrailersTooLong;
  push_trailer_byte(c);
  return ParseError::kNone;
}

ParseError ChunkedDecoder::end_of_trailer_line() {
  if (line_size_ == 0) {
    state_ = State::kDone;
    return ParseError::kNone;
  }
  state_ = State::kTrailer;
  if (++trailer_count_ > limits_.trailer_count) return ParseError::kTrailersTooLong;
  FieldLine line;
  push_trailer_byte('\0');
  const ParseError error = split_field_line(line_, line_ + line_size_ - 1, line);
  if (error != ParseError::kNone) return error;
  const int id = known_header_id(HeaderKind::kRequest, line.name);
  if (is_forbidden_trailer(id)) return ParseError::kForbiddenTrailer;
  trailers_.append_parsed(id, line.name, line.value);
  // The next line gets memory of its own: this one now belongs to the trailers.
  line_ = nullptr;
  line_size_ = line_capacity_ = 0;
  return ParseError::kNone;
}

void ChunkedDecoder::push_trailer_byte(char c) {
  if (line_size_ == line_capacity_) {
    line_capacity_ = std::max(kFirstLineCapacity, 2 * line_capacity_);
    char* bigger = static_cast<char*>(arena_->allocate(line_capacity_, 1));
    if (line_size_ != 0) std::memcpy(bigger, line_, line_size_);
    line_ = bigger;
  }
  line_[line_size_++] = c;
}

}  // namespace penstock::http
