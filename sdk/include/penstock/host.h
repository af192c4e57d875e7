// For the server and for test hosts, not for modules: what the Windows subset needs from the
// process it runs in. Implemented in sdk/win32 (libpenstock-win32.so); neighbours:
// ../win32/event_log.h,
// ../win32/files.h, ../win32/debug.h, ../win32/com.h.
#ifndef PENSTOCK_SDK_PENSTOCK_HOST_H_
#define PENSTOCK_SDK_PENSTOCK_HOST_H_

#include <stddef.h>
#include <stdint.h>

#include "../win32/basetypes.h"
#include "../win32/guid.h"

// ---- Event log -------------------------------------------------------------------------------

// One ReportEvent call. Everything points into the call's own memory: a sink that keeps any of it
// copies it before it returns. All text is valid UTF-8 and NUL-terminated.
struct PenstockEvent {
  const char *log;     // "Application"
  const char *source;  // as given to RegisterEventSource; lives for ever
  uint16_t type;       // EVENTLOG_*
  uint16_t category;
  uint32_t event_id;
  const char *const *strings;
  const size_t *string_sizes;  // in bytes, without the terminator
  size_t string_count;
  const void *data;
  size_t data_size;
};

// Returns true when the event is accepted, which is what ReportEvent then reports as TRUE. On
// false, ReportEvent fails with ERROR_DISK_FULL unless the sink has set a last error. Called on the
// thread that reports, from any thread, several at a time.
using PenstockEventSink = bool (*)(void *context, const PenstockEvent &event);

// Sends events to `sink` from now on; nullptr restores the default, one line on standard error for
// each event. Threads that are inside the previous sink finish there: its context must outlive
// them.
PENSTOCK_WIN32_API void penstock_set_event_sink(PenstockEventSink sink, void *context);

// ---- Files -----------------------------------------------------------------------------------

// The descriptor behind a file handle, or -1 when it is not an open file handle. Takes no lock.
// The handle keeps owning it.
PENSTOCK_WIN32_API int penstock_fd_of_handle(HANDLE handle);

// A file handle for `fd`; with `owned`, CloseHandle closes the descriptor. NULL when the table is
// full, and then the descriptor stays the caller's.
PENSTOCK_WIN32_API HANDLE penstock_handle_from_fd(int fd, bool owned);

// Called once for every ReadFile or WriteFile with an OVERLAPPED on a bound handle, after the data
// has moved, on the thread that made the call. The host queues it to its own threads and calls
// `routine` there.
using PenstockCompletionPost = void (*)(void *context, LPOVERLAPPED_COMPLETION_ROUTINE routine,
                                        DWORD error, DWORD bytes, LPOVERLAPPED overlapped);

// Binds a file handle to a completion routine (IHttpServer::AssociateWithThreadPool). FALSE with
// ERROR_INVALID_HANDLE, or with ERROR_INVALID_PARAMETER when the handle is bound already.
PENSTOCK_WIN32_API BOOL penstock_bind_completion(HANDLE handle,
                                                 LPOVERLAPPED_COMPLETION_ROUTINE routine,
                                                 PenstockCompletionPost post, void *context);

// ---- Diagnostics -----------------------------------------------------------------------------

// Receives each OutputDebugString text (valid UTF-8). With no sink, the text goes to standard error
// when the environment variable PENSTOCK_DEBUG_OUTPUT is set, and nowhere otherwise.
using PenstockDebugSink = void (*)(void *context, const char *text, size_t size);
PENSTOCK_WIN32_API void penstock_set_debug_sink(PenstockDebugSink sink, void *context);

// ---- COM classes -----------------------------------------------------------------------------

// Makes an object for CoCreateInstance and gives out `iid` of it, with a reference for the caller.
using PenstockCreateObject = HRESULT (*)(void *context, REFIID iid, void **object);

// Registers the class `clsid`; the last registration of a class wins, nullptr takes it back.
PENSTOCK_WIN32_API void penstock_register_class(REFCLSID clsid, PenstockCreateObject create,
                                                void *context);

#endif  // PENSTOCK_SDK_PENSTOCK_HOST_H_
