// The one table of known header names, numbered as the native API's HTTP_HEADER_ID: 0-19 are
// shared, 20-40 are a request's, 20-29 a response's. header_map.h builds on it.
#pragma once

#include <cstdint>
#include <string_view>

namespace penstock::http {

enum class HeaderKind : std::uint8_t { kRequest, kResponse };

inline constexpr int kUnknownHeader = -1;
inline constexpr int kRequestHeaderCount = 41;
inline constexpr int kResponseHeaderCount = 30;

namespace header {

// Plain integers, not an enum class: ids 20-29 mean another header in a request and a response.
enum Shared : int {
  kCacheControl = 0,
  kConnection = 1,
  kDate = 2,
  kKeepAlive = 3,
  kPragma = 4,
  kTrailer = 5,
  kTransferEncoding = 6,
  kUpgrade = 7,
  kVia = 8,
  kWarning = 9,
  kAllow = 10,
  kContentLength = 11,
  kContentType = 12,
  kContentEncoding = 13,
  kContentLanguage = 14,
  kContentLocation = 15,
  kContentMd5 = 16,
  kContentRange = 17,
  kExpires = 18,
  kLastModified = 19,
};

enum Request : int {
  kAccept = 20,
  kAcceptCharset = 21,
  kAcceptEncoding = 22,
  kAcceptLanguage = 23,
  kAuthorization = 24,
  kCookie = 25,
  kExpect = 26,
  kFrom = 27,
  kHost = 28,
  kIfMatch = 29,
  kIfModifiedSince = 30,
  kIfNoneMatch = 31,
  kIfRange = 32,
  kIfUnmodifiedSince = 33,
  kMaxForwards = 34,
  kProxyAuthorization = 35,
  kReferer = 36,
  kRange = 37,
  kTe = 38,
  kTranslate = 39,
  kUserAgent = 40,
};

enum Response : int {
  kAcceptRanges = 20,
  kAge = 21,
  kEtag = 22,
  kLocation = 23,
  kProxyAuthenticate = 24,
  kRetryAfter = 25,
  kServer = 26,
  kSetCookie = 27,
  kVary = 28,
  kWwwAuthenticate = 29,
};

}  // namespace header

constexpr int known_header_count(HeaderKind kind) {
  return kind == HeaderKind::kRequest ? kRequestHeaderCount : kResponseHeaderCount;
}

// The id of a name in any case, or kUnknownHeader. One table probe and one comparison.
int known_header_id(HeaderKind kind, std::string_view name);

// The usual spelling of an id's name, NUL-terminated; empty for an id that does not exist.
std::string_view known_header_name(HeaderKind kind, int id);

}  // namespace penstock::http
