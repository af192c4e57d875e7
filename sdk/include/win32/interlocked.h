// Atomic operations on plain variables, and the interlocked list (SLIST). All are full barriers.
// The operations work on 32-bit and 64-bit integers alike, so a `long` counter and a LONG one both
// do. Implementation of the list: sdk/win32/slist.cc.
#ifndef PENSTOCK_SDK_WIN32_INTERLOCKED_H_
#define PENSTOCK_SDK_WIN32_INTERLOCKED_H_

#include <type_traits>

#include "basetypes.h"

namespace penstock_sdk {

// The type of an atomic variable, for parameters that must convert to it.
template <class T>
struct Same {
  static_assert(std::is_integral<T>::value && (sizeof(T) == 2 || sizeof(T) == 4 || sizeof(T) == 8),
                "atomic operations need an integer of 16, 32 or 64 bits");
  typedef T Type;
};

}  // namespace penstock_sdk

// The new value.
template <class T>
typename penstock_sdk::Same<T>::Type InterlockedIncrement(T volatile *target) {
  return __atomic_add_fetch(target, 1, __ATOMIC_SEQ_CST);
}
template <class T>
typename penstock_sdk::Same<T>::Type InterlockedDecrement(T volatile *target) {
  return __atomic_sub_fetch(target, 1, __ATOMIC_SEQ_CST);
}
// The old value, as of all below.
template <class T>
T InterlockedExchange(T volatile *target, typename penstock_sdk::Same<T>::Type value) {
  return __atomic_exchange_n(target, value, __ATOMIC_SEQ_CST);
}
template <class T>
T InterlockedExchangeAdd(T volatile *target, typename penstock_sdk::Same<T>::Type value) {
  return __atomic_fetch_add(target, value, __ATOMIC_SEQ_CST);
}
template <class T>
T InterlockedAnd(T volatile *target, typename penstock_sdk::Same<T>::Type value) {
  return __atomic_fetch_and(target, value, __ATOMIC_SEQ_CST);
}
template <class T>
T InterlockedOr(T volatile *target, typename penstock_sdk::Same<T>::Type value) {
  return __atomic_fetch_or(target, value, __ATOMIC_SEQ_CST);
}
template <class T>
T InterlockedXor(T volatile *target, typename penstock_sdk::Same<T>::Type value) {
  return __atomic_fetch_xor(target, value, __ATOMIC_SEQ_CST);
}
template <class T>
T InterlockedCompareExchange(T volatile *target, typename penstock_sdk::Same<T>::Type value,
                             typename penstock_sdk::Same<T>::Type comparand) {
  __atomic_compare_exchange_n(target, &comparand, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
  return comparand;
}
inline PVOID InterlockedExchangePointer(PVOID volatile *target, PVOID value) {
  return __atomic_exchange_n(target, value, __ATOMIC_SEQ_CST);
}
inline PVOID InterlockedCompareExchangePointer(PVOID volatile *target, PVOID value,
                                               PVOID comparand) {
  __atomic_compare_exchange_n(target, &comparand, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
  return comparand;
}
#define InterlockedIncrement64 InterlockedIncrement
#define InterlockedDecrement64 InterlockedDecrement
#define InterlockedExchange64 InterlockedExchange
#define InterlockedExchangeAdd64 InterlockedExchangeAdd
#define InterlockedCompareExchange64 InterlockedCompareExchange
#define _InterlockedIncrement InterlockedIncrement
#define _InterlockedDecrement InterlockedDecrement
#define _InterlockedExchange InterlockedExchange
#define _InterlockedCompareExchange InterlockedCompareExchange
inline VOID MemoryBarrier() { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
inline VOID YieldProcessor() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#endif
}

// A list that any thread pushes to and pops from, last in first out. Entries and header lie on
// MEMORY_ALLOCATION_ALIGNMENT (see _aligned_malloc in memory.h).
#define MEMORY_ALLOCATION_ALIGNMENT 16
typedef struct _SLIST_ENTRY {
  struct _SLIST_ENTRY *Next;
} __attribute__((aligned(MEMORY_ALLOCATION_ALIGNMENT))) SLIST_ENTRY, *PSLIST_ENTRY;
typedef struct _SLIST_HEADER {
  PSLIST_ENTRY Top;
  ULONG Depth;
  ULONG Locked;
} __attribute__((aligned(MEMORY_ALLOCATION_ALIGNMENT))) SLIST_HEADER, *PSLIST_HEADER;

PENSTOCK_WIN32_API VOID WINAPI InitializeSListHead(PSLIST_HEADER head);
// The previous first entry, or NULL.
PENSTOCK_WIN32_API PSLIST_ENTRY WINAPI InterlockedPushEntrySList(PSLIST_HEADER head,
                                                                 PSLIST_ENTRY entry);
// The entry taken, or NULL.
PENSTOCK_WIN32_API PSLIST_ENTRY WINAPI InterlockedPopEntrySList(PSLIST_HEADER head);
// All entries, linked by Next.
PENSTOCK_WIN32_API PSLIST_ENTRY WINAPI InterlockedFlushSList(PSLIST_HEADER head);
PENSTOCK_WIN32_API USHORT WINAPI QueryDepthSList(PSLIST_HEADER head);

#endif  // PENSTOCK_SDK_WIN32_INTERLOCKED_H_
