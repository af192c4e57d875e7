// Counters: one block a loop, written by one thread at a time without a locked instruction, summed
// by whoever reads. One shared block serves threads that lead no loop.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace penstock::observe {

enum class Counter : std::uint8_t {
  kRequests,
  kBytesReceived,
  kBytesSent,
  kConnectionsAccepted,
  kConnectionsActive,  // a gauge: add(+1) at accept, add(-1) at close, on any block
  kConnectionsRefused,
  kHandoffs,
  kTakeovers,
  kPoolExhausted,
  kModuleExceptions,
  kEventsReported,
  kEventsLost,
  kCount,
};

inline constexpr std::size_t kCounterCount = static_cast<std::size_t>(Counter::kCount);

// The name under which a counter is shown: "requests", "bytes_received", ...
const char* counter_name(Counter counter);

// Owned by one loop: only the thread that leads it now may add. Leadership passes with
// acquire/release ordering, so a plain load and store of the new leader sees the old one's sum.
class alignas(64) CounterBlock {
 public:
  void add(Counter counter, std::int64_t amount = 1) {
    std::atomic<std::uint64_t>& value = values_[static_cast<std::size_t>(counter)];
    value.store(value.load(std::memory_order_relaxed) + static_cast<std::uint64_t>(amount),
                std::memory_order_relaxed);
  }

  // For threads that do not lead this block's loop: one locked instruction. A block is used either
  // through add() or through add_shared(), never both.
  void add_shared(Counter counter, std::int64_t amount = 1) {
    values_[static_cast<std::size_t>(counter)].fetch_add(static_cast<std::uint64_t>(amount),
                                                         std::memory_order_relaxed);
  }

  std::uint64_t get(Counter counter) const {
    return values_[static_cast<std::size_t>(counter)].load(std::memory_order_relaxed);
  }

 private:
  std::array<std::atomic<std::uint64_t>, kCounterCount> values_{};
};

// All blocks of a worker. The number of loops is fixed when it is made.
class Counters {
 public:
  explicit Counters(std::size_t loops);

  CounterBlock& loop(std::size_t index) { return blocks_[index]; }
  void add_shared(Counter counter, std::int64_t amount = 1) {
    blocks_[loops_].add_shared(counter, amount);
  }

  // The sum over all blocks. A gauge's blocks may be "negative" one by one; the sum is right.
  std::uint64_t total(Counter counter) const;

 private:
  std::size_t loops_;
  std::unique_ptr<CounterBlock[]> blocks_;  // loops_ + 1: the last is the shared one
};

}  // namespace penstock::observe
