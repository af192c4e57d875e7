// Arena: a bump allocator with a cleanup list; one per request, recycled by its loop.
// Nothing is freed singly: reset() runs the cleanups, newest first, and keeps the first
// chunk, so that a steady-state request allocates nothing from the heap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

namespace penstock::base {

// Not thread-safe: owned by the one thread that executes the request.
class Arena {
 public:
  static constexpr std::size_t kDefaultChunk = 8 * 1024;

  explicit Arena(std::size_t first_chunk = kDefaultChunk);
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Never returns null: a failed small allocation aborts the process with a message.
  void* allocate(std::size_t size, std::size_t align = alignof(std::max_align_t)) {
    const std::uintptr_t start = (cursor_ + (align - 1)) & ~(align - 1);
    if (start + size <= limit_ && start + size >= start) {
      cursor_ = start + size;
      return reinterpret_cast<void*>(start);
    }
    return allocate_slow(size, align);
  }

  // As allocate(), but null when the system has no memory: for sizes a client or module chose.
  void* try_allocate(std::size_t size, std::size_t align = alignof(std::max_align_t)) noexcept;

  // Constructs a T that dies (destructor called) at reset().
  template <typename T, typename... Args>
  T* make(Args&&... args) {
    T* object = new (allocate(sizeof(T), alignof(T))) T(std::forward<Args>(args)...);
    if constexpr (!std::is_trivially_destructible_v<T>) {
      at_reset([](void* p) { static_cast<T*>(p)->~T(); }, object);
    }
    return object;
  }

  // Copies text; the copy is NUL-terminated (the NUL is not part of the returned view).
  std::string_view copy(std::string_view text);
  std::wstring_view copy(std::wstring_view text);

  // Runs function(argument) at reset(), newest first.
  void at_reset(void (*function)(void*), void* argument);

  // Runs the cleanups and forgets every allocation; keeps the first chunk.
  void reset();

  // Bytes held from the heap, chunks included.
  std::size_t footprint() const { return footprint_; }

 private:
  struct Chunk {
    Chunk* next;
    std::size_t size;
  };
  struct Cleanup {
    Cleanup* next;
    void (*function)(void*);
    void* argument;
  };

  void* allocate_slow(std::size_t size, std::size_t align);
  bool add_chunk(std::size_t payload) noexcept;
  void use_chunk(Chunk* chunk);

  std::uintptr_t cursor_ = 0;
  std::uintptr_t limit_ = 0;
  Chunk* chunks_ = nullptr;  // newest first; the last is the first chunk, kept by reset()
  Cleanup* cleanups_ = nullptr;
  std::size_t footprint_ = 0;
  std::size_t first_chunk_;
};

}  // namespace penstock::base
