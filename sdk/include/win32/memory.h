// Memory: the heap functions, whole pages, and the fill and copy names. Implementation:
// sdk/win32/memory.cc. (A request's own memory is IHttpContext::AllocateRequestMemory.)
#ifndef PENSTOCK_SDK_WIN32_MEMORY_H_
#define PENSTOCK_SDK_WIN32_MEMORY_H_

#include <stdlib.h>
#include <string.h>

#include "basetypes.h"

#define ZeroMemory(destination, length) memset((destination), 0, (length))
#define FillMemory(destination, length, fill) memset((destination), (fill), (length))
#define CopyMemory(destination, source, length) memcpy((destination), (source), (length))
#define MoveMemory(destination, source, length) memmove((destination), (source), (length))
#define RtlZeroMemory(destination, length) memset((destination), 0, (length))
#define RtlCopyMemory(destination, source, length) memcpy((destination), (source), (length))
#define RtlMoveMemory(destination, source, length) memmove((destination), (source), (length))
#define RtlEqualMemory(a, b, length) (!memcmp((a), (b), (length)))
// Cannot be optimized away.
inline PVOID SecureZeroMemory(PVOID destination, SIZE_T length) {
  explicit_bzero(destination, length);
  return destination;
}

// Heaps. Blocks of one private heap must be freed to that heap; HeapDestroy frees what is left. The
// process heap is malloc.
#define HEAP_NO_SERIALIZE 0x1
#define HEAP_GENERATE_EXCEPTIONS 0x4
#define HEAP_ZERO_MEMORY 0x8
#define HEAP_REALLOC_IN_PLACE_ONLY 0x10
PENSTOCK_WIN32_API HANDLE WINAPI GetProcessHeap(VOID);
PENSTOCK_WIN32_API HANDLE WINAPI HeapCreate(DWORD options, SIZE_T initial_size,
                                            SIZE_T maximum_size);
PENSTOCK_WIN32_API BOOL WINAPI HeapDestroy(HANDLE heap);
PENSTOCK_WIN32_API LPVOID WINAPI HeapAlloc(HANDLE heap, DWORD flags, SIZE_T size);
PENSTOCK_WIN32_API LPVOID WINAPI HeapReAlloc(HANDLE heap, DWORD flags, LPVOID block, SIZE_T size);
PENSTOCK_WIN32_API BOOL WINAPI HeapFree(HANDLE heap, DWORD flags, LPVOID block);
// (SIZE_T)-1 on failure.
PENSTOCK_WIN32_API SIZE_T WINAPI HeapSize(HANDLE heap, DWORD flags, LPCVOID block);

// LocalAlloc and GlobalAlloc: the handle is the memory (fixed); locking returns it.
#define LMEM_FIXED 0x0
#define LMEM_MOVEABLE 0x2
#define LMEM_ZEROINIT 0x40
#define LPTR (LMEM_FIXED | LMEM_ZEROINIT)
#define GMEM_FIXED 0x0
#define GMEM_MOVEABLE 0x2
#define GMEM_ZEROINIT 0x40
#define GPTR (GMEM_FIXED | GMEM_ZEROINIT)
PENSTOCK_WIN32_API HLOCAL WINAPI LocalAlloc(UINT flags, SIZE_T size);
PENSTOCK_WIN32_API HLOCAL WINAPI LocalReAlloc(HLOCAL memory, SIZE_T size, UINT flags);
// NULL, always: freeing cannot fail here.
PENSTOCK_WIN32_API HLOCAL WINAPI LocalFree(HLOCAL memory);
PENSTOCK_WIN32_API HGLOBAL WINAPI GlobalAlloc(UINT flags, SIZE_T size);
PENSTOCK_WIN32_API HGLOBAL WINAPI GlobalFree(HGLOBAL memory);
PENSTOCK_WIN32_API LPVOID WINAPI GlobalLock(HGLOBAL memory);
PENSTOCK_WIN32_API BOOL WINAPI GlobalUnlock(HGLOBAL memory);

// Whole pages, zero-filled. Reserving and committing happen together.
#define MEM_COMMIT 0x1000
#define MEM_RESERVE 0x2000
#define MEM_DECOMMIT 0x4000
#define MEM_RELEASE 0x8000
#define PAGE_NOACCESS 0x01
#define PAGE_READONLY 0x02
#define PAGE_READWRITE 0x04
#define PAGE_EXECUTE_READ 0x20
PENSTOCK_WIN32_API LPVOID WINAPI VirtualAlloc(LPVOID address, SIZE_T size, DWORD type,
                                              DWORD protection);
// MEM_RELEASE with size 0 frees the whole allocation that starts at `address`.
PENSTOCK_WIN32_API BOOL WINAPI VirtualFree(LPVOID address, SIZE_T size, DWORD type);

// `alignment` is a power of two.
PENSTOCK_WIN32_API void *_aligned_malloc(size_t size, size_t alignment);
inline void _aligned_free(void *block) { free(block); }

// COM's allocator.
PENSTOCK_WIN32_API LPVOID WINAPI CoTaskMemAlloc(SIZE_T size);
PENSTOCK_WIN32_API LPVOID WINAPI CoTaskMemRealloc(LPVOID block, SIZE_T size);
PENSTOCK_WIN32_API VOID WINAPI CoTaskMemFree(LPVOID block);

#endif  // PENSTOCK_SDK_WIN32_MEMORY_H_
