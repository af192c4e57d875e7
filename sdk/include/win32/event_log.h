// The event log: a source is opened once, events are reported through it, the source is closed.
// Implementation: sdk/win32/event_log.cc; where events go: ../penstock/host.h.
//
//   HANDLE log = RegisterEventSource(NULL, L"MyModule");
//   LPCWSTR text = L"Ready";
//   ReportEvent(log, EVENTLOG_INFORMATION_TYPE, 0, 1, NULL, 1, 0, &text, NULL);
//   DeregisterEventSource(log);
//
// Every function may be called from any thread. Opening and closing a source that has been seen
// before takes no lock and allocates nothing, so an object that lives for one request may do it.
#ifndef PENSTOCK_SDK_WIN32_EVENT_LOG_H_
#define PENSTOCK_SDK_WIN32_EVENT_LOG_H_

#include <cstddef>

#include "basetypes.h"

// Kinds of events (wType).
#define EVENTLOG_SUCCESS 0x0000
#define EVENTLOG_ERROR_TYPE 0x0001
#define EVENTLOG_WARNING_TYPE 0x0002
#define EVENTLOG_INFORMATION_TYPE 0x0004
#define EVENTLOG_AUDIT_SUCCESS 0x0008
#define EVENTLOG_AUDIT_FAILURE 0x0010

// Opens the source `lpSourceName` of the Application log. `lpUNCServerName` is NULL or empty for
// this machine; another one fails with RPC_S_SERVER_UNAVAILABLE. An empty or missing name fails
// with ERROR_INVALID_PARAMETER, the name "Security" with ERROR_ACCESS_DENIED. Returns NULL on
// failure.
PENSTOCK_WIN32_API HANDLE WINAPI RegisterEventSourceA(LPCSTR lpUNCServerName, LPCSTR lpSourceName);
PENSTOCK_WIN32_API HANDLE WINAPI RegisterEventSourceW(LPCWSTR lpUNCServerName,
                                                      LPCWSTR lpSourceName);

// Closes a source. FALSE with ERROR_INVALID_HANDLE for anything else.
PENSTOCK_WIN32_API BOOL WINAPI DeregisterEventSource(HANDLE hEventLog);

// Writes one event. `lpStrings` are `wNumStrings` texts of at most 31,839 characters each, which
// are copied before the call returns, as are `dwDataSize` bytes of raw data. `lpUserSid` is
// accepted and not recorded. TRUE means that the log has taken the event. Fails with
// ERROR_INVALID_HANDLE, ERROR_INVALID_PARAMETER, or the log's own reason, such as ERROR_DISK_FULL.
PENSTOCK_WIN32_API BOOL WINAPI ReportEventA(HANDLE hEventLog, WORD wType, WORD wCategory,
                                            DWORD dwEventID, PSID lpUserSid, WORD wNumStrings,
                                            DWORD dwDataSize, const CHAR *const *lpStrings,
                                            LPVOID lpRawData);
PENSTOCK_WIN32_API BOOL WINAPI ReportEventW(HANDLE hEventLog, WORD wType, WORD wCategory,
                                            DWORD dwEventID, PSID lpUserSid, WORD wNumStrings,
                                            DWORD dwDataSize, const WCHAR *const *lpStrings,
                                            LPVOID lpRawData);

namespace penstock_sdk {

struct NoStrings;

inline BOOL ReportEventForm(HANDLE log, WORD type, WORD category, DWORD id, PSID user, WORD count,
                            DWORD size, const CHAR *const *strings, LPVOID data) {
  return ReportEventA(log, type, category, id, user, count, size, strings, data);
}
inline BOOL ReportEventForm(HANDLE log, WORD type, WORD category, DWORD id, PSID user, WORD count,
                            DWORD size, const WCHAR *const *strings, LPVOID data) {
  return ReportEventW(log, type, category, id, user, count, size, strings, data);
}

}  // namespace penstock_sdk

inline HANDLE RegisterEventSource(LPCSTR lpUNCServerName, LPCSTR lpSourceName) {
  return RegisterEventSourceA(lpUNCServerName, lpSourceName);
}
inline HANDLE RegisterEventSource(LPCWSTR lpUNCServerName, LPCWSTR lpSourceName) {
  return RegisterEventSourceW(lpUNCServerName, lpSourceName);
}

// Either text form, under one name. It is a template so that NULL, which fits both forms equally,
// finds the overload without strings instead of being ambiguous.
template <class Char>
BOOL ReportEvent(HANDLE hEventLog, WORD wType, WORD wCategory, DWORD dwEventID, PSID lpUserSid,
                 WORD wNumStrings, DWORD dwDataSize, Char *const *lpStrings, LPVOID lpRawData) {
  return penstock_sdk::ReportEventForm(hEventLog, wType, wCategory, dwEventID, lpUserSid,
                                       wNumStrings, dwDataSize, lpStrings, lpRawData);
}
inline BOOL ReportEvent(HANDLE hEventLog, WORD wType, WORD wCategory, DWORD dwEventID,
                        PSID lpUserSid, WORD wNumStrings, DWORD dwDataSize,
                        penstock_sdk::NoStrings *, LPVOID lpRawData) {
  return ReportEventW(hEventLog, wType, wCategory, dwEventID, lpUserSid, wNumStrings, dwDataSize,
                      nullptr, lpRawData);
}

#endif  // PENSTOCK_SDK_WIN32_EVENT_LOG_H_
