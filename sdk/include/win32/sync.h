// Locks and signals: critical sections and slim locks (no handle), events, mutexes and semaphores
// (handles; wait for them with handles.h). Implementation: sdk/win32/locks.cc, sync_objects.cc.
#ifndef PENSTOCK_SDK_WIN32_SYNC_H_
#define PENSTOCK_SDK_WIN32_SYNC_H_

#include "basetypes.h"
#include "forms.h"

// A recursive lock. Delete it exactly once, when no thread is inside. The members are private to
// the implementation.
typedef struct _RTL_CRITICAL_SECTION {
  unsigned long long Storage[6];
} RTL_CRITICAL_SECTION, CRITICAL_SECTION, *PCRITICAL_SECTION, *LPCRITICAL_SECTION;

PENSTOCK_WIN32_API VOID WINAPI InitializeCriticalSection(LPCRITICAL_SECTION section);
// Always TRUE: nothing is allocated. The spin count is accepted.
PENSTOCK_WIN32_API BOOL WINAPI InitializeCriticalSectionAndSpinCount(LPCRITICAL_SECTION section,
                                                                     DWORD spin_count);
PENSTOCK_WIN32_API BOOL WINAPI InitializeCriticalSectionEx(LPCRITICAL_SECTION section,
                                                           DWORD spin_count, DWORD flags);
PENSTOCK_WIN32_API VOID WINAPI EnterCriticalSection(LPCRITICAL_SECTION section);
PENSTOCK_WIN32_API BOOL WINAPI TryEnterCriticalSection(LPCRITICAL_SECTION section);
PENSTOCK_WIN32_API VOID WINAPI LeaveCriticalSection(LPCRITICAL_SECTION section);
PENSTOCK_WIN32_API VOID WINAPI DeleteCriticalSection(LPCRITICAL_SECTION section);

// A reader-writer lock, not recursive; SRWLOCK_INIT or InitializeSRWLock makes it.
typedef struct _RTL_SRWLOCK {
  unsigned long long Storage[7];
} RTL_SRWLOCK, SRWLOCK, *PSRWLOCK;
#define SRWLOCK_INIT \
  {                  \
    {}               \
  }

PENSTOCK_WIN32_API VOID WINAPI InitializeSRWLock(PSRWLOCK lock);
PENSTOCK_WIN32_API VOID WINAPI AcquireSRWLockExclusive(PSRWLOCK lock);
PENSTOCK_WIN32_API VOID WINAPI ReleaseSRWLockExclusive(PSRWLOCK lock);
PENSTOCK_WIN32_API BOOLEAN WINAPI TryAcquireSRWLockExclusive(PSRWLOCK lock);
PENSTOCK_WIN32_API VOID WINAPI AcquireSRWLockShared(PSRWLOCK lock);
PENSTOCK_WIN32_API VOID WINAPI ReleaseSRWLockShared(PSRWLOCK lock);
PENSTOCK_WIN32_API BOOLEAN WINAPI TryAcquireSRWLockShared(PSRWLOCK lock);

// Runs the callback once; concurrent callers wait for it, later ones return at once. A callback
// that returns FALSE makes the call fail and the next caller try again. `context` is handed to the
// callback and is not kept for later callers.
typedef struct _RTL_RUN_ONCE {
  ULONG State;
} RTL_RUN_ONCE, INIT_ONCE, *PINIT_ONCE, *LPINIT_ONCE;
#define INIT_ONCE_STATIC_INIT \
  { 0 }
typedef BOOL(CALLBACK *PINIT_ONCE_FN)(PINIT_ONCE once, PVOID parameter, PVOID *context);
PENSTOCK_WIN32_API BOOL WINAPI InitOnceExecuteOnce(PINIT_ONCE once, PINIT_ONCE_FN callback,
                                                   PVOID parameter, LPVOID *context);

// Events, mutexes and semaphores may have a name, known within this process alone; creating one
// that exists opens it and sets ERROR_ALREADY_EXISTS. They return NULL on failure.
PENSTOCK_WIN32_API HANDLE WINAPI CreateEventA(LPSECURITY_ATTRIBUTES security, BOOL manual_reset,
                                              BOOL initially_set, LPCSTR name);
PENSTOCK_WIN32_API HANDLE WINAPI CreateEventW(LPSECURITY_ATTRIBUTES security, BOOL manual_reset,
                                              BOOL initially_set, LPCWSTR name);
PENSTOCK_WIN32_API BOOL WINAPI SetEvent(HANDLE event);
PENSTOCK_WIN32_API BOOL WINAPI ResetEvent(HANDLE event);

PENSTOCK_WIN32_API HANDLE WINAPI CreateMutexA(LPSECURITY_ATTRIBUTES security, BOOL initially_owned,
                                              LPCSTR name);
PENSTOCK_WIN32_API HANDLE WINAPI CreateMutexW(LPSECURITY_ATTRIBUTES security, BOOL initially_owned,
                                              LPCWSTR name);
// ERROR_NOT_OWNER when the calling thread does not own it.
PENSTOCK_WIN32_API BOOL WINAPI ReleaseMutex(HANDLE mutex);

PENSTOCK_WIN32_API HANDLE WINAPI CreateSemaphoreA(LPSECURITY_ATTRIBUTES security,
                                                  LONG initial_count, LONG maximum_count,
                                                  LPCSTR name);
PENSTOCK_WIN32_API HANDLE WINAPI CreateSemaphoreW(LPSECURITY_ATTRIBUTES security,
                                                  LONG initial_count, LONG maximum_count,
                                                  LPCWSTR name);
// ERROR_TOO_MANY_POSTS, and no change, when that would exceed the maximum.
PENSTOCK_WIN32_API BOOL WINAPI ReleaseSemaphore(HANDLE semaphore, LONG count, LPLONG previous);

// The unsuffixed names take either text form, and NULL for no name.
inline HANDLE CreateEvent(LPSECURITY_ATTRIBUTES security, BOOL manual_reset, BOOL initially_set,
                          decltype(nullptr)) {
  return CreateEventW(security, manual_reset, initially_set, nullptr);
}
template <class Char>
HANDLE CreateEvent(LPSECURITY_ATTRIBUTES security, BOOL manual_reset, BOOL initially_set,
                   const Char *name) {
  return penstock_sdk::PickForm(name, CreateEventA, CreateEventW)(security, manual_reset,
                                                                  initially_set, name);
}
template <class Char>
HANDLE CreateMutex(LPSECURITY_ATTRIBUTES security, BOOL initially_owned, const Char *name) {
  return penstock_sdk::PickForm(name, CreateMutexA, CreateMutexW)(security, initially_owned, name);
}
inline HANDLE CreateMutex(LPSECURITY_ATTRIBUTES security, BOOL initially_owned, decltype(nullptr)) {
  return CreateMutexW(security, initially_owned, nullptr);
}
template <class Char>
HANDLE CreateSemaphore(LPSECURITY_ATTRIBUTES security, LONG initial_count, LONG maximum_count,
                       const Char *name) {
  return penstock_sdk::PickForm(name, CreateSemaphoreA, CreateSemaphoreW)(security, initial_count,
                                                                          maximum_count, name);
}
inline HANDLE CreateSemaphore(LPSECURITY_ATTRIBUTES security, LONG initial_count,
                              LONG maximum_count, decltype(nullptr)) {
  return CreateSemaphoreW(security, initial_count, maximum_count, nullptr);
}

#endif  // PENSTOCK_SDK_WIN32_SYNC_H_
