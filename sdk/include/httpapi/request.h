// HTTP_REQUEST: a request as it came from the client, what IHttpRequest::GetRawHttpRequest gives.
// It belongs to the server and lives until the request ends. Modules include <http.h>, or have it
// from <httpserv.h>.
#pragma once

#include "data_chunk.h"
#include "headers.h"
#include "ssl.h"

typedef LONG SECURITY_STATUS;

// HTTP_REQUEST_V1::Flags: a part of the body is still to come; the request was routed by address;
// it came by HTTP/2.
#define HTTP_REQUEST_FLAG_MORE_ENTITY_BODY_EXISTS 0x00000001
#define HTTP_REQUEST_FLAG_IP_ROUTED 0x00000002
#define HTTP_REQUEST_FLAG_HTTP2 0x00000004

// The URL, canonical: decoded, without dot segments. One text, scheme://host:port/path?query, ended
// by a null; the parts point into it and are not. Lengths are in bytes, so a length divided by
// sizeof(WCHAR) is the count of characters; the query's includes its question mark.
struct HTTP_COOKED_URL {
  USHORT FullUrlLength;      // of pFullUrl
  USHORT HostLength;         // of the host and port
  USHORT AbsPathLength;      // of the path
  USHORT QueryStringLength;  // of the query, with its question mark
  PCWSTR pFullUrl;           // the whole
  PCWSTR pHost;              // the host in it
  PCWSTR pAbsPath;           // the slash the path begins with
  PCWSTR pQueryString;       // the question mark, or null
};
typedef HTTP_COOKED_URL* PHTTP_COOKED_URL;

// What a HTTP_REQUEST_INFO is about.
enum HTTP_REQUEST_INFO_TYPE {
  HttpRequestInfoTypeAuth,
  HttpRequestInfoTypeChannelBind,
  HttpRequestInfoTypeSslProtocol,
  HttpRequestInfoTypeSslTokenBindingDraft,
  HttpRequestInfoTypeSslTokenBinding
};

// Something further about the request, by type; HttpRequestInfoTypeAuth: a HTTP_REQUEST_AUTH_INFO.
struct HTTP_REQUEST_INFO {
  HTTP_REQUEST_INFO_TYPE InfoType;  // what pInfo points to
  ULONG InfoLength;                 // bytes of it
  PVOID pInfo;
};
typedef HTTP_REQUEST_INFO* PHTTP_REQUEST_INFO;

// How the protocol layer's own authentication ended.
enum HTTP_AUTH_STATUS {
  HttpAuthStatusSuccess,
  HttpAuthStatusNotAuthenticated,
  HttpAuthStatusFailure
};

// Its scheme.
enum HTTP_REQUEST_AUTH_TYPE {
  HttpRequestAuthTypeNone,
  HttpRequestAuthTypeBasic,
  HttpRequestAuthTypeDigest,
  HttpRequestAuthTypeNTLM,
  HttpRequestAuthTypeNegotiate,
  HttpRequestAuthTypeKerberos
};

// Its result: outcome, scheme, the user's token, and what continuing the exchange needs. The token
// belongs to the server.
struct HTTP_REQUEST_AUTH_INFO {
  HTTP_AUTH_STATUS AuthStatus;  // the outcome
  SECURITY_STATUS SecStatus;    // what the security package said
  ULONG Flags;
  HTTP_REQUEST_AUTH_TYPE AuthType;  // the scheme
  HANDLE AccessToken;               // the user's token
  ULONG ContextAttributes;          // of the security context
  ULONG PackedContextLength;        // bytes of PackedContext
  ULONG PackedContextType;
  PVOID PackedContext;         // to continue the exchange with
  ULONG MutualAuthDataLength;  // bytes of pMutualAuthData
  PCHAR pMutualAuthData;       // the server's proof, to be sent back
  USHORT PackageNameLength;    // bytes of pPackageName
  PWSTR pPackageName;
};
typedef HTTP_REQUEST_AUTH_INFO* PHTTP_REQUEST_AUTH_INFO;

// The first version's part. Lengths are in bytes, without the terminator; pRawUrl is the URL as the
// client wrote it. pEntityChunks is what of the body came with the headers;
// IHttpRequest::ReadEntityBody gives all of it. pSslInfo is null on a plain connection.
struct HTTP_REQUEST_V1 {
  ULONG Flags;  // HTTP_REQUEST_FLAG_
  HTTP_CONNECTION_ID ConnectionId;
  HTTP_REQUEST_ID RequestId;
  HTTP_URL_CONTEXT UrlContext;  // of the registration that matched
  HTTP_VERSION Version;
  HTTP_VERB Verb;                  // HttpVerbUnknown: see pUnknownVerb
  USHORT UnknownVerbLength;        // bytes of pUnknownVerb
  USHORT RawUrlLength;             // bytes of pRawUrl
  PCSTR pUnknownVerb;              // the method as text
  PCSTR pRawUrl;                   // as the client wrote it
  HTTP_COOKED_URL CookedUrl;       // canonical
  HTTP_TRANSPORT_ADDRESS Address;  // both ends
  HTTP_REQUEST_HEADERS Headers;
  ULONGLONG BytesReceived;         // from the client, headers included
  USHORT EntityChunkCount;         // entries of pEntityChunks
  PHTTP_DATA_CHUNK pEntityChunks;  // what came of the body so far
  HTTP_RAW_CONNECTION_ID RawConnectionId;
  PHTTP_SSL_INFO pSslInfo;  // null without TLS
};
typedef HTTP_REQUEST_V1* PHTTP_REQUEST_V1;

// The whole request.
struct HTTP_REQUEST_V2 : HTTP_REQUEST_V1 {
  USHORT RequestInfoCount;  // entries of pRequestInfo
  PHTTP_REQUEST_INFO pRequestInfo;
};
typedef HTTP_REQUEST_V2* PHTTP_REQUEST_V2;

typedef HTTP_REQUEST_V2 HTTP_REQUEST;
typedef HTTP_REQUEST* PHTTP_REQUEST;

// What IHttpServer3::QueryRequestProperty can be asked.
enum HTTP_REQUEST_PROPERTY {
  HttpRequestPropertyIsb,         // ideal send backlog
  HttpRequestPropertyTcpInfoV0,   // state of the TCP connection
  HttpRequestPropertyQuicStats,   // counters of the QUIC connection
  HttpRequestPropertyTcpInfoV1,   // the same, newer
  HttpRequestPropertySni,         // host name the TLS client asked for
  HttpRequestPropertyStreamError  // code the stream was reset with
};
typedef HTTP_REQUEST_PROPERTY* PHTTP_REQUEST_PROPERTY;
