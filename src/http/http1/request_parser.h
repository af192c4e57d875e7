// The incremental HTTP/1.x request head parser: strict RFC 9112, in place, no copies. The
// result is RequestHead; chunked_decoder.h and body_reader.h take over behind it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/arena.h"
#include "http/header_map.h"
#include "http/http1/parse_error.h"
#include "http/method.h"

namespace penstock::http {

struct HeadLimits {
  std::size_t request_line = 16 * 1024;  // over it: 414
  std::size_t field = 16 * 1024;         // one field line; over it: 431
  std::size_t fields = 16 * 1024;        // all field lines; over it: 431
  std::size_t field_count = 100;         // over it: 431
};

enum class TargetForm : std::uint8_t { kOrigin, kAbsolute, kAuthority, kAsterisk };

// A parsed head. All texts are NUL-terminated views of the receive buffer or the arena.
struct RequestHead {
  explicit RequestHead(base::Arena& arena) : headers(HeaderKind::kRequest, arena) {}

  Method method = Method::kOther;
  TargetForm target_form = TargetForm::kOrigin;
  std::uint8_t version_minor = 1;  // HTTP/1.0 or HTTP/1.1; the major version is 1
  bool chunked = false;
  bool keep_alive = false;
  bool expect_continue = false;
  bool upgrade = false;  // Connection names "upgrade"
  std::string_view method_text;
  std::string_view target;          // as received
  std::string_view path_and_query;  // origin form of the target; empty for CONNECT, "*" as is
  std::string_view host;            // authority that counts: the target's, else Host; may be empty
  std::optional<std::uint64_t> content_length;
  HeaderMap headers;           // repeated names joined; Host is the authority of an absolute target
  std::size_t head_bytes = 0;  // where the body starts, from the buffer's begin

  // Ready for the next request.
  void reset();
  bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

enum class ParseStatus : std::uint8_t { kNeedMore, kComplete, kError };

// One request: reset() before the next. The parser writes NULs over delimiters it has passed.
class RequestParser {
 public:
  explicit RequestParser(base::Arena& arena, const HeadLimits& limits = HeadLimits{});

  // `data` holds all bytes of this request received so far: what the last call saw (wherever
  // it lies now), and more. Bytes seen are not scanned again. Bytes behind the head are left
  // alone. The buffer must outlive the request.
  ParseStatus parse(char* data, std::size_t size);

  const RequestHead& head() const { return head_; }
  RequestHead& head() { return head_; }
  ParseError error() const { return error_; }
  // True until the first byte of a request line: the connection may be closed silently.
  bool idle() const { return state_ < State::kFields && line_ == size_; }

  // Ready for the next request; call together with Arena::reset().
  void reset();

 private:
  enum class State : std::uint8_t { kStart, kRequestLine, kFields, kComplete, kError };

  ParseStatus fail(ParseError error);
  ParseStatus need_more(const char* line_begin, const char* scanned);
  void rebase(char* data);
  ParseError take_line(char* begin, char* end);
  ParseError take_request_line(char* begin, char* end);
  ParseError take_version(std::string_view text);
  ParseError take_target();
  ParseError take_absolute_target();
  ParseError take_field(char* begin, char* end);
  ParseError check_single_field(int id, std::string_view value);
  ParseError finish();

  RequestHead head_;
  base::Arena* arena_;
  HeadLimits limits_;
  State state_ = State::kStart;
  ParseError error_ = ParseError::kNone;
  char* base_ = nullptr;
  std::size_t size_ = 0;     // bytes seen at base_
  std::size_t line_ = 0;     // where the current line begins
  std::size_t scanned_ = 0;  // no line end before this offset
  std::size_t fields_begin_ = 0;
  std::size_t field_count_ = 0;
};

}  // namespace penstock::http
