// The heap functions, whole pages, aligned blocks; declared in win32/memory.h.
#include "win32/memory.h"

#include <malloc.h>
#include <sys/mman.h>

#include <cstring>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/handle_table.h"
#include "win32/immortal.h"

namespace penstock::win32 {
namespace {

// A private heap: malloc, and the list of what HeapDestroy must free.
class Heap : public HandleObject {
 public:
  ~Heap() override {
    for (void* block : blocks_) free(block);
  }

  void* allocate(size_t size, bool zero) {
    void* const block = zero ? calloc(1, size) : malloc(size);
    if (block == nullptr) return nullptr;
    const std::lock_guard lock(mutex_);
    blocks_.insert(block);
    return block;
  }

  bool release(void* block) {
    const std::lock_guard lock(mutex_);
    if (blocks_.erase(block) == 0) return false;
    free(block);
    return true;
  }

  bool owns(void* block) {
    const std::lock_guard lock(mutex_);
    return blocks_.count(block) != 0;
  }

 private:
  std::mutex mutex_;
  std::unordered_set<void*> blocks_;  // guarded by mutex_
};

// Not in the handle table: it is there always, and the common functions need no lock for it.
int process_heap_tag;
HANDLE process_heap() { return &process_heap_tag; }

// Sizes of the allocations of VirtualAlloc, as munmap wants to know them.
class Pages {
 public:
  void* allocate(void* address, size_t size, int protection) {
    const int flags = MAP_PRIVATE | MAP_ANONYMOUS;
    void* const start = mmap(address, size, protection, flags, -1, 0);
    if (start == MAP_FAILED) return nullptr;
    const std::lock_guard lock(mutex_);
    sizes_[start] = size;
    return start;
  }

  bool release(void* address) {
    const std::lock_guard lock(mutex_);
    const auto entry = sizes_.find(address);
    if (entry == sizes_.end()) return false;
    munmap(address, entry->second);
    sizes_.erase(entry);
    return true;
  }

