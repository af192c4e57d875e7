// The request path, canonicalized once and safely, and the URL helpers of redirects. Everything
// after this works on the canonical path; nothing decodes a second time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/arena.h"

namespace penstock::http {

enum class UriError : std::uint8_t {
  kNone,
  kNotAbsolutePath,   // does not start with '/' or '\'
  kBadEscape,         // '%' without two hexadecimal digits ("%u" forms included)
  kBadUtf8,           // decoded bytes are not well-formed UTF-8
  kControlCharacter,  // U+0000-001F or U+007F-009F, raw or escaped
  kAboveRoot,         // ".." leads out of the root
};

// A text for logs: what was wrong, what was expected.
std::string_view describe(UriError error);

struct CanonicalUri {
  UriError error = UriError::kNone;  // other than kNone: answer 400; nothing else is set
  std::string_view path;             // decoded UTF-8, starts with '/', NUL-terminated, in the arena
  std::string_view query;            // raw, without '?'; a view of the input
  bool has_query = false;            // tells "/a?" from "/a"
  bool double_escaped = false;       // decoding again would change it (request filter: 404.11)
  bool has_plus = false;             // a raw '+' in the path, a space to some decoders
  bool has_high_bit = false;         // a character over U+007F (request filter: 404.12)
  std::size_t longest_segment = 0;   // bytes
  std::size_t segment_count = 0;

  bool ok() const { return error == UriError::kNone; }
};

// Canonicalizes the path of an origin-form target "/path?query": percent-decoded exactly once,
// '\' and encoded separators are separators, repeated separators collapse, dot segments are
// removed after decoding. Idempotent: the result, encoded again, canonicalizes to itself.
CanonicalUri canonicalize(std::string_view target, base::Arena& arena);

// Canonical path -> URI path: everything but unreserved, sub-delims, ':', '@' and '/' becomes %XX.
std::string_view percent_encode_path(std::string_view path, base::Arena& arena);

// Makes text safe in a Location header: spaces, controls, quotes and bytes over 0x7F become %XX;
// existing escapes and delimiters stay. For URLs that a module hands over as they are.
std::string_view percent_encode_url(std::string_view url, base::Arena& arena);

// Resolves a reference against an absolute http(s) base URL (RFC 3986 5.2). Both as text.
std::string_view join_url(std::string_view base, std::string_view reference, base::Arena& arena);

}  // namespace penstock::http
