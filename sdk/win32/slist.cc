// The interlocked list; declared in win32/interlocked.h. A short spin lock in the header guards it:
// a compare-and-swap of the whole header would have to read the next pointer of an entry that
// another thread may have popped and unmapped meanwhile, which only a fault handler could survive.
#include <atomic>
#include <thread>
#include <utility>

#include "win32/interlocked.h"

namespace penstock::win32 {
namespace {

class HeaderLock {
 public:
  explicit HeaderLock(SLIST_HEADER& head) : locked_(head.Locked) {
    while (locked_.exchange(1, std::memory_order_acquire) != 0) std::this_thread::yield();
  }
  ~HeaderLock() { locked_.store(0, std::memory_order_release); }
  HeaderLock(const HeaderLock&) = delete;
  HeaderLock& operator=(const HeaderLock&) = delete;

 private:
  std::atomic_ref<ULONG> locked_;
};

// Read outside the lock by QueryDepthSList and by a pop that finds nothing, so written atomically.
std::atomic_ref<ULONG> depth_of(SLIST_HEADER& head) { return std::atomic_ref(head.Depth); }

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

VOID InitializeSListHead(PSLIST_HEADER head) { *head = {}; }

PSLIST_ENTRY InterlockedPushEntrySList(PSLIST_HEADER head, PSLIST_ENTRY entry) {
  const HeaderLock lock(*head);
  entry->Next = head->Top;
  head->Top = entry;
  depth_of(*head).fetch_add(1, std::memory_order_relaxed);
  return entry->Next;
}

PSLIST_ENTRY InterlockedPopEntrySList(PSLIST_HEADER head) {
  if (depth_of(*head).load(std::memory_order_relaxed) == 0) return nullptr;
  const HeaderLock lock(*head);
  SLIST_ENTRY* const top = head->Top;
  if (top == nullptr) return nullptr;
  head->Top = top->Next;
  depth_of(*head).fetch_sub(1, std::memory_order_relaxed);
  return top;
}

PSLIST_ENTRY InterlockedFlushSList(PSLIST_HEADER head) {
  const HeaderLock lock(*head);
  depth_of(*head).store(0, std::memory_order_relaxed);
  return std::exchange(head->Top, nullptr);
}

USHORT QueryDepthSList(PSLIST_HEADER head) {
  return static_cast<USHORT>(depth_of(*head).load(std::memory_order_relaxed));
}
