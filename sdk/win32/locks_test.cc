// Tests of critical sections, slim locks, one-time initialization, interlocked operations and the
// interlocked list (locks.cc, slist.cc).
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "windows.h"

namespace {

TEST(CriticalSection, IsRecursiveAndExclusive) {
  CRITICAL_SECTION section;
  InitializeCriticalSection(&section);
  EnterCriticalSection(&section);
  EXPECT_TRUE(TryEnterCriticalSection(&section));
  std::thread([&] { EXPECT_FALSE(TryEnterCriticalSection(&section)); }).join();
  LeaveCriticalSection(&section);
  LeaveCriticalSection(&section);
  std::thread([&] {
    EXPECT_TRUE(TryEnterCriticalSection(&section));
    LeaveCriticalSection(&section);
  }).join();
  DeleteCriticalSection(&section);
}

TEST(CriticalSection, GuardsACounter) {
  CRITICAL_SECTION section;
  ASSERT_TRUE(InitializeCriticalSectionAndSpinCount(&section, 4000));
  int count = 0;
  const auto add = [&] {
    for (int i = 0; i < 10000; ++i) {
      EnterCriticalSection(&section);
      ++count;
      LeaveCriticalSection(&section);
    }
  };
  std::thread first(add);
  std::thread second(add);
  first.join();
  second.join();
  EXPECT_EQ(count, 20000);
  DeleteCriticalSection(&section);
}

TEST(SlimLock, SharesAmongReadersOnly) {
  SRWLOCK lock = SRWLOCK_INIT;
  AcquireSRWLockShared(&lock);
  std::thread([&] {
    EXPECT_TRUE(TryAcquireSRWLockShared(&lock));
    ReleaseSRWLockShared(&lock);
    EXPECT_FALSE(TryAcquireSRWLockExclusive(&lock));
  }).join();
  ReleaseSRWLockShared(&lock);
  AcquireSRWLockExclusive(&lock);
  std::thread([&] { EXPECT_FALSE(TryAcquireSRWLockShared(&lock)); }).join();
  ReleaseSRWLockExclusive(&lock);
}

BOOL CALLBACK count_and_fail_first(PINIT_ONCE, PVOID parameter, PVOID*) {
  return ++*static_cast<int*>(parameter) > 1;
}

TEST(InitOnce, RunsUntilItSucceedsOnce) {
  INIT_ONCE once = INIT_ONCE_STATIC_INIT;
  int calls = 0;
  EXPECT_FALSE(InitOnceExecuteOnce(&once, count_and_fail_first, &calls, NULL));
  EXPECT_TRUE(InitOnceExecuteOnce(&once, count_and_fail_first, &calls, NULL));
  EXPECT_TRUE(InitOnceExecuteOnce(&once, count_and_fail_first, &calls, NULL));
  EXPECT_EQ(calls, 2);
}

TEST(Interlocked, ReturnsWhatIsDocumented) {
  LONG value = 5;
  EXPECT_EQ(InterlockedIncrement(&value), 6);
  EXPECT_EQ(InterlockedDecrement(&value), 5);
  EXPECT_EQ(InterlockedExchange(&value, 9), 5);
  EXPECT_EQ(InterlockedExchangeAdd(&value, 2), 9);
  EXPECT_EQ(InterlockedCompareExchange(&value, 1, 11), 11);
  EXPECT_EQ(InterlockedCompareExchange(&value, 2, 11), 1);
  EXPECT_EQ(value, 1);
  EXPECT_EQ(InterlockedOr(&value, 6), 1);
  EXPECT_EQ(InterlockedAnd(&value, 3), 7);
  EXPECT_EQ(InterlockedXor(&value, 1), 3);
  EXPECT_EQ(value, 2);
}

TEST(Interlocked, WorksOnEveryWidth) {
  long native = 1;
  ULONGLONG wide = 0xFFFFFFFFull;
  EXPECT_EQ(InterlockedIncrement(&native), 2);
  EXPECT_EQ(InterlockedIncrement64(&wide), 0x100000000ull);
  PVOID pointer = nullptr;
  EXPECT_EQ(InterlockedExchangePointer(&pointer, &wide), nullptr);
  EXPECT_EQ(InterlockedCompareExchangePointer(&pointer, nullptr, &wide), &wide);
  EXPECT_EQ(pointer, nullptr);
}

struct Item {
  SLIST_ENTRY entry;
  int value;
};

TEST(SList, IsLastInFirstOut) {
  SLIST_HEADER head;
  InitializeSListHead(&head);
  Item items[3] = {};
  EXPECT_EQ(InterlockedPopEntrySList(&head), nullptr);
  EXPECT_EQ(InterlockedPushEntrySList(&head, &items[0].entry), nullptr);
  EXPECT_EQ(InterlockedPushEntrySList(&head, &items[1].entry), &items[0].entry);
  InterlockedPushEntrySList(&head, &items[2].entry);
  EXPECT_EQ(QueryDepthSList(&head), 3);
  EXPECT_EQ(InterlockedPopEntrySList(&head), &items[2].entry);
  PSLIST_ENTRY rest = InterlockedFlushSList(&head);
  EXPECT_EQ(rest, &items[1].entry);
  EXPECT_EQ(rest->Next, &items[0].entry);
  EXPECT_EQ(QueryDepthSList(&head), 0);
}

TEST(SList, LosesNothingBetweenThreads) {
  SLIST_HEADER head;
  InitializeSListHead(&head);
  std::vector<Item> items(1000);
  for (Item& item : items) InterlockedPushEntrySList(&head, &item.entry);
  const auto shuffle = [&] {
    for (int i = 0; i < 10000; ++i) {
      if (PSLIST_ENTRY entry = InterlockedPopEntrySList(&head)) {
        InterlockedPushEntrySList(&head, entry);
      }
    }
  };
  std::thread first(shuffle);
  std::thread second(shuffle);
  first.join();
  second.join();
  EXPECT_EQ(QueryDepthSList(&head), 1000);
}

}  // namespace
