// Threads, sleeping, thread-local slots and the machine's description; declared in win32/threads.h.
// Waiting for a thread is waiting.cc.
#include "win32/threads.h"

#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <thread>

#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/waitable.h"

namespace penstock::win32 {
namespace {

class Thread : public Waitable {
 public:
  Thread(LPTHREAD_START_ROUTINE start, void* parameter, bool suspended)
      : start_(start), parameter_(parameter), suspended_(suspended) {}

  bool is_signalled() const override { return ended_; }

  // The body of the native thread.
  void run() {
    {
      std::unique_lock lock(wait_mutex());
      id_ = GetCurrentThreadId();
      changed_.notify_all();
      changed_.wait(lock, [this] { return !suspended_; });
    }
    const DWORD code = start_(parameter_);
    const std::lock_guard lock(wait_mutex());
    exit_code_ = code;
    ended_ = true;
    wake_waiters();
  }

  // Known as soon as the native thread has come up.
  DWORD wait_for_id() {
    std::unique_lock lock(wait_mutex());
    changed_.wait(lock, [this] { return id_ != 0; });
    return id_;
  }

  DWORD resume() {
    const std::lock_guard lock(wait_mutex());
    if (!suspended_) return 0;
    suspended_ = false;
    changed_.notify_all();
    return 1;
  }

  DWORD exit_code() const {
    const std::lock_guard lock(wait_mutex());
    return ended_ ? exit_code_ : static_cast<DWORD>(STILL_ACTIVE);
  }

 private:
  const LPTHREAD_START_ROUTINE start_;
  void* const parameter_;
  // Guarded by wait_mutex():
  bool suspended_;
  bool ended_ = false;
  DWORD id_ = 0;
  DWORD exit_code_ = 0;
  std::condition_variable changed_;
};

void* run_thread(void* argument) {
  const std::unique_ptr<std::shared_ptr<Thread>> thread(
      static_cast<std::shared_ptr<Thread>*>(argument));
  (*thread)->run();
  return nullptr;
}

// The native thread keeps its object alive, so the handle may be closed before it ends.
int start_native(const std::shared_ptr<Thread>& thread, size_t stack_size) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  if (stack_size != 0) {
    const size_t smallest = static_cast<size_t>(PTHREAD_STACK_MIN) + 65536;
    pthread_attr_setstacksize(&attributes,
                              std::max((stack_size + 65535) & ~size_t{65535}, smallest));
  }
  auto reference = std::make_unique<std::shared_ptr<Thread>>(thread);
  pthread_t native;
  const int error = pthread_create(&native, &attributes, run_thread, reference.get());
  // The thread owns the reference from here on.
  if (error == 0) (void)reference.release();
  pthread_attr_destroy(&attributes);
  return error;
}

WORD processor_architecture() {
#if defined(__x86_64__)
  return PROCESSOR_ARCHITECTURE_AMD64;
#elif defined(__aarch64__)
  return PROCESSOR_ARCHITECTURE_ARM64;
#else
  return PROCESSOR_ARCHITECTURE_UNKNOWN;
#endif
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

HANDLE CreateThread(LPSECURITY_ATTRIBUTES, SIZE_T stack_size, LPTHREAD_START_ROUTINE start,
                    LPVOID parameter, DWORD flags, LPDWORD thread_id) {
  if (start == nullptr) {
    SetLastError(ERROR_INVALID_PARAMETER);
    return nullptr;
  }
  auto thread = std::make_shared<Thread>(start, parameter, (flags & CREATE_SUSPENDED) != 0);
  HANDLE const handle = handle_table().open(thread);
  if (handle == nullptr) return nullptr;
  if (const int error = start_native(thread, stack_size); error != 0) {
    handle_table().close(handle);
    SetLastError(error == EAGAIN ? ERROR_NOT_ENOUGH_MEMORY : win32_error_of(error));
    return nullptr;
  }
  if (thread_id != nullptr) *thread_id = thread->wait_for_id();
  return handle;
}

DWORD ResumeThread(HANDLE handle) {
  const std::shared_ptr<Thread> thread = object_of<Thread>(handle);
  return thread ? thread->resume() : static_cast<DWORD>(-1);
}

BOOL GetExitCodeThread(HANDLE handle, LPDWORD exit_code) {
  const std::shared_ptr<Thread> thread = object_of<Thread>(handle);
  if (!thread) return FALSE;
  *exit_code = thread->exit_code();
  return TRUE;
}

DWORD GetCurrentThreadId() {
  static thread_local const auto id = static_cast<DWORD>(syscall(SYS_gettid));
  return id;
}
DWORD GetCurrentProcessId() { return static_cast<DWORD>(getpid()); }
// The original's pseudo-handles: -1 and -2.
HANDLE GetCurrentProcess() { return reinterpret_cast<HANDLE>(intptr_t{-1}); }
HANDLE GetCurrentThread() { return reinterpret_cast<HANDLE>(intptr_t{-2}); }

VOID Sleep(DWORD milliseconds) {
  if (milliseconds == 0) {
    sched_yield();
    return;
  }
  if (milliseconds == INFINITE) {
    for (;;) {
      pause();  // returns after a signal
    }
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}
DWORD SleepEx(DWORD milliseconds, BOOL) {
  Sleep(milliseconds);
  return 0;
}
BOOL SwitchToThread() { return sched_yield() == 0; }

DWORD TlsAlloc() {
  pthread_key_t key;
  if (const int error = pthread_key_create(&key, nullptr); error != 0) {
    SetLastError(win32_error_of(error));
    return TLS_OUT_OF_INDEXES;
  }
  return key;
}
LPVOID TlsGetValue(DWORD index) {
  SetLastError(ERROR_SUCCESS);
  return pthread_getspecific(index);
}
BOOL TlsSetValue(DWORD index, LPVOID value) {
  return pthread_setspecific(index, value) == 0 ? TRUE : fail(ERROR_INVALID_PARAMETER);
}
BOOL TlsFree(DWORD index) {
  return pthread_key_delete(index) == 0 ? TRUE : fail(ERROR_INVALID_PARAMETER);
}

VOID GetSystemInfo(LPSYSTEM_INFO information) {
  *information = {};
  const auto page = static_cast<DWORD>(sysconf(_SC_PAGESIZE));
  const auto processors = static_cast<DWORD>(std::max(1L, sysconf(_SC_NPROCESSORS_ONLN)));
  information->wProcessorArchitecture = processor_architecture();
  information->dwPageSize = page;
  information->lpMinimumApplicationAddress = reinterpret_cast<LPVOID>(uintptr_t{page});
  information->lpMaximumApplicationAddress = reinterpret_cast<LPVOID>(uintptr_t{0x7FFFFFFFEFFF});
  information->dwNumberOfProcessors = processors;
  information->dwActiveProcessorMask =
      processors >= 64 ? ~DWORD_PTR{0} : (DWORD_PTR{1} << processors) - 1;
  information->dwAllocationGranularity = page;
}
