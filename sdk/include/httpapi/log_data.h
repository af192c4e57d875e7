// The fields of a request's line in the log, and the bits that select them. What
// ISendResponseProvider::GetLogData gives and SetLogData takes (iis/providers.h).
#pragma once

#include "types.h"

// Fields of the W3C format, as a site's configuration selects them.
#define HTTP_LOG_FIELD_DATE 0x00000001           // date
#define HTTP_LOG_FIELD_TIME 0x00000002           // time
#define HTTP_LOG_FIELD_CLIENT_IP 0x00000004      // c-ip
#define HTTP_LOG_FIELD_USER_NAME 0x00000008      // cs-username
#define HTTP_LOG_FIELD_SITE_NAME 0x00000010      // s-sitename
#define HTTP_LOG_FIELD_COMPUTER_NAME 0x00000020  // s-computername
#define HTTP_LOG_FIELD_SERVER_IP 0x00000040      // s-ip
#define HTTP_LOG_FIELD_METHOD 0x00000080         // cs-method
#define HTTP_LOG_FIELD_URI_STEM 0x00000100       // cs-uri-stem
#define HTTP_LOG_FIELD_URI_QUERY 0x00000200      // cs-uri-query
#define HTTP_LOG_FIELD_STATUS 0x00000400         // sc-status
#define HTTP_LOG_FIELD_WIN32_STATUS 0x00000800   // sc-win32-status
#define HTTP_LOG_FIELD_BYTES_SENT 0x00001000     // sc-bytes
#define HTTP_LOG_FIELD_BYTES_RECV 0x00002000     // cs-bytes
#define HTTP_LOG_FIELD_TIME_TAKEN 0x00004000     // time-taken
#define HTTP_LOG_FIELD_SERVER_PORT 0x00008000    // s-port
#define HTTP_LOG_FIELD_USER_AGENT 0x00010000     // cs(User-Agent)
#define HTTP_LOG_FIELD_COOKIE 0x00020000         // cs(Cookie)
#define HTTP_LOG_FIELD_REFERER 0x00040000        // cs(Referer)
#define HTTP_LOG_FIELD_VERSION 0x00080000        // cs-version
#define HTTP_LOG_FIELD_HOST 0x00100000           // cs-host
#define HTTP_LOG_FIELD_SUB_STATUS 0x00200000     // sc-substatus

// The one kind of log data there is.
enum HTTP_LOG_DATA_TYPE { HttpLogDataTypeFields };

// What all kinds begin with.
struct HTTP_LOG_DATA {
  HTTP_LOG_DATA_TYPE Type;
};
typedef HTTP_LOG_DATA* PHTTP_LOG_DATA;

// The fields. Lengths are in bytes, without a terminator; a null pointer is logged as a dash. Base
// is a member, not a base class: pass &data.Base, or cast.
struct HTTP_LOG_FIELDS_DATA {
  HTTP_LOG_DATA Base;
  USHORT UserNameLength;
  USHORT UriStemLength;
  USHORT ClientIpLength;
  USHORT ServerNameLength;
  USHORT ServiceNameLength;
  USHORT ServerIpLength;
  USHORT MethodLength;
  USHORT UriQueryLength;
  USHORT HostLength;
  USHORT UserAgentLength;
  USHORT CookieLength;
  USHORT ReferrerLength;
  PWCHAR UserName;        // cs-username
  PWCHAR UriStem;         // cs-uri-stem
  PCHAR ClientIp;         // c-ip
  PCHAR ServerName;       // s-computername
  PCHAR ServiceName;      // s-sitename
  PCHAR ServerIp;         // s-ip
  PCHAR Method;           // cs-method
  PCHAR UriQuery;         // cs-uri-query
  PCHAR Host;             // cs-host
  PCHAR UserAgent;        // cs(User-Agent)
  PCHAR Cookie;           // cs(Cookie)
  PCHAR Referrer;         // cs(Referer)
  USHORT ServerPort;      // s-port
  USHORT ProtocolStatus;  // sc-status
  ULONG Win32Status;      // sc-win32-status
  HTTP_VERB MethodNum;    // the method as a number
  USHORT SubStatus;       // sc-substatus
};
typedef HTTP_LOG_FIELDS_DATA* PHTTP_LOG_FIELDS_DATA;
