// Content-Length, Transfer-Encoding, Expect and Connection; see field_rules.h.
#include "http/http1/field_rules.h"

#include <algorithm>
#include <cstddef>

#include "base/text.h"
#include "http/chars.h"

namespace penstock::http {
namespace {

// 18 digits never overflow, and no body is that long.
constexpr std::size_t kMaxLengthDigits = 18;

// Cuts the first member off a comma-separated list.
std::string_view take_member(std::string_view& list) {
  const std::size_t comma = std::min(list.find(','), list.size());
  const std::string_view member = base::trim(list.substr(0, comma));
  list.remove_prefix(std::min(comma + 1, list.size()));
  return member;
}

bool is_option(std::string_view text, std::string_view option) {
  return text.size() == option.size() && base::ascii_iequals(text, option);
}

bool is_chunked(std::string_view coding) { return is_option(coding, "chunked"); }

}  // namespace

ParseError parse_content_length(std::string_view value, std::uint64_t& out) {
  if (value.empty() || value.size() > kMaxLengthDigits) return ParseError::kBadContentLength;
  std::uint64_t length = 0;
  for (const char c : value) {
    if (!is_digit(c)) return ParseError::kBadContentLength;
    length = length * 10 + static_cast<std::uint64_t>(c - '0');
  }
  out = length;
  return ParseError::kNone;
}

ParseError check_transfer_encoding(std::string_view value) {
  if (is_chunked(value)) return ParseError::kNone;
  // RFC 9112 6.3: unless the final coding is chunked, the length is unknowable: 400. With it,
  // the body is framed but not understood: 501.
  const std::size_t comma = value.rfind(',');
  if (comma == value.npos || !is_chunked(base::trim(value.substr(comma + 1)))) {
    return ParseError::kBadTransferEncoding;
  }
  std::string_view others = value.substr(0, comma);
  do {
    const std::string_view coding = take_member(others);
    if (!is_token(coding) || is_chunked(coding)) return ParseError::kBadTransferEncoding;
  } while (!others.empty());
  return ParseError::kUnsupportedTransferCoding;
}

ParseError check_expectation(std::string_view value) {
  return base::ascii_iequals(value, "100-continue") ? ParseError::kNone
                                                    : ParseError::kUnsupportedExpectation;
}

ConnectionOptions parse_connection(std::string_view value) {
  ConnectionOptions options;
  while (!value.empty()) {
    const std::string_view option = take_member(value);
    options.close |= is_option(option, "close");
    options.keep_alive |= is_option(option, "keep-alive");
    options.upgrade |= is_option(option, "upgrade");
  }
  return options;
}

}  // namespace penstock::http
