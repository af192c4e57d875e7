// OutputQueue: the bytes on their way to one client: heads and small bodies copied into a block,
// so that the answers to pipelined requests leave in one write; large bodies and files by
// reference. Filled by response_writer in response_sender.cc, emptied by io/chain_sender.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/buffer_chain.h"

namespace penstock::server {

// Owned by the connection's executor.
class OutputQueue {
 public:
  static constexpr std::size_t kBlock = 16 * 1024;
  // Bodies up to this size are copied behind their head instead of being referenced.
  static constexpr std::size_t kCopyLimit = 2 * 1024;

  OutputQueue() : block_(new char[kBlock]) {}

  // Room for `bytes` in the block, or null when it does not fit any more.
  char* reserve(std::size_t bytes) {
    if (chain_.empty()) {
      used_ = 0;
    }
    return kBlock - used_ >= bytes ? block_.get() + used_ : nullptr;
  }

  // `bytes` written at the last reserve() are to be sent.
  void commit(std::size_t bytes) {
    chain_.push({block_.get() + used_, bytes});
    used_ += bytes;
  }

  // True while everything queued lies in the block, so that no request's memory is referenced.
  bool self_contained() const { return !references_; }
  void mark_reference() { references_ = true; }

  base::BufferChain& chain() { return chain_; }
  bool empty() const { return chain_.empty(); }
  std::uint64_t size() const { return chain_.size(); }

  // After all was sent, or when the connection is given up.
  void reset() {
    chain_.clear();
    used_ = 0;
    references_ = false;
  }

 private:
  std::unique_ptr<char[]> block_;
  std::size_t used_ = 0;
  bool references_ = false;
  base::BufferChain chain_;
};

}  // namespace penstock::server
