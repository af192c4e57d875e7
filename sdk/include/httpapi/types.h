// Scalars of the HTTP Server API: opaque ids, protocol version, verbs, addresses. Structures made
// of them: the other headers of httpapi/. Modules include <http.h>, or have it from <httpserv.h>.
#pragma once

#include <windows.h>

// Numbers that name something to the server and mean nothing else: a request, a connection, the
// connection below it (several HTTP/2 requests share one), the registration a URL matched.
typedef ULONGLONG HTTP_OPAQUE_ID;
typedef HTTP_OPAQUE_ID* PHTTP_OPAQUE_ID;
typedef HTTP_OPAQUE_ID HTTP_REQUEST_ID;
typedef HTTP_REQUEST_ID* PHTTP_REQUEST_ID;
typedef HTTP_OPAQUE_ID HTTP_CONNECTION_ID;
typedef HTTP_CONNECTION_ID* PHTTP_CONNECTION_ID;
typedef HTTP_OPAQUE_ID HTTP_RAW_CONNECTION_ID;
typedef HTTP_RAW_CONNECTION_ID* PHTTP_RAW_CONNECTION_ID;
typedef ULONGLONG HTTP_URL_CONTEXT;

// No such thing.
#define HTTP_NULL_ID (0ULL)

// Version of the protocol, such as 1.1.
struct HTTP_VERSION {
  USHORT MajorVersion;
  USHORT MinorVersion;
};
typedef HTTP_VERSION* PHTTP_VERSION;

// The method. HttpVerbUnknown: one without a number; its text is in HTTP_REQUEST::pUnknownVerb, or,
// for any method, IHttpRequest::GetHttpMethod.
enum HTTP_VERB {
  HttpVerbUnparsed,
  HttpVerbUnknown,
  HttpVerbInvalid,
  HttpVerbOPTIONS,
  HttpVerbGET,
  HttpVerbHEAD,
  HttpVerbPOST,
  HttpVerbPUT,
  HttpVerbDELETE,
  HttpVerbTRACE,
  HttpVerbCONNECT,
  HttpVerbTRACK,
  HttpVerbMOVE,
  HttpVerbCOPY,
  HttpVerbPROPFIND,
  HttpVerbPROPPATCH,
  HttpVerbMKCOL,
  HttpVerbLOCK,
  HttpVerbUNLOCK,
  HttpVerbSEARCH,
  HttpVerbMaximum
};
typedef HTTP_VERB* PHTTP_VERB;

// Both ends of the client's connection: sockaddr_in or sockaddr_in6, by sa_family.
struct HTTP_TRANSPORT_ADDRESS {
  PSOCKADDR pRemoteAddress;
  PSOCKADDR pLocalAddress;
};
typedef HTTP_TRANSPORT_ADDRESS* PHTTP_TRANSPORT_ADDRESS;
