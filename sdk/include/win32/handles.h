// Handles: closing, duplicating, waiting. Files are in files.h, events and mutexes in sync.h,
// threads in threads.h. Implementation: sdk/win32/handle_table.cc, waiting.cc.
//
// A handle is a number in a table of the process, so a stale or invented one is refused with
// ERROR_INVALID_HANDLE instead of being followed.
#ifndef PENSTOCK_SDK_WIN32_HANDLES_H_
#define PENSTOCK_SDK_WIN32_HANDLES_H_

#include "basetypes.h"

#define DUPLICATE_CLOSE_SOURCE 0x1
#define DUPLICATE_SAME_ACCESS 0x2
#define WAIT_OBJECT_0 0L
#define WAIT_ABANDONED 0x80L
#define WAIT_ABANDONED_0 0x80L
#define WAIT_IO_COMPLETION 0xC0L
#define WAIT_FAILED 0xFFFFFFFFL
#define MAXIMUM_WAIT_OBJECTS 64

// Gives the handle back. The object goes when nobody holds it or waits for it.
PENSTOCK_WIN32_API BOOL WINAPI CloseHandle(HANDLE hObject);

// A second handle to the same object. Both processes must be this one (GetCurrentProcess()).
PENSTOCK_WIN32_API BOOL WINAPI DuplicateHandle(HANDLE hSourceProcess, HANDLE hSource,
                                               HANDLE hTargetProcess, LPHANDLE lpTarget,
                                               DWORD dwDesiredAccess, BOOL bInheritHandle,
                                               DWORD dwOptions);

// Waits for an event, mutex, semaphore or thread: WAIT_OBJECT_0, WAIT_ABANDONED (a mutex whose
// owner ended, now owned by the caller), WAIT_TIMEOUT after `dwMilliseconds` (INFINITE: never), or
// WAIT_FAILED.
PENSTOCK_WIN32_API DWORD WINAPI WaitForSingleObject(HANDLE hHandle, DWORD dwMilliseconds);
// `bAlertable` is accepted; there are no asynchronous procedure calls to be alerted to.
PENSTOCK_WIN32_API DWORD WINAPI WaitForSingleObjectEx(HANDLE hHandle, DWORD dwMilliseconds,
                                                      BOOL bAlertable);

// For 1 to MAXIMUM_WAIT_OBJECTS different handles: for all of them, taken together, or for the
// first, whose index is added to WAIT_OBJECT_0.
PENSTOCK_WIN32_API DWORD WINAPI WaitForMultipleObjects(DWORD nCount, const HANDLE *lpHandles,
                                                       BOOL bWaitAll, DWORD dwMilliseconds);

#endif  // PENSTOCK_SDK_WIN32_HANDLES_H_
