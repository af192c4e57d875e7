// The request head parser; see request_parser.h. One scan finds each line's end and any control
// byte in it; the line is then split in place. What fields mean is in field_rules.
#include "http/http1/request_parser.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "http/chars.h"
#include "http/host.h"
#include "http/http1/field_line.h"
#include "http/http1/field_rules.h"

namespace penstock::http {
namespace {

// "HTTP/1.1"
constexpr std::size_t kVersionLength = 8;

ParseError error_of_control(char c) {
  return c == '\r' || c == '\n' ? ParseError::kBadLineEnding : ParseError::kControlByte;
}

char* find_not(CharClass wanted, char* begin, char* end) {
  while (begin != end && is_in(wanted, *begin)) ++begin;
  return begin;
}

// The length of "http://" or "https://" at the front of an absolute-form target, or 0.
std::size_t scheme_length(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (base::ascii_iequals(target.substr(0, scheme.size()), scheme)) return scheme.size();
  }
  return 0;
}

}  // namespace

RequestParser::RequestParser(base::Arena& arena, const HeadLimits& limits)
    : head_(arena), arena_(&arena), limits_(limits) {}

void RequestHead::reset() {
  headers.reset();
  method = Method::kOther;
  target_form = TargetForm::kOrigin;
  version_minor = 1;
  chunked = keep_alive = expect_continue = upgrade = false;
  method_text = target = path_and_query = host = {};
  content_length.reset();
  head_bytes = 0;
}

void RequestParser::reset() {
  head_.reset();
  state_ = State::kStart;
  error_ = ParseError::kNone;
  base_ = nullptr;
  size_ = line_ = scanned_ = fields_begin_ = field_count_ = 0;
}

ParseStatus RequestParser::parse(char* data, std::size_t size) {
  if (state_ == State::kComplete) return ParseStatus::kComplete;
  if (state_ == State::kError) return ParseStatus::kError;
  if (data != base_) rebase(data);
  size_ = size;
  char* const end = data + size;
  while (true) {
    char* const line = data + line_;
    char* const line_end = find_control(data + scanned_, end);
    if (line_end == end) return need_more(line, end);
    if (*line_end != '\r') return fail(error_of_control(*line_end));
    if (line_end + 1 == end) return need_more(line, line_end);
    if (line_end[1] != '\n') return fail(ParseError::kBadLineEnding);
    line_ = scanned_ = static_cast<std::size_t>(line_end - data) + 2;
    if (const ParseError error = take_line(line, line_end); error != ParseError::kNone) {
      return fail(error);
    }
    if (state_ == State::kComplete) return ParseStatus::kComplete;
  }
}

ParseError RequestParser::take_line(char* begin, char* end) {
  const auto length = static_cast<std::size_t>(end - begin);
  if (state_ == State::kFields) {
    if (length == 0) return finish();
    if (length > limits_.field) return ParseError::kFieldTooLong;
    if (line_ - fields_begin_ > limits_.fields) return ParseError::kHeadTooLong;
    return take_field(begin, end);
  }
  if (length == 0 && state_ == State::kStart) {
    // RFC 9112 2.2: one empty line before the request line is ignored; some clients send one
    // behind a body.
    state_ = State::kRequestLine;
    return ParseError::kNone;
  }
  if (length > limits_.request_line) return ParseError::kRequestLineTooLong;
  state_ = State::kFields;
  fields_begin_ = line_;
  return take_request_line(begin, end);
}

ParseStatus RequestParser::fail(ParseError error) {
  state_ = State::kError;
  error_ = error;
  return ParseStatus::kError;
}

// An incomplete line is refused as soon as it is over a limit, not when it ends.
ParseStatus RequestParser::need_more(const char* line_begin, const char* scanned) {
  const auto length = static_cast<std::size_t>(scanned - line_begin);
  scanned_ = static_cast<std::size_t>(scanned - base_);
  if (state_ != State::kFields) {
    return length > limits_.request_line ? fail(ParseError::kRequestLineTooLong)
                                         : ParseStatus::kNeedMore;
  }
  if (length > limits_.field) return fail(ParseError::kFieldTooLong);
  if (scanned_ - fields_begin_ > limits_.fields) return fail(ParseError::kHeadTooLong);
  return ParseStatus::kNeedMore;
}

// The caller moved the bytes to a bigger buffer: what was parsed of them follows.
void RequestParser::rebase(char* data) {
  if (base_ != nullptr) {
    head_.headers.rebase(base_, size_, data);
    const char* const old = base_;
    for (std::string_view* view :
         {&head_.method_text, &head_.target, &head_.path_and_query, &head_.host}) {
      const auto offset =
          reinterpret_cast<std::uintptr_t>(view->data()) - reinterpret_cast<std::uintptr_t>(old);
      if (offset < size_) *view = {data + offset, view->size()};
    }
  }
  base_ = data;
}

ParseError RequestParser::take_request_line(char* begin, char* end) {
  char* const method_end = find_not(kToken, begin, end);
  if (method_end == end) return ParseError::kBadRequestLine;
  if (method_end == begin || *method_end != ' ') return ParseError::kBadMethod;
  char* const target = method_end + 1;
  char* const target_end = find_not(kTarget, target, end);
  if (target_end == end) return ParseError::kBadRequestLine;
  if (target_end == target && *target == ' ') return ParseError::kBadRequestLine;
  if (target_end == target || *target_end != ' ') return ParseError::kBadTarget;

  head_.method_text = {begin, static_cast<std::size_t>(method_end - begin)};
  head_.target = {target, static_cast<std::size_t>(target_end - target)};
  head_.method = method_from_text(head_.method_text);
  const char* const version = target_end + 1;
  const ParseError error = take_version({version, static_cast<std::size_t>(end - version)});
  if (error != ParseError::kNone) return error;
  *method_end = '\0';
  *target_end = '\0';
  return take_target();
}

