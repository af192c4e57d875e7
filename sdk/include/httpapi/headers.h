// Numbers of the well-known headers, and the header tables of a request and a response. Modules
// include <http.h>, or have it from <httpserv.h>.
//
// In a table a well-known header stands at its number and nowhere else; all others are in a list.
// Values are bytes, without line ends, terminated by a null that their lengths do not count.
#pragma once

#include "types.h"

// A well-known header. Numbers below 20 are of requests and responses alike; from 20 on a number
// means one header in a request and another in a response, so GetHeader(HttpHeaderEtag) of a
// request answers for Accept-Encoding.
enum HTTP_HEADER_ID {
  HttpHeaderCacheControl = 0,
  HttpHeaderConnection = 1,
  HttpHeaderDate = 2,
  HttpHeaderKeepAlive = 3,
  HttpHeaderPragma = 4,
  HttpHeaderTrailer = 5,
  HttpHeaderTransferEncoding = 6,
  HttpHeaderUpgrade = 7,
  HttpHeaderVia = 8,
  HttpHeaderWarning = 9,
  HttpHeaderAllow = 10,
  HttpHeaderContentLength = 11,
  HttpHeaderContentType = 12,
  HttpHeaderContentEncoding = 13,
  HttpHeaderContentLanguage = 14,
  HttpHeaderContentLocation = 15,
  HttpHeaderContentMd5 = 16,
  HttpHeaderContentRange = 17,
  HttpHeaderExpires = 18,
  HttpHeaderLastModified = 19,

  // Requests only.
  HttpHeaderAccept = 20,
  HttpHeaderAcceptCharset = 21,
  HttpHeaderAcceptEncoding = 22,
  HttpHeaderAcceptLanguage = 23,
  HttpHeaderAuthorization = 24,
  HttpHeaderCookie = 25,
  HttpHeaderExpect = 26,
  HttpHeaderFrom = 27,
  HttpHeaderHost = 28,
  HttpHeaderIfMatch = 29,
  HttpHeaderIfModifiedSince = 30,
  HttpHeaderIfNoneMatch = 31,
  HttpHeaderIfRange = 32,
  HttpHeaderIfUnmodifiedSince = 33,
  HttpHeaderMaxForwards = 34,
  HttpHeaderProxyAuthorization = 35,
  HttpHeaderReferer = 36,
  HttpHeaderRange = 37,
  HttpHeaderTe = 38,
  HttpHeaderTranslate = 39,
  HttpHeaderUserAgent = 40,
  HttpHeaderRequestMaximum = 41,

  // Responses only: the same numbers again.
  HttpHeaderAcceptRanges = 20,
  HttpHeaderAge = 21,
  HttpHeaderEtag = 22,
  HttpHeaderLocation = 23,
  HttpHeaderProxyAuthenticate = 24,
  HttpHeaderRetryAfter = 25,
  HttpHeaderServer = 26,
  HttpHeaderSetCookie = 27,
  HttpHeaderVary = 28,
  HttpHeaderWwwAuthenticate = 29,
  HttpHeaderResponseMaximum = 30,

  HttpHeaderMaximum = 41
};
typedef HTTP_HEADER_ID* PHTTP_HEADER_ID;

// A value at its place in the table; pRawValue is null when the header is not there.
struct HTTP_KNOWN_HEADER {
  USHORT RawValueLength;
  PCSTR pRawValue;
};
typedef HTTP_KNOWN_HEADER* PHTTP_KNOWN_HEADER;

// A header with its name, without the colon.
struct HTTP_UNKNOWN_HEADER {
  USHORT NameLength;
  USHORT RawValueLength;
  PCSTR pName;
  PCSTR pRawValue;
};
typedef HTTP_UNKNOWN_HEADER* PHTTP_UNKNOWN_HEADER;

// All headers of a request. The trailers are reserved: 0 and null.
struct HTTP_REQUEST_HEADERS {
  USHORT UnknownHeaderCount;
  PHTTP_UNKNOWN_HEADER pUnknownHeaders;
  USHORT TrailerCount;
  PHTTP_UNKNOWN_HEADER pTrailers;
  HTTP_KNOWN_HEADER KnownHeaders[HttpHeaderRequestMaximum];
};
typedef HTTP_REQUEST_HEADERS* PHTTP_REQUEST_HEADERS;

// All headers of a response. A second Set-Cookie is among the unknown ones.
struct HTTP_RESPONSE_HEADERS {
  USHORT UnknownHeaderCount;
  PHTTP_UNKNOWN_HEADER pUnknownHeaders;
  USHORT TrailerCount;
  PHTTP_UNKNOWN_HEADER pTrailers;
  HTTP_KNOWN_HEADER KnownHeaders[HttpHeaderResponseMaximum];
};
typedef HTTP_RESPONSE_HEADERS* PHTTP_RESPONSE_HEADERS;
