// Tests of handles, waiting, events, mutexes, semaphores and threads (handle_table.cc, waiting.cc,
// sync_objects.cc, threads.cc).
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "windows.h"

namespace {

constexpr DWORD kLong = 60'000;  // for waits that must succeed

class Event {
 public:
  explicit Event(BOOL manual = FALSE, BOOL set = FALSE)
      : handle_(CreateEvent(NULL, manual, set, NULL)) {}
  ~Event() { CloseHandle(handle_); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  HANDLE get() const { return handle_; }

 private:
  HANDLE handle_;
};

TEST(Handles, StaleAndInventedOnesAreRefused) {
  HANDLE event = CreateEvent(NULL, TRUE, FALSE, NULL);
  ASSERT_NE(event, nullptr);
  EXPECT_TRUE(CloseHandle(event));
  HANDLE next = CreateEvent(NULL, TRUE, FALSE, NULL);
  EXPECT_NE(event, next);
  for (HANDLE bad : {event, HANDLE(nullptr), INVALID_HANDLE_VALUE, HANDLE(&next),
                     RegisterEventSource(NULL, "handles-test")}) {
    SetLastError(ERROR_SUCCESS);
    EXPECT_FALSE(CloseHandle(bad));
    EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
    EXPECT_EQ(WaitForSingleObject(bad, 0), DWORD(WAIT_FAILED));
    EXPECT_FALSE(SetEvent(bad));
  }
  EXPECT_FALSE(ReleaseMutex(next));
  EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
  EXPECT_TRUE(CloseHandle(next));
}

TEST(Handles, DuplicatesKeepTheObject) {
  HANDLE first = CreateEvent(NULL, TRUE, FALSE, NULL);
  HANDLE second = NULL;
  ASSERT_TRUE(DuplicateHandle(GetCurrentProcess(), first, GetCurrentProcess(), &second, 0, FALSE,
                              DUPLICATE_SAME_ACCESS));
  EXPECT_TRUE(SetEvent(first));
  EXPECT_TRUE(CloseHandle(first));
  EXPECT_EQ(WaitForSingleObject(second, 0), DWORD(WAIT_OBJECT_0));
  EXPECT_TRUE(CloseHandle(second));
}

TEST(Events, ManualStaysAutomaticIsTaken) {
  Event manual(TRUE, TRUE);
  EXPECT_EQ(WaitForSingleObject(manual.get(), 0), DWORD(WAIT_OBJECT_0));
  EXPECT_EQ(WaitForSingleObject(manual.get(), 0), DWORD(WAIT_OBJECT_0));
  EXPECT_TRUE(ResetEvent(manual.get()));
  EXPECT_EQ(WaitForSingleObject(manual.get(), 0), DWORD(WAIT_TIMEOUT));
  Event automatic(FALSE, TRUE);
  EXPECT_EQ(WaitForSingleObject(automatic.get(), 0), DWORD(WAIT_OBJECT_0));
  EXPECT_EQ(WaitForSingleObject(automatic.get(), 1), DWORD(WAIT_TIMEOUT));
}

TEST(Events, NamedOnesAreShared) {
  HANDLE first = CreateEvent(NULL, TRUE, FALSE, "penstock-test-event");
  EXPECT_EQ(GetLastError(), ERROR_SUCCESS);
  HANDLE second = CreateEvent(NULL, TRUE, FALSE, L"penstock-test-event");
  EXPECT_EQ(GetLastError(), ERROR_ALREADY_EXISTS);
  EXPECT_TRUE(SetEvent(first));
  EXPECT_EQ(WaitForSingleObject(second, 0), DWORD(WAIT_OBJECT_0));
  EXPECT_EQ(CreateMutex(NULL, FALSE, "penstock-test-event"), nullptr);
  EXPECT_EQ(GetLastError(), ERROR_INVALID_HANDLE);
  CloseHandle(first);
  CloseHandle(second);
  HANDLE again = CreateEvent(NULL, TRUE, FALSE, "penstock-test-event");
  EXPECT_EQ(GetLastError(), ERROR_SUCCESS);
  CloseHandle(again);
}

TEST(Events, WakeAWaitingThread) {
  Event request;
  Event reply;
  std::thread other([&] {
    EXPECT_EQ(WaitForSingleObject(request.get(), INFINITE), DWORD(WAIT_OBJECT_0));
    SetEvent(reply.get());
  });
  SetEvent(request.get());
  EXPECT_EQ(WaitForSingleObject(reply.get(), kLong), DWORD(WAIT_OBJECT_0));
  other.join();
}

TEST(WaitForMultiple, GivesTheIndexOfTheFirst) {
  Event a;
  Event b(FALSE, TRUE);
  HANDLE both[] = {a.get(), b.get()};
  EXPECT_EQ(WaitForMultipleObjects(2, both, FALSE, 0), DWORD(WAIT_OBJECT_0 + 1));
  EXPECT_EQ(WaitForMultipleObjects(2, both, FALSE, 0), DWORD(WAIT_TIMEOUT));
}

TEST(WaitForMultiple, TakesAllOrNothing) {
  Event a(FALSE, TRUE);
  Event b;
  HANDLE both[] = {a.get(), b.get()};
  EXPECT_EQ(WaitForMultipleObjects(2, both, TRUE, 0), DWORD(WAIT_TIMEOUT));
  EXPECT_TRUE(SetEvent(b.get()));
  EXPECT_EQ(WaitForMultipleObjects(2, both, TRUE, 0), DWORD(WAIT_OBJECT_0));
  EXPECT_EQ(WaitForSingleObject(a.get(), 0), DWORD(WAIT_TIMEOUT));
  HANDLE twice[] = {a.get(), a.get()};
  EXPECT_EQ(WaitForMultipleObjects(2, twice, TRUE, 0), DWORD(WAIT_FAILED));
  EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
  EXPECT_EQ(WaitForMultipleObjects(0, both, TRUE, 0), DWORD(WAIT_FAILED));
}

TEST(Mutexes, BelongToTheirThread) {
  HANDLE mutex = CreateMutex(NULL, TRUE, NULL);
  EXPECT_EQ(WaitForSingleObject(mutex, 0), DWORD(WAIT_OBJECT_0));
  std::thread([&] {
    EXPECT_EQ(WaitForSingleObject(mutex, 0), DWORD(WAIT_TIMEOUT));
    EXPECT_FALSE(ReleaseMutex(mutex));
    EXPECT_EQ(GetLastError(), ERROR_NOT_OWNER);
  }).join();
  EXPECT_TRUE(ReleaseMutex(mutex));
  EXPECT_TRUE(ReleaseMutex(mutex));
  EXPECT_FALSE(ReleaseMutex(mutex));
  CloseHandle(mutex);
}

TEST(Mutexes, AreAbandonedByAThreadThatEnds) {
  HANDLE mutex = CreateMutex(NULL, FALSE, NULL);
  std::thread([&] { WaitForSingleObject(mutex, 0); }).join();
  EXPECT_EQ(WaitForSingleObject(mutex, 0), DWORD(WAIT_ABANDONED));
  EXPECT_TRUE(ReleaseMutex(mutex));
  EXPECT_EQ(WaitForSingleObject(mutex, 0), DWORD(WAIT_OBJECT_0));
  CloseHandle(mutex);
}

TEST(Mutexes, MayBeClosedByAnotherThreadWhileOwned) {
  HANDLE mutex = CreateMutex(NULL, TRUE, NULL);
  std::thread([&] { EXPECT_TRUE(CloseHandle(mutex)); }).join();
  EXPECT_FALSE(ReleaseMutex(mutex));
}

TEST(Semaphores, CountUpToTheirMaximum) {
  HANDLE semaphore = CreateSemaphore(NULL, 1, 2, NULL);
  EXPECT_EQ(WaitForSingleObject(semaphore, 0), DWORD(WAIT_OBJECT_0));
  EXPECT_EQ(WaitForSingleObject(semaphore, 0), DWORD(WAIT_TIMEOUT));
  LONG previous = -1;
  EXPECT_TRUE(ReleaseSemaphore(semaphore, 2, &previous));
  EXPECT_EQ(previous, 0);
  EXPECT_FALSE(ReleaseSemaphore(semaphore, 1, NULL));
  EXPECT_EQ(GetLastError(), ERROR_TOO_MANY_POSTS);
  CloseHandle(semaphore);
  EXPECT_EQ(CreateSemaphore(NULL, 3, 2, NULL), nullptr);
}

DWORD WINAPI return_parameter(LPVOID parameter) {
  return static_cast<DWORD>(reinterpret_cast<ULONG_PTR>(parameter));
}

TEST(Threads, SignalTheirEndAndKeepTheirCode) {
  DWORD id = 0;
  HANDLE thread = CreateThread(NULL, 0, return_parameter, reinterpret_cast<LPVOID>(42), 0, &id);
  ASSERT_NE(thread, nullptr);
  EXPECT_NE(id, 0u);
  EXPECT_NE(id, GetCurrentThreadId());
  EXPECT_EQ(WaitForSingleObject(thread, kLong), DWORD(WAIT_OBJECT_0));
  DWORD code = 0;
  EXPECT_TRUE(GetExitCodeThread(thread, &code));
  EXPECT_EQ(code, 42u);
  EXPECT_TRUE(CloseHandle(thread));
}

TEST(Threads, SuspendedOnesWaitForResume) {
  HANDLE thread = CreateThread(NULL, 70000, return_parameter, NULL, CREATE_SUSPENDED, NULL);
  DWORD code = 0;
  EXPECT_TRUE(GetExitCodeThread(thread, &code));
  EXPECT_EQ(code, DWORD(STILL_ACTIVE));
  EXPECT_EQ(ResumeThread(thread), 1u);
  EXPECT_EQ(WaitForSingleObject(thread, kLong), DWORD(WAIT_OBJECT_0));
  EXPECT_EQ(ResumeThread(thread), 0u);
  CloseHandle(thread);
  EXPECT_EQ(CreateThread(NULL, 0, NULL, NULL, 0, NULL), nullptr);
}

TEST(Threads, SlotsAreEachThreadsOwn) {
  const DWORD slot = TlsAlloc();
  ASSERT_NE(slot, TLS_OUT_OF_INDEXES);
  int here = 0;
  EXPECT_TRUE(TlsSetValue(slot, &here));
  std::thread([slot] { EXPECT_EQ(TlsGetValue(slot), nullptr); }).join();
  EXPECT_EQ(TlsGetValue(slot), &here);
  EXPECT_TRUE(TlsFree(slot));
}

TEST(Machine, IsDescribed) {
  SYSTEM_INFO information;
  GetSystemInfo(&information);
  EXPECT_GE(information.dwNumberOfProcessors, 1u);
  EXPECT_GE(information.dwPageSize, 4096u);
  EXPECT_EQ(GetCurrentProcessId(), static_cast<DWORD>(getpid()));
}

TEST(Handles, ManyThreadsOpenAndClose) {
  constexpr int kRounds = 2000;
  std::atomic<int> failures{0};
  const auto churn = [&] {
    for (int i = 0; i < kRounds; ++i) {
      HANDLE event = CreateEvent(NULL, FALSE, TRUE, NULL);
      if (WaitForSingleObject(event, 0) != WAIT_OBJECT_0 || !CloseHandle(event)) ++failures;
    }
  };
  std::thread first(churn);
  std::thread second(churn);
  first.join();
  second.join();
  EXPECT_EQ(failures, 0);
}

}  // namespace