 private:
  std::mutex mutex_;
  std::unordered_map<void*, size_t> sizes_;  // guarded by mutex_
};

Pages& pages() {
  static Immortal<Pages> table;
  return table.get();
}

bool page_protection(DWORD protection, int& result) {
  switch (protection) {
    case PAGE_NOACCESS:
      result = PROT_NONE;
      return true;
    case PAGE_READONLY:
      result = PROT_READ;
      return true;
    case PAGE_READWRITE:
      result = PROT_READ | PROT_WRITE;
      return true;
    case PAGE_EXECUTE_READ:
      result = PROT_READ | PROT_EXEC;
      return true;
    default:
      return false;
  }
}

void* allocate_plain(bool zero, size_t size) { return zero ? calloc(1, size) : malloc(size); }

void* out_of_memory() {
  SetLastError(ERROR_NOT_ENOUGH_MEMORY);
  return nullptr;
}

// A larger block must be zero beyond the old content when the flag says so.
void* reallocate_plain(void* block, bool zero, size_t size) {
  const size_t before = malloc_usable_size(block);
  void* const moved = realloc(block, size);
  if (moved == nullptr) return out_of_memory();
  if (zero && size > before) memset(static_cast<char*>(moved) + before, 0, size - before);
  return moved;
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

HANDLE GetProcessHeap() { return process_heap(); }

HANDLE HeapCreate(DWORD, SIZE_T, SIZE_T) { return handle_table().open(std::make_shared<Heap>()); }

BOOL HeapDestroy(HANDLE heap) {
  if (heap == process_heap()) return fail(ERROR_INVALID_HANDLE);
  return object_of<Heap>(heap) && handle_table().close(heap) ? TRUE : FALSE;
}

LPVOID HeapAlloc(HANDLE heap, DWORD flags, SIZE_T size) {
  const bool zero = (flags & HEAP_ZERO_MEMORY) != 0;
  if (heap == process_heap()) return allocate_plain(zero, size);
  const std::shared_ptr<Heap> own = object_of<Heap>(heap);
  return own ? own->allocate(size, zero) : nullptr;
}

LPVOID HeapReAlloc(HANDLE heap, DWORD flags, LPVOID block, SIZE_T size) {
  if (block == nullptr) {
    SetLastError(ERROR_INVALID_PARAMETER);
    return nullptr;
  }
  const size_t before = HeapSize(heap, 0, block);
  if (before == static_cast<SIZE_T>(-1)) return nullptr;
  if ((flags & HEAP_REALLOC_IN_PLACE_ONLY) != 0) return size <= before ? block : out_of_memory();
  void* const moved = HeapAlloc(heap, flags, size);
  if (moved == nullptr) return out_of_memory();
  memcpy(moved, block, before < size ? before : size);
  HeapFree(heap, 0, block);
  return moved;
}

BOOL HeapFree(HANDLE heap, DWORD, LPVOID block) {
  if (block == nullptr) return TRUE;
  if (heap == process_heap()) {
    free(block);
    return TRUE;
  }
  const std::shared_ptr<Heap> own = object_of<Heap>(heap);
  if (!own) return FALSE;
  return own->release(block) ? TRUE : fail(ERROR_INVALID_PARAMETER);
}

SIZE_T HeapSize(HANDLE heap, DWORD, LPCVOID block) {
  void* const start = const_cast<void*>(block);
  if (heap == process_heap()) return malloc_usable_size(start);
  const std::shared_ptr<Heap> own = object_of<Heap>(heap);
  if (own && own->owns(start)) return malloc_usable_size(start);
  if (own) SetLastError(ERROR_INVALID_PARAMETER);
  return static_cast<SIZE_T>(-1);
}

HLOCAL LocalAlloc(UINT flags, SIZE_T size) {
  void* const block = allocate_plain((flags & LMEM_ZEROINIT) != 0, size != 0 ? size : 1);
  return block != nullptr ? block : out_of_memory();
}
HLOCAL LocalReAlloc(HLOCAL memory, SIZE_T size, UINT flags) {
  return reallocate_plain(memory, (flags & LMEM_ZEROINIT) != 0, size != 0 ? size : 1);
}
HLOCAL LocalFree(HLOCAL memory) {
  free(memory);
  return nullptr;
}
HGLOBAL GlobalAlloc(UINT flags, SIZE_T size) { return LocalAlloc(flags, size); }
HGLOBAL GlobalFree(HGLOBAL memory) { return LocalFree(memory); }
LPVOID GlobalLock(HGLOBAL memory) { return memory; }
BOOL GlobalUnlock(HGLOBAL) {
  // The original's answer for fixed memory: nothing is locked any more, and that is no error.
  SetLastError(ERROR_SUCCESS);
  return FALSE;
}

LPVOID VirtualAlloc(LPVOID address, SIZE_T size, DWORD type, DWORD protection) {
  int native = 0;
  if (size == 0 || (type & (MEM_COMMIT | MEM_RESERVE)) == 0 ||
      !page_protection(protection, native)) {
    SetLastError(ERROR_INVALID_PARAMETER);
    return nullptr;
  }
  void* const start = pages().allocate(address, size, native);
  return start != nullptr ? start : out_of_memory();
}

BOOL VirtualFree(LPVOID address, SIZE_T size, DWORD type) {
  if (type == MEM_DECOMMIT) {
    // The content goes, the addresses stay.
    return madvise(address, size, MADV_DONTNEED) == 0 ? TRUE : fail_errno();
  }
  if (type != MEM_RELEASE || size != 0) return fail(ERROR_INVALID_PARAMETER);
  return pages().release(address) ? TRUE : fail(ERROR_INVALID_PARAMETER);
}

void* _aligned_malloc(size_t size, size_t alignment) {
  if (alignment == 0 || (alignment & (alignment - 1)) != 0) {
    errno = EINVAL;
    return nullptr;
  }
  void* block = nullptr;
  const size_t least = alignment < sizeof(void*) ? sizeof(void*) : alignment;
  return posix_memalign(&block, least, size) == 0 ? block : nullptr;
}

LPVOID CoTaskMemAlloc(SIZE_T size) { return malloc(size != 0 ? size : 1); }
LPVOID CoTaskMemRealloc(LPVOID block, SIZE_T size) { return realloc(block, size); }
VOID CoTaskMemFree(LPVOID block) { free(block); }
