// Slow paths of the arena: new chunks, cleanups, reset. See arena.h.
#include "base/arena.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace penstock::base {

Arena::Arena(std::size_t first_chunk) : first_chunk_(first_chunk) {}

Arena::~Arena() {
  reset();
  while (chunks_ != nullptr) {
    Chunk* next = chunks_->next;
    std::free(chunks_);
    chunks_ = next;
  }
}

void Arena::use_chunk(Chunk* chunk) {
  cursor_ = reinterpret_cast<std::uintptr_t>(chunk + 1);
  limit_ = reinterpret_cast<std::uintptr_t>(chunk) + chunk->size;
}

bool Arena::add_chunk(std::size_t payload) noexcept {
  const std::size_t size = std::max(first_chunk_, payload + sizeof(Chunk));
  if (size < payload) {
    return false;
  }
  auto* chunk = static_cast<Chunk*>(std::malloc(size));
  if (chunk == nullptr) {
    return false;
  }
  chunk->next = chunks_;
  chunk->size = size;
  chunks_ = chunk;
  footprint_ += size;
  use_chunk(chunk);
  return true;
}

void* Arena::try_allocate(std::size_t size, std::size_t align) noexcept {
  const std::uintptr_t start = (cursor_ + (align - 1)) & ~(align - 1);
  if (start + size <= limit_ && start + size >= start) {
    cursor_ = start + size;
    return reinterpret_cast<void*>(start);
  }
  if (size + align < size || !add_chunk(size + align)) {
    return nullptr;
  }
  const std::uintptr_t fresh = (cursor_ + (align - 1)) & ~(align - 1);
  cursor_ = fresh + size;
  return reinterpret_cast<void*>(fresh);
}

void* Arena::allocate_slow(std::size_t size, std::size_t align) {
  void* memory = try_allocate(size, align);
  if (memory == nullptr) {
    std::fprintf(stderr, "penstock: out of memory allocating %zu bytes for a request\n", size);
    std::abort();
  }
  return memory;
}

std::string_view Arena::copy(std::string_view text) {
  char* memory = static_cast<char*>(allocate(text.size() + 1, 1));
  // A view without text has no address, which memcpy must not be given.
  if (!text.empty()) {
    std::memcpy(memory, text.data(), text.size());
  }
  memory[text.size()] = '\0';
  return {memory, text.size()};
}

std::wstring_view Arena::copy(std::wstring_view text) {
  auto* memory =
      static_cast<wchar_t*>(allocate((text.size() + 1) * sizeof(wchar_t), alignof(wchar_t)));
  if (!text.empty()) {
    std::memcpy(memory, text.data(), text.size() * sizeof(wchar_t));
  }
  memory[text.size()] = L'\0';
  return {memory, text.size()};
}

void Arena::at_reset(void (*function)(void*), void* argument) {
  auto* cleanup = static_cast<Cleanup*>(allocate(sizeof(Cleanup), alignof(Cleanup)));
  *cleanup = {cleanups_, function, argument};
  cleanups_ = cleanup;
}

void Arena::reset() {
  while (cleanups_ != nullptr) {
    Cleanup* cleanup = cleanups_;
    cleanups_ = cleanup->next;
    cleanup->function(cleanup->argument);
  }
  while (chunks_ != nullptr && chunks_->next != nullptr) {
    Chunk* next = chunks_->next;
    footprint_ -= chunks_->size;
    std::free(chunks_);
    chunks_ = next;
  }
  if (chunks_ != nullptr) {
    use_chunk(chunks_);
  }
}

}  // namespace penstock::base
