// HTTP_RESPONSE: a response as it will be sent, what IHttpResponse::GetRawHttpResponse gives; the
// flags of one send; how a response may be cached. Modules include <http.h>, or have it from
// <httpserv.h>.
#pragma once

#include "data_chunk.h"
#include "headers.h"

// HTTP_RESPONSE_V1::Flags: the content exists in other encodings too, which a cache must know.
#define HTTP_RESPONSE_FLAG_MULTIPLE_ENCODINGS_AVAILABLE 0x00000001

// HTTP_MULTIPLE_KNOWN_HEADERS::Flags: send the values in this order.
#define HTTP_RESPONSE_INFO_FLAGS_PRESERVE_ORDER 0x00000001

// One send (ISendResponseProvider::GetFlags): close the connection afterwards; more of the body
// follows; gather small sends; let the system delay small packets; answer Range requests from the
// whole content; what follows is not HTTP any more.
#define HTTP_SEND_RESPONSE_FLAG_DISCONNECT 0x00000001
#define HTTP_SEND_RESPONSE_FLAG_MORE_DATA 0x00000002
#define HTTP_SEND_RESPONSE_FLAG_BUFFER_DATA 0x00000004
#define HTTP_SEND_RESPONSE_FLAG_ENABLE_NAGLING 0x00000008
#define HTTP_SEND_RESPONSE_FLAG_PROCESS_RANGES 0x00000020
#define HTTP_SEND_RESPONSE_FLAG_OPAQUE 0x00000040

// What a HTTP_RESPONSE_INFO is about.
enum HTTP_RESPONSE_INFO_TYPE {
  HttpResponseInfoTypeMultipleKnownHeaders,
  HttpResponseInfoTypeAuthenticationProperty,
  HttpResponseInfoTypeQoSProperty,
  HttpResponseInfoTypeChannelBind
};

// Something further about the response, by type; HttpResponseInfoTypeMultipleKnownHeaders: a
// HTTP_MULTIPLE_KNOWN_HEADERS.
struct HTTP_RESPONSE_INFO {
  HTTP_RESPONSE_INFO_TYPE Type;  // what pInfo points to
  ULONG Length;                  // bytes of it
  PVOID pInfo;
};
typedef HTTP_RESPONSE_INFO* PHTTP_RESPONSE_INFO;

// A well-known header with several values, each sent as a header of its own.
struct HTTP_MULTIPLE_KNOWN_HEADERS {
  HTTP_HEADER_ID HeaderId;  // which header
  ULONG Flags;              // HTTP_RESPONSE_INFO_FLAGS_
  USHORT KnownHeaderCount;  // entries of KnownHeaders
  PHTTP_KNOWN_HEADER KnownHeaders;
};
typedef HTTP_MULTIPLE_KNOWN_HEADERS* PHTTP_MULTIPLE_KNOWN_HEADERS;

// The first version's part. The reason's length is in bytes. The version is not looked at: the
// answer is in the client's.
struct HTTP_RESPONSE_V1 {
  ULONG Flags;           // HTTP_RESPONSE_FLAG_
  HTTP_VERSION Version;  // not looked at
  USHORT StatusCode;     // such as 200
  USHORT ReasonLength;   // bytes of pReason
  PCSTR pReason;         // such as OK
  HTTP_RESPONSE_HEADERS Headers;
  USHORT EntityChunkCount;         // entries of pEntityChunks
  PHTTP_DATA_CHUNK pEntityChunks;  // the body
};
typedef HTTP_RESPONSE_V1* PHTTP_RESPONSE_V1;

// The whole response.
struct HTTP_RESPONSE_V2 : HTTP_RESPONSE_V1 {
  USHORT ResponseInfoCount;  // entries of pResponseInfo
  PHTTP_RESPONSE_INFO pResponseInfo;
};
typedef HTTP_RESPONSE_V2* PHTTP_RESPONSE_V2;

typedef HTTP_RESPONSE_V2 HTTP_RESPONSE;
typedef HTTP_RESPONSE* PHTTP_RESPONSE;

// Not cached; cached until somebody invalidates it; cached for a time.
enum HTTP_CACHE_POLICY_TYPE {
  HttpCachePolicyNocache,
  HttpCachePolicyUserInvalidates,
  HttpCachePolicyTimeToLive,
  HttpCachePolicyMaximum
};
typedef HTTP_CACHE_POLICY_TYPE* PHTTP_CACHE_POLICY_TYPE;

// How a response is cached (iis/cache_policy.h); SecondsToLive is for HttpCachePolicyTimeToLive.
struct HTTP_CACHE_POLICY {
  HTTP_CACHE_POLICY_TYPE Policy;
  ULONG SecondsToLive;  // for HttpCachePolicyTimeToLive
};
typedef HTTP_CACHE_POLICY* PHTTP_CACHE_POLICY;
