// Trace events: what a module raises through IHttpTraceContext (iis/trace.h), and what a global
// module receives with GL_TRACE_EVENT (iis/global_module.h).
#pragma once

#include <windows.h>

// Type of a HTTP_TRACE_EVENT_ITEM's data.
enum HTTP_TRACE_TYPE {
  HTTP_TRACE_TYPE_BYTE = 17,
  HTTP_TRACE_TYPE_USHORT = 18,
  HTTP_TRACE_TYPE_ULONG = 19,
  HTTP_TRACE_TYPE_ULONGLONG = 21,
  HTTP_TRACE_TYPE_CHAR = 16,
  HTTP_TRACE_TYPE_SHORT = 2,
  HTTP_TRACE_TYPE_LONG = 3,
  HTTP_TRACE_TYPE_LONGLONG = 20,
  HTTP_TRACE_TYPE_LPCWSTR = 31,
  HTTP_TRACE_TYPE_LPCSTR = 30,
  HTTP_TRACE_TYPE_LPCGUID = 72,
  HTTP_TRACE_TYPE_BOOL = 11
};

// HTTP_TRACE_EVENT::dwFlags: provider, area, names and descriptions are constants, so a listener
// that keeps the event need not copy them.
#define HTTP_TRACE_EVENT_FLAG_STATIC_DESCRIPTIVE_FIELDS 0x01

// Levels of events that mark the beginning and the end of an activity.
#define HTTP_TRACE_LEVEL_START 6
#define HTTP_TRACE_LEVEL_END 7

namespace penstock_sdk {

// Values of dwVerbosity: an event is of interest to a listener of its level or a more verbose one.
enum class TraceVerbosity : DWORD { General, FatalError, Error, Warning, Info, Verbose };

}  // namespace penstock_sdk

// A named value of an event. cbData is in bytes, for texts with the terminator; the description is
// the value's name in an enumeration, or null.
struct HTTP_TRACE_EVENT_ITEM {
  LPCWSTR pszName;  // name of the value
  HTTP_TRACE_TYPE dwDataType;
  PBYTE pbData;                // the value
  DWORD cbData;                // bytes of it
  LPCWSTR pszDataDescription;  // its enumerator's name, or null
};

// An event. Area: a bit, and an id of the provider's. dwTimeStamp in milliseconds, and the related
// activity, may be left 0 and null: the server fills them in. At most
// penstock_sdk::kMaxTraceEventItems items. (Page: http-trace-event-structure.)
struct HTTP_TRACE_EVENT {
  LPCGUID pProviderGuid;         // who raises it
  DWORD dwArea;                  // bit of the area
  LPCGUID pAreaGuid;             // id of the area
  DWORD dwEvent;                 // number of the event in the area
  LPCWSTR pszEventName;          // its name
  DWORD dwEventVersion;          // version of its items
  DWORD dwVerbosity;             // a penstock_sdk::TraceVerbosity, or HTTP_TRACE_LEVEL_
  LPCGUID pActivityGuid;         // the request
  LPCGUID pRelatedActivityGuid;  // another one it belongs to, or null
  DWORD dwTimeStamp;             // 0: now
  DWORD dwFlags;                 // HTTP_TRACE_EVENT_FLAG_
  DWORD cEventItems;             // entries of pEventItems
  HTTP_TRACE_EVENT_ITEM* pEventItems;
};

// What is listened to: of one provider, these areas (penstock_sdk::kAllTraceAreas: all), up to this
// verbosity. (Page: http-trace-configuration-structure.)
struct HTTP_TRACE_CONFIGURATION {
  LPCGUID pProviderGuid;  // in: of whom
  DWORD dwAreas;          // bits of areas
  DWORD dwVerbosity;      // up to this level
  BOOL fProviderEnabled;  // listened to at all
};

// Providers; the first one stands for all of them. (Page: tracing-constants.)
constexpr GUID GUID_IIS_ALL_TRACE_PROVIDERS = {0, 0, 0, {0, 0, 0, 0, 0, 0, 0, 0}};
constexpr GUID GUID_IIS_WWW_SERVER_TRACE_PROVIDER = {
    0x3a2a4e84, 0x4c21, 0x4981, {0xae, 0x10, 0x3f, 0xda, 0x0d, 0x9b, 0x0f, 0x83}};
constexpr GUID GUID_IIS_WWW_SERVER_V2_TRACE_PROVIDER = {
    0xde4649c9, 0x15e8, 0x4fea, {0x9d, 0x85, 0x1c, 0xdd, 0xa5, 0x20, 0xc3, 0x34}};
constexpr GUID GUID_IIS_ASPNET_TRACE_PROVIDER = {
    0xaff081fe, 0x0247, 0x4275, {0x9c, 0x4e, 0x02, 0x1f, 0x3d, 0xc1, 0xda, 0x35}};
constexpr GUID GUID_IIS_ASP_TRACE_TRACE_PROVIDER = {
    0x06b94d9a, 0xb15e, 0x456e, {0xa4, 0xef, 0x37, 0xc9, 0x84, 0xa2, 0xcb, 0x4b}};
constexpr GUID GUID_IIS_WWW_GLOBAL_TRACE_PROVIDER = {
    0xd55d3bc9, 0xcba9, 0x44df, {0x82, 0x7e, 0x13, 0x2d, 0x3a, 0x45, 0x96, 0xc2}};
constexpr GUID GUID_IIS_ISAPI_TRACE_PROVIDER = {
    0xa1c2040e, 0x8840, 0x4c31, {0xba, 0x11, 0x98, 0x71, 0x03, 0x1a, 0x19, 0xea}};
