// Implements the output chain: pushing, filling an iovec array, consuming. See buffer_chain.h.
#include "base/buffer_chain.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace penstock::base {
namespace {

void let_go(const Release& release) {
  if (release.function != nullptr) {
    release.function(release.owner);
  }
}

}  // namespace

BufferChain::~BufferChain() {
  clear();
  if (segments_ != inline_) {
    delete[] segments_;
  }
}

BufferChain::BufferChain(BufferChain&& other) noexcept { append(std::move(other)); }

BufferChain& BufferChain::operator=(BufferChain&& other) noexcept {
  if (this != &other) {
    clear();
    append(std::move(other));
  }
  return *this;
}

void BufferChain::make_room() {
  if (begin_ > 0) {
    std::copy(segments_ + begin_, segments_ + end_, segments_);
    end_ -= begin_;
    begin_ = 0;
    return;
  }
  auto larger = std::make_unique<Segment[]>(capacity_ * 2);
  std::copy(segments_, segments_ + end_, larger.get());
  if (segments_ != inline_) {
    delete[] segments_;
  }
  segments_ = larger.release();
  capacity_ *= 2;
}

BufferChain::Segment& BufferChain::add() {
  if (end_ == capacity_) {
    make_room();
  }
  return segments_[end_++];
}

void BufferChain::push(std::string_view bytes) {
  if (bytes.empty()) {
    return;
  }
  size_ += bytes.size();
  if (begin_ != end_) {
    Segment& last = segments_[end_ - 1];
    if (last.kind == Kind::kMemory && last.release.function == nullptr &&
        last.data + last.length == bytes.data()) {
      last.length += bytes.size();
      return;
    }
  }
  add() = {Kind::kMemory, -1, bytes.data(), 0, bytes.size(), {}};
}

void BufferChain::push(std::string_view bytes, Release release) {
  if (bytes.empty()) {
    let_go(release);
    return;
  }
  size_ += bytes.size();
  add() = {Kind::kMemory, -1, bytes.data(), 0, bytes.size(), release};
}

void BufferChain::push_owned(std::string text) {
  auto owned = std::make_unique<std::string>(std::move(text));
  const std::string_view bytes = *owned;
  push(bytes, {[](void* owner) { delete static_cast<std::string*>(owner); }, owned.release()});
}

void BufferChain::push_file(int file, std::uint64_t offset, std::uint64_t length, Release release) {
  if (length == 0) {
    let_go(release);
    return;
  }
  size_ += length;
  add() = {Kind::kFile, file, nullptr, offset, length, release};
}

void BufferChain::append(BufferChain&& other) {
  for (std::size_t i = other.begin_; i != other.end_; ++i) {
    add() = other.segments_[i];
  }
  size_ += std::exchange(other.size_, 0);
  other.begin_ = other.end_ = 0;
}

std::size_t BufferChain::fill(iovec* parts, std::size_t capacity, std::size_t& bytes) const {
  std::size_t count = 0;
  bytes = 0;
  for (std::size_t i = begin_; i != end_ && count != capacity; ++i) {
    const Segment& segment = segments_[i];
    if (segment.kind != Kind::kMemory) {
      break;
    }
    parts[count++] = {const_cast<char*>(segment.data), segment.length};
    bytes += segment.length;
  }
  return count;
}

void BufferChain::consume(std::uint64_t n) {
  size_ -= n;
  while (n != 0) {
    Segment& first = segments_[begin_];
    if (n < first.length) {
      first.length -= n;
      first.offset += n;
      if (first.kind == Kind::kMemory) {
        first.data += n;
      }
      return;
    }
    n -= first.length;
    const Release release = first.release;
    ++begin_;
    let_go(release);
  }
  if (begin_ == end_) {
    begin_ = end_ = 0;
  }
}

void BufferChain::clear() {
  while (begin_ != end_) {
    let_go(segments_[begin_++].release);
  }
  begin_ = end_ = 0;
  size_ = 0;
}

}  // namespace penstock::base