ParseError RequestParser::take_version(std::string_view text) {
  if (text == "HTTP/1.1") return ParseError::kNone;
  if (text.find(' ') != text.npos) return ParseError::kBadRequestLine;
  if (text.size() != kVersionLength || !text.starts_with("HTTP/") || !is_digit(text[5]) ||
      text[6] != '.' || !is_digit(text[7])) {
    return ParseError::kBadVersionText;
  }
  if (text[5] != '1' || text[7] > '1') return ParseError::kUnsupportedVersion;
  head_.version_minor = static_cast<std::uint8_t>(text[7] - '0');
  return ParseError::kNone;
}

// RFC 9112 3.2: which form a target may have depends on the method.
ParseError RequestParser::take_target() {
  const std::string_view target = head_.target;
  head_.path_and_query = target;
  if (head_.method == Method::kConnect) {
    head_.target_form = TargetForm::kAuthority;
    const auto authority = parse_authority(target);
    if (!authority || !authority->port) return ParseError::kBadTarget;
    head_.host = target;
    head_.path_and_query = "";
    return ParseError::kNone;
  }
  if (target[0] == '/') return ParseError::kNone;
  if (target == "*") {
    head_.target_form = TargetForm::kAsterisk;
    return head_.method == Method::kOptions ? ParseError::kNone : ParseError::kBadTarget;
  }
  return take_absolute_target();
}

ParseError RequestParser::take_absolute_target() {
  head_.target_form = TargetForm::kAbsolute;
  const std::size_t scheme = scheme_length(head_.target);
  if (scheme == 0) return ParseError::kBadTarget;
  const std::string_view rest = head_.target.substr(scheme);
  const std::size_t authority = std::min(rest.find_first_of("/?"), rest.size());
  if (!parse_authority(rest.substr(0, authority))) return ParseError::kBadHost;
  head_.host = arena_->copy(rest.substr(0, authority));
  head_.path_and_query = rest.substr(authority);
  if (head_.path_and_query.starts_with('/')) return ParseError::kNone;
  // "http://host?query" and "http://host": the path is "/".
  const std::string_view query = head_.path_and_query;
  char* text = static_cast<char*>(arena_->allocate(query.size() + 2, 1));
  text[0] = '/';
  std::memcpy(text + 1, query.data(), query.size());
  text[query.size() + 1] = '\0';
  head_.path_and_query = {text, query.size() + 1};
  return ParseError::kNone;
}

ParseError RequestParser::take_field(char* begin, char* end) {
  if (++field_count_ > limits_.field_count) return ParseError::kTooManyFields;
  FieldLine line;
  if (const ParseError error = split_field_line(begin, end, line); error != ParseError::kNone) {
    return error;
  }
  const int id = known_header_id(HeaderKind::kRequest, line.name);
  if (id == header::kHost || id == header::kContentLength || id == header::kTransferEncoding) {
    const ParseError error = check_single_field(id, line.value);
    if (error != ParseError::kNone) return error;
  }
  head_.headers.append_parsed(id, line.name, line.value);
  return ParseError::kNone;
}

// The fields whose repetition or malformation lets two servers see different requests.
ParseError RequestParser::check_single_field(int id, std::string_view value) {
  const bool repeated = head_.headers.has(id);
  if (id == header::kHost) {
    if (repeated) return ParseError::kRepeatedHost;
    return parse_authority(value) ? ParseError::kNone : ParseError::kBadHost;
  }
  if (id == header::kContentLength) {
    if (repeated) return ParseError::kRepeatedContentLength;
    std::uint64_t length = 0;
    const ParseError error = parse_content_length(value, length);
    head_.content_length = length;
    return error;
  }
  if (repeated) return ParseError::kBadTransferEncoding;
  if (head_.version_minor == 0) return ParseError::kTransferEncodingInHttp10;
  head_.chunked = true;
  return check_transfer_encoding(value);
}

ParseError RequestParser::finish() {
  if (head_.chunked && head_.content_length) return ParseError::kLengthAndTransferEncoding;
  const HeaderEntry* const host = head_.headers.find(header::kHost);
  if (host == nullptr && head_.version_minor >= 1) return ParseError::kMissingHost;
  if (head_.host.empty()) {
    if (host != nullptr) head_.host = host->value;
  } else if (head_.headers.set(header::kHost, head_.host) != HeaderError::kNone) {
    // RFC 9112 3.2.2: an absolute target's authority replaces Host.
    return ParseError::kBadHost;
  }
  head_.keep_alive = head_.version_minor >= 1;
  if (const HeaderEntry* entry = head_.headers.find(header::kConnection)) {
    const ConnectionOptions options = parse_connection(entry->value);
    head_.keep_alive = !options.close && (head_.keep_alive || options.keep_alive);
    head_.upgrade = options.upgrade;
  }
  // RFC 9110 10.1.1: an HTTP/1.0 request's Expect is ignored.
  if (const HeaderEntry* entry = head_.headers.find(header::kExpect);
      entry != nullptr && head_.version_minor >= 1) {
    const ParseError error = check_expectation(entry->value);
    if (error != ParseError::kNone) return error;
    head_.expect_continue = true;
  }
  head_.head_bytes = line_;
  state_ = State::kComplete;
  return ParseError::kNone;
}

}  // namespace penstock::http
