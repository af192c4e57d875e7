// Leadership: the token that says which thread runs a loop. The leader marks when it is inside a
// request; during that time, and only then, the token can be taken from it. See thread_context.h,
// watchdog.h (takes it from a blocked leader), docs/adr/0003.
#pragma once

#include <atomic>
#include <cstdint>

#include "io/thread_context.h"

namespace penstock::io {

// One word: generation * 2 + (inside a request). A taker proves by compare-exchange that the leader
// was inside a request at that moment; the leader finds out the same way when it leaves it. A
// takeover that was not needed is harmless: the old leader finishes its request detached.
class Leadership {
 public:
  static constexpr std::uint64_t kInRequest = 1;

  static constexpr std::uint64_t word(std::uint64_t generation) { return generation << 1; }
  static constexpr bool in_request(std::uint64_t word) { return (word & kInRequest) != 0; }
  static constexpr std::uint64_t successor(std::uint64_t word) { return (word >> 1) + 1; }

  std::uint64_t load() const { return word_.load(std::memory_order_relaxed); }

  // Leader only. Release: who takes the token sees everything the leader did to the loop.
  void enter_request(std::uint64_t generation) {
    word_.store(word(generation) | kInRequest, std::memory_order_release);
  }

  // Leader only; false: the token was taken meanwhile, the loop must not be touched any more.
  bool leave_request(std::uint64_t generation) {
    std::uint64_t expected = word(generation) | kInRequest;
    return word_.compare_exchange_strong(expected, word(generation), std::memory_order_acq_rel,
                                         std::memory_order_relaxed);
  }

  // Any thread may take a token seen inside a request; outside of one, only its leader.
  bool take(std::uint64_t seen) {
    return word_.compare_exchange_strong(seen, word(successor(seen)), std::memory_order_acq_rel,
                                         std::memory_order_relaxed);
  }

  // The new leader tells where its epoch is found; null: the loop has stopped.
  void announce(const ThreadContext* leader) { leader_.store(leader, std::memory_order_release); }

  bool has_leader() const { return leader_.load(std::memory_order_relaxed) != nullptr; }

  // The epoch of the current leader, or for a moment of the one before it.
  std::uint64_t epoch() const {
    const ThreadContext* leader = leader_.load(std::memory_order_acquire);
    return leader == nullptr ? 0 : leader->epoch.load(std::memory_order_relaxed);
  }

 private:
  std::atomic<std::uint64_t> word_{0};
  std::atomic<const ThreadContext*> leader_{nullptr};
};

}  // namespace penstock::io
