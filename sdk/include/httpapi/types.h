// Scalars of the HTTP Server API: opaque ids, protocol version, verbs, byte ranges, known header
// names. Structures made of them: the other headers of httpapi/. Include <http.h>.
#pragma once

#include <windows.h>

typedef ULONGLONG HTTP_OPAQUE_ID;
typedef HTTP_OPAQUE_ID* PHTTP_OPAQUE_ID;
typedef HTTP_OPAQUE_ID HTTP_REQUEST_ID;
typedef HTTP_REQUEST_ID* PHTTP_REQUEST_ID;
typedef HTTP_OPAQUE_ID HTTP_CONNECTION_ID;
typedef HTTP_CONNECTION_ID* PHTTP_CONNECTION_ID;
typedef HTTP_OPAQUE_ID HTTP_RAW_CONNECTION_ID;
typedef HTTP_RAW_CONNECTION_ID* PHTTP_RAW_CONNECTION_ID;
typedef ULONGLONG HTTP_URL_CONTEXT;

#define HTTP_NULL_ID (0ULL)

struct HTTP_VERSION {
  USHORT MajorVersion;
  USHORT MinorVersion;
};
typedef HTTP_VERSION* PHTTP_VERSION;

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

struct HTTP_TRANSPORT_ADDRESS {
  PSOCKADDR pRemoteAddress;
  PSOCKADDR pLocalAddress;
};
typedef HTTP_TRANSPORT_ADDRESS* PHTTP_TRANSPORT_ADDRESS;
