// HTTP_REQUEST: a request as it came from the client. Include <http.h>.
#pragma once

#include "data_chunk.h"
#include "headers.h"
#include "ssl.h"

typedef LONG SECURITY_STATUS;

#define HTTP_REQUEST_FLAG_MORE_ENTITY_BODY_EXISTS 0x00000001
#define HTTP_REQUEST_FLAG_IP_ROUTED 0x00000002
#define HTTP_REQUEST_FLAG_HTTP2 0x00000004

struct HTTP_COOKED_URL {
  USHORT FullUrlLength;
  USHORT HostLength;
  USHORT AbsPathLength;
  USHORT QueryStringLength;
  PCWSTR pFullUrl;
  PCWSTR pHost;
  PCWSTR pAbsPath;
  PCWSTR pQueryString;
};
typedef HTTP_COOKED_URL* PHTTP_COOKED_URL;

enum HTTP_REQUEST_INFO_TYPE {
  HttpRequestInfoTypeAuth,
  HttpRequestInfoTypeChannelBind,
  HttpRequestInfoTypeSslProtocol,
  HttpRequestInfoTypeSslTokenBindingDraft,
  HttpRequestInfoTypeSslTokenBinding
};

struct HTTP_REQUEST_INFO {
  HTTP_REQUEST_INFO_TYPE InfoType;
  ULONG InfoLength;
  PVOID pInfo;
};
typedef HTTP_REQUEST_INFO* PHTTP_REQUEST_INFO;

enum HTTP_AUTH_STATUS {
  HttpAuthStatusSuccess,
  HttpAuthStatusNotAuthenticated,
  HttpAuthStatusFailure
};

enum HTTP_REQUEST_AUTH_TYPE {
  HttpRequestAuthTypeNone,
  HttpRequestAuthTypeBasic,
  HttpRequestAuthTypeDigest,
  HttpRequestAuthTypeNTLM,
  HttpRequestAuthTypeNegotiate,
  HttpRequestAuthTypeKerberos
};

struct HTTP_REQUEST_AUTH_INFO {
  HTTP_AUTH_STATUS AuthStatus;
  SECURITY_STATUS SecStatus;
  ULONG Flags;
  HTTP_REQUEST_AUTH_TYPE AuthType;
  HANDLE AccessToken;
  ULONG ContextAttributes;
  ULONG PackedContextLength;
  ULONG PackedContextType;
  PVOID PackedContext;
  ULONG MutualAuthDataLength;
  PCHAR pMutualAuthData;
  USHORT PackageNameLength;
  PWSTR pPackageName;
};
typedef HTTP_REQUEST_AUTH_INFO* PHTTP_REQUEST_AUTH_INFO;

struct HTTP_REQUEST_V1 {
  ULONG Flags;
  HTTP_CONNECTION_ID ConnectionId;
  HTTP_REQUEST_ID RequestId;
  HTTP_URL_CONTEXT UrlContext;
  HTTP_VERSION Version;
  HTTP_VERB Verb;
  USHORT UnknownVerbLength;
  USHORT RawUrlLength;
  PCSTR pUnknownVerb;
  PCSTR pRawUrl;
  HTTP_COOKED_URL CookedUrl;
  HTTP_TRANSPORT_ADDRESS Address;
  HTTP_REQUEST_HEADERS Headers;
  ULONGLONG BytesReceived;
  USHORT EntityChunkCount;
  PHTTP_DATA_CHUNK pEntityChunks;
  HTTP_RAW_CONNECTION_ID RawConnectionId;
  PHTTP_SSL_INFO pSslInfo;
};
typedef HTTP_REQUEST_V1* PHTTP_REQUEST_V1;

struct HTTP_REQUEST_V2 : HTTP_REQUEST_V1 {
  USHORT RequestInfoCount;
  PHTTP_REQUEST_INFO pRequestInfo;
};
typedef HTTP_REQUEST_V2* PHTTP_REQUEST_V2;

typedef HTTP_REQUEST_V2 HTTP_REQUEST;
typedef HTTP_REQUEST* PHTTP_REQUEST;

// What IHttpServer3::QueryRequestProperty can be asked.
enum HTTP_REQUEST_PROPERTY {
  HttpRequestPropertyIsb,
  HttpRequestPropertyTcpInfoV0,
  HttpRequestPropertyQuicStats,
  HttpRequestPropertyTcpInfoV1,
  HttpRequestPropertySni,
  HttpRequestPropertyStreamError
};
typedef HTTP_REQUEST_PROPERTY* PHTTP_REQUEST_PROPERTY;
