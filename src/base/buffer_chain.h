// BufferChain: output as a chain of segments: referenced memory, owned memory, file ranges. Filled
// by the response, emptied by io/chain_sender.h. Small chains live inside the object.
#pragma once

#include <sys/uio.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace penstock::base {

// Tells the owner of a segment's bytes (or file) that the chain needs them no more.
struct Release {
  void (*function)(void* owner) = nullptr;
  void* owner = nullptr;
};

// Not thread-safe: owned by the one thread that executes the request.
class BufferChain {
 public:
  enum class Kind : std::uint8_t { kMemory, kFile };

  struct Segment {
    Kind kind;
    int file;              // kFile
    const char* data;      // kMemory
    std::uint64_t offset;  // kFile
    std::uint64_t length;  // never 0
    Release release;
  };

  BufferChain() = default;
  ~BufferChain();
  BufferChain(BufferChain&& other) noexcept;
  BufferChain& operator=(BufferChain&& other) noexcept;

  // References memory that outlives the chain's use of it (an arena, a literal). Bytes that
  // continue the last segment extend it.
  void push(std::string_view bytes);
  // As push(); `release` is called once when the last byte has been consumed or the chain cleared.
  // Empty bytes are released at once.
  void push(std::string_view bytes, Release release);
  // Takes the text over.
  void push_owned(std::string text);
  // A range of an open file; the descriptor stays the caller's, or `release` gives it back.
  void push_file(int file, std::uint64_t offset, std::uint64_t length, Release release = {});
  // Moves every segment of other to the end of this chain.
  void append(BufferChain&& other);

  // Bytes still to be sent.
  std::uint64_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::size_t segment_count() const { return end_ - begin_; }
  // 0 is the next to be sent.
  const Segment& segment(std::size_t index) const { return segments_[begin_ + index]; }

  // Describes the memory segments before the first file range, `capacity` at most, in parts;
  // returns how many. `bytes`: their total.
  std::size_t fill(iovec* parts, std::size_t capacity, std::size_t& bytes) const;

  // Drops the first n bytes (n <= size()).
  void consume(std::uint64_t n);
  void clear();

 private:
  static constexpr std::size_t kInline = 8;

  Segment& add();
  void make_room();

  Segment inline_[kInline];
  Segment* segments_ = inline_;
  std::size_t capacity_ = kInline;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t size_ = 0;
};

}  // namespace penstock::base
