// Threads and processes as far as modules need them. Wait for a thread with handles.h.
// Implementation: sdk/win32/threads.cc.
#ifndef PENSTOCK_SDK_WIN32_THREADS_H_
#define PENSTOCK_SDK_WIN32_THREADS_H_

#include "basetypes.h"

#define CREATE_SUSPENDED 0x4
#define STACK_SIZE_PARAM_IS_A_RESERVATION 0x10000
#define STILL_ACTIVE 259L

typedef DWORD(WINAPI *PTHREAD_START_ROUTINE)(LPVOID parameter);
typedef PTHREAD_START_ROUTINE LPTHREAD_START_ROUTINE;

// Starts a thread; NULL on failure. With CREATE_SUSPENDED it waits for ResumeThread. The handle is
// signalled when it ends. `stack_size` 0 takes the default.
PENSTOCK_WIN32_API HANDLE WINAPI CreateThread(LPSECURITY_ATTRIBUTES security, SIZE_T stack_size,
                                              LPTHREAD_START_ROUTINE start, LPVOID parameter,
                                              DWORD flags, LPDWORD thread_id);
// The previous suspend count (1 for a thread that had not started, else 0); (DWORD)-1 on failure.
PENSTOCK_WIN32_API DWORD WINAPI ResumeThread(HANDLE thread);
// STILL_ACTIVE while it runs.
PENSTOCK_WIN32_API BOOL WINAPI GetExitCodeThread(HANDLE thread, LPDWORD exit_code);

PENSTOCK_WIN32_API DWORD WINAPI GetCurrentThreadId(VOID);
PENSTOCK_WIN32_API DWORD WINAPI GetCurrentProcessId(VOID);
// A pseudo-handle for this process; it needs no closing.
PENSTOCK_WIN32_API HANDLE WINAPI GetCurrentProcess(VOID);
PENSTOCK_WIN32_API HANDLE WINAPI GetCurrentThread(VOID);

// Not before `milliseconds` have passed; 0 gives the rest of the time slice away, INFINITE sleeps
// for ever.
PENSTOCK_WIN32_API VOID WINAPI Sleep(DWORD milliseconds);
PENSTOCK_WIN32_API DWORD WINAPI SleepEx(DWORD milliseconds, BOOL alertable);
PENSTOCK_WIN32_API BOOL WINAPI SwitchToThread(VOID);

// Thread-local slots. TLS_OUT_OF_INDEXES when there are none left.
#define TLS_OUT_OF_INDEXES 0xFFFFFFFFu
PENSTOCK_WIN32_API DWORD WINAPI TlsAlloc(VOID);
PENSTOCK_WIN32_API LPVOID WINAPI TlsGetValue(DWORD index);
PENSTOCK_WIN32_API BOOL WINAPI TlsSetValue(DWORD index, LPVOID value);
PENSTOCK_WIN32_API BOOL WINAPI TlsFree(DWORD index);

typedef struct _SYSTEM_INFO {
  __extension__ union {
    DWORD dwOemId;
    __extension__ struct {
      WORD wProcessorArchitecture;
      WORD wReserved;
    };
  };
  DWORD dwPageSize;
  LPVOID lpMinimumApplicationAddress;
  LPVOID lpMaximumApplicationAddress;
  DWORD_PTR dwActiveProcessorMask;
  DWORD dwNumberOfProcessors;
  DWORD dwProcessorType;
  DWORD dwAllocationGranularity;
  WORD wProcessorLevel;
  WORD wProcessorRevision;
} SYSTEM_INFO, *LPSYSTEM_INFO;
#define PROCESSOR_ARCHITECTURE_AMD64 9
#define PROCESSOR_ARCHITECTURE_ARM64 12
#define PROCESSOR_ARCHITECTURE_UNKNOWN 0xFFFF
PENSTOCK_WIN32_API VOID WINAPI GetSystemInfo(LPSYSTEM_INFO information);

#endif  // PENSTOCK_SDK_WIN32_THREADS_H_
