// Critical sections, slim reader-writer locks and one-time initialization; declared in
// win32/sync.h. Each lives in the caller's structure as the platform's own lock. Objects with
// handles are sync_objects.cc.
#include <pthread.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/immortal.h"
#include "win32/sync.h"

namespace penstock::win32 {
namespace {

static_assert(sizeof(CRITICAL_SECTION) >= sizeof(pthread_mutex_t));
static_assert(alignof(CRITICAL_SECTION) >= alignof(pthread_mutex_t));
static_assert(sizeof(SRWLOCK) >= sizeof(pthread_rwlock_t));
static_assert(alignof(SRWLOCK) >= alignof(pthread_rwlock_t));

pthread_mutex_t* native(CRITICAL_SECTION* section) {
  return reinterpret_cast<pthread_mutex_t*>(section->Storage);
}

// SRWLOCK_INIT is all zero bits, and so is this platform's static initializer.
pthread_rwlock_t* native(SRWLOCK* lock) {
  return reinterpret_cast<pthread_rwlock_t*>(lock->Storage);
}

void initialize(CRITICAL_SECTION* section) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init(native(section), &attributes);
  pthread_mutexattr_destroy(&attributes);
}

enum OnceState : ULONG { kNotRun = 0, kRunning = 1, kDone = 2 };

// Orders every INIT_ONCE that is not done yet. Callbacks run outside it.
struct OnceMonitor {
  std::mutex mutex;
  std::condition_variable changed;
};
OnceMonitor& once_monitor() {
  static Immortal<OnceMonitor> monitor;
  return monitor.get();
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

VOID InitializeCriticalSection(LPCRITICAL_SECTION section) { initialize(section); }
BOOL InitializeCriticalSectionAndSpinCount(LPCRITICAL_SECTION section, DWORD) {
  initialize(section);
  return TRUE;
}
BOOL InitializeCriticalSectionEx(LPCRITICAL_SECTION section, DWORD, DWORD) {
  initialize(section);
  return TRUE;
}
VOID EnterCriticalSection(LPCRITICAL_SECTION section) { pthread_mutex_lock(native(section)); }
BOOL TryEnterCriticalSection(LPCRITICAL_SECTION section) {
  return pthread_mutex_trylock(native(section)) == 0;
}
VOID LeaveCriticalSection(LPCRITICAL_SECTION section) { pthread_mutex_unlock(native(section)); }
VOID DeleteCriticalSection(LPCRITICAL_SECTION section) { pthread_mutex_destroy(native(section)); }

VOID InitializeSRWLock(PSRWLOCK lock) { pthread_rwlock_init(native(lock), nullptr); }
VOID AcquireSRWLockExclusive(PSRWLOCK lock) { pthread_rwlock_wrlock(native(lock)); }
VOID ReleaseSRWLockExclusive(PSRWLOCK lock) { pthread_rwlock_unlock(native(lock)); }
BOOLEAN TryAcquireSRWLockExclusive(PSRWLOCK lock) {
  return pthread_rwlock_trywrlock(native(lock)) == 0;
}
VOID AcquireSRWLockShared(PSRWLOCK lock) { pthread_rwlock_rdlock(native(lock)); }
VOID ReleaseSRWLockShared(PSRWLOCK lock) { pthread_rwlock_unlock(native(lock)); }
BOOLEAN TryAcquireSRWLockShared(PSRWLOCK lock) {
  return pthread_rwlock_tryrdlock(native(lock)) == 0;
}

BOOL InitOnceExecuteOnce(PINIT_ONCE once, PINIT_ONCE_FN callback, PVOID parameter,
                         LPVOID* context) {
  if (once == nullptr || callback == nullptr) return fail(ERROR_INVALID_PARAMETER);
  const std::atomic_ref<ULONG> state(once->State);
  if (state.load(std::memory_order_acquire) == kDone) return TRUE;
  OnceMonitor& monitor = once_monitor();
  std::unique_lock lock(monitor.mutex);
  monitor.changed.wait(lock, [&] { return state.load() != kRunning; });
  if (state.load() == kDone) return TRUE;
  state.store(kRunning);
  lock.unlock();
  const bool succeeded = callback(once, parameter, context) != FALSE;
  lock.lock();
  state.store(succeeded ? kDone : kNotRun, std::memory_order_release);
  monitor.changed.notify_all();
  return succeeded;
}
