// ResponseChunks: the entity body of a response as HTTP_DATA_CHUNKs, and the copies made of what
// modules write. Owner: http_response.h; neighbour: chunk_resolver.h.
#pragma once

#include <httpserv.h>

#include <cstdint>
#include <span>

#include "base/arena.h"

namespace penstock::native {

// Owned by the request's executor. Small bodies live in the request's arena; what exceeds it is on
// the heap and freed once it is sent, so that an endless response needs bounded memory.
class ResponseChunks {
 public:
  static constexpr std::size_t kMaxCount = 65535;
  static constexpr std::size_t kArenaCopy = 16 * 1024;    // one copy at most
  static constexpr std::size_t kArenaCopies = 64 * 1024;  // all copies of a request at most

  explicit ResponseChunks(base::Arena& arena) : arena_(arena) {}
  ~ResponseChunks() { end(); }
  ResponseChunks(const ResponseChunks&) = delete;
  ResponseChunks& operator=(const ResponseChunks&) = delete;

  // Frees and forgets everything; before Arena::reset().
  void end();

  std::span<const HTTP_DATA_CHUNK> all() const { return {chunks_, count_}; }
  HTTP_DATA_CHUNK* data() { return chunks_; }
  std::size_t count() const { return count_; }
  bool fits(std::size_t more) const { return more <= kMaxCount - count_; }

  // References: the module keeps memory and files alive. position -1: at the end.
  HRESULT insert(const HTTP_DATA_CHUNK& chunk, LONG position);

  // Of a definite memory or file chunk: copies the bytes, duplicates the handle.
  HRESULT append_copy(const HTTP_DATA_CHUNK& chunk);

  // Replaces the list by another that a module made in the raw response.
  HRESULT assign(std::span<const HTTP_DATA_CHUNK> chunks);

  // Makes every chunk definite, see resolve_chunk(). Cheap once that is done.
  HRESULT resolve();
  // Of definite chunks, from that one on.
  std::uint64_t length(std::size_t from = 0) const;
  // Takes the chunks from that one on away again.
  void truncate(std::size_t count);

  // Bytes held in memory since the last drop(): what a buffer limit limits.
  std::uint64_t buffered() const { return buffered_; }

  // Forgets the chunks. Their copies are freed at the next drop(): by then whoever took the bytes
  // has sent them.
  void drop();

 private:
  // A copy on the heap, or a duplicated file handle.
  struct Owned {
    Owned* next;
    HANDLE file;  // null: the copied bytes follow
  };

  HTTP_DATA_CHUNK* make_room(std::size_t position);
  void* copy_memory(const void* bytes, std::size_t size);
  HRESULT own_file(HTTP_DATA_CHUNK& chunk);
  static void free_all(Owned*& list);

  base::Arena& arena_;
  HTTP_DATA_CHUNK* chunks_ = nullptr;
  std::size_t count_ = 0;
  std::size_t capacity_ = 0;
  std::size_t arena_copies_ = 0;
  std::uint64_t buffered_ = 0;
  Owned* owned_ = nullptr;    // of the chunks in the list
  Owned* retired_ = nullptr;  // of those dropped last
};

}  // namespace penstock::native
