// BlockerMemory: what a module's recent calls say about its blocking the event loop. The
// executor (server/request_executor) gives the loop away before calling a module that
// should_give_away_first(), so that its next calls stall nobody. See docs/architecture.md.
#pragma once

#include <atomic>
#include <cstdint>

namespace penstock::pipeline {

// Written by any thread that calls the module; a lost update only delays a decision.
class BlockerMemory {
 public:
  // A takeover costs kTakeover points, a quick call pays one back; at kBlocks the module counts
  // as a blocker, so a module that blocks in 1 of 100 calls still does.
  static constexpr std::int32_t kTakeover = 400;
  static constexpr std::int32_t kBlocks = 1000;
  static constexpr std::int32_t kMost = 4000;

  bool should_give_away_first() const { return score_.load(std::memory_order_relaxed) >= kBlocks; }

  // The call was taken over by the watchdog, or, off the loop, took as long as one that is.
  void record_blocked() { add(kTakeover); }

  // The call was quick. Costs one relaxed load for a module that never blocked.
  void record_quick() {
    if (score_.load(std::memory_order_relaxed) > 0) {
      add(-1);
    }
  }

 private:
  void add(std::int32_t points) {
    const std::int32_t score = score_.load(std::memory_order_relaxed) + points;
    score_.store(score < 0 ? 0 : (score > kMost ? kMost : score), std::memory_order_relaxed);
  }

  std::atomic<std::int32_t> score_{0};
};

}  // namespace penstock::pipeline
