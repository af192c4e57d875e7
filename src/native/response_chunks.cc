// The list and its copies; see response_chunks.h.
#include "native/response_chunks.h"

#include <fcntl.h>
#include <penstock/host.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

#include "native/chunk_resolver.h"
#include "native/hresult_boundary.h"

namespace penstock::native {
namespace {

std::uint64_t memory_length(const HTTP_DATA_CHUNK& chunk) {
  return chunk.DataChunkType == HttpDataChunkFromMemory ? chunk.FromMemory.BufferLength : 0;
}

}  // namespace

void ResponseChunks::free_all(Owned*& list) {
  while (list != nullptr) {
    Owned* next = list->next;
    if (list->file != nullptr) {
      ::CloseHandle(list->file);
    }
    std::free(list);
    list = next;
  }
}

void ResponseChunks::end() {
  free_all(owned_);
  free_all(retired_);
  chunks_ = nullptr;
  count_ = 0;
  capacity_ = 0;
  arena_copies_ = 0;
  buffered_ = 0;
}

void ResponseChunks::drop() {
  free_all(retired_);
  std::swap(owned_, retired_);
  count_ = 0;
  buffered_ = 0;
}

void ResponseChunks::truncate(std::size_t count) {
  for (const HTTP_DATA_CHUNK& chunk : all().subspan(count)) {
    buffered_ -= memory_length(chunk);
  }
  count_ = count;
}

HTTP_DATA_CHUNK* ResponseChunks::make_room(std::size_t position) {
  if (count_ == capacity_) {
    const std::size_t capacity = std::max<std::size_t>(8, capacity_ * 2);
    void* memory =
        arena_.try_allocate(capacity * sizeof(HTTP_DATA_CHUNK), alignof(HTTP_DATA_CHUNK));
    if (memory == nullptr) {
      return nullptr;
    }
    auto* bigger = static_cast<HTTP_DATA_CHUNK*>(memory);
    std::copy_n(chunks_, count_, bigger);
    chunks_ = bigger;
    capacity_ = capacity;
  }
  std::copy_backward(chunks_ + position, chunks_ + count_, chunks_ + count_ + 1);
  ++count_;
  return chunks_ + position;
}

// Page: WriteEntityChunkByReference.
HRESULT ResponseChunks::insert(const HTTP_DATA_CHUNK& chunk, LONG position) {
  const std::size_t at = position == -1 ? count_ : static_cast<std::size_t>(position);
  if (position < -1 || at > count_) {
    return kInvalidParameter;
  }
  if (!fits(1)) {
    return kTooManyChunks;
  }
  HTTP_DATA_CHUNK* room = make_room(at);
  if (room == nullptr) {
    return kNotEnoughMemory;
  }
  *room = chunk;
  buffered_ += memory_length(chunk);
  return S_OK;
}

void* ResponseChunks::copy_memory(const void* bytes, std::size_t size) {
  void* copy = nullptr;
  if (size <= kArenaCopy && arena_copies_ + size <= kArenaCopies) {
    copy = arena_.try_allocate(size, 1);
    arena_copies_ += size;
  } else if (void* memory = std::malloc(sizeof(Owned) + size); memory != nullptr) {
    owned_ = new (memory) Owned{owned_, nullptr};
    copy = owned_ + 1;
  }
  if (copy != nullptr) {
    std::memcpy(copy, bytes, size);
  }
  return copy;
}

// The module may close its handle as soon as the call returns.
HRESULT ResponseChunks::own_file(HTTP_DATA_CHUNK& chunk) {
  const int file = penstock_fd_of_handle(chunk.FromFileHandle.FileHandle);
  const int copy = file < 0 ? -1 : ::fcntl(file, F_DUPFD_CLOEXEC, 0);
  if (copy < 0) {
    return HRESULT_FROM_WIN32(ERROR_INVALID_HANDLE);
  }
  HANDLE handle = penstock_handle_from_fd(copy, true);
  if (handle == nullptr) {
    ::close(copy);
    return HRESULT_FROM_WIN32(ERROR_TOO_MANY_OPEN_FILES);
  }
  void* memory = std::malloc(sizeof(Owned));
  if (memory == nullptr) {
    ::CloseHandle(handle);
    return kNotEnoughMemory;
  }
  owned_ = new (memory) Owned{owned_, handle};
  chunk.FromFileHandle.FileHandle = handle;
  return S_OK;
}

HRESULT ResponseChunks::append_copy(const HTTP_DATA_CHUNK& chunk) {
  HTTP_DATA_CHUNK copy = chunk;
  if (chunk.DataChunkType == HttpDataChunkFromFileHandle) {
    if (const HRESULT result = own_file(copy); FAILED(result)) {
      return result;
    }
  } else {
    copy.FromMemory.pBuffer = copy_memory(chunk.FromMemory.pBuffer, chunk.FromMemory.BufferLength);
    if (copy.FromMemory.pBuffer == nullptr) {
      return kNotEnoughMemory;
    }
  }
  return insert(copy, -1);
}

HRESULT ResponseChunks::assign(std::span<const HTTP_DATA_CHUNK> chunks) {
  if (chunks.size() > kMaxCount) {
    return kTooManyChunks;
  }
  if (chunks.size() > capacity_) {
    void* memory =
        arena_.try_allocate(chunks.size() * sizeof(HTTP_DATA_CHUNK), alignof(HTTP_DATA_CHUNK));
    if (memory == nullptr) {
      return kNotEnoughMemory;
    }
    chunks_ = static_cast<HTTP_DATA_CHUNK*>(memory);
    capacity_ = chunks.size();
  }
  std::memmove(chunks_, chunks.data(), chunks.size_bytes());
  count_ = chunks.size();
  buffered_ = 0;
  for (const HTTP_DATA_CHUNK& chunk : all()) {
    buffered_ += memory_length(chunk);
  }
  return S_OK;
}

HRESULT ResponseChunks::resolve() {
  for (std::size_t i = 0; i < count_; ++i) {
    if (const HRESULT result = resolve_chunk(chunks_[i], arena_); FAILED(result)) {
      return result;
    }
  }
  return S_OK;
}

std::uint64_t ResponseChunks::length(std::size_t from) const {
  std::uint64_t total = 0;
  for (const HTTP_DATA_CHUNK& chunk : all().subspan(from)) {
    total += chunk_length(chunk);
  }
  return total;
}

}  // namespace penstock::native
