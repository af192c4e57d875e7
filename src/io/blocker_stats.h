// BlockerStats: remembers that a module tends to block, so that the leader gives its loop away
// before calling it instead of waiting for the watchdog. One a module; see event_loop.h.
#pragma once

#include <algorithm>
#include <atomic>

namespace penstock::io {

// A score: each blocking call adds 20, each fast one takes 1, up to 100; from 50 on the module is a
// blocker. So three takeovers close together teach it, a module that blocks in fewer than one call
// of twenty is never one (giving every call away would cost more than the takeovers), and about
// fifty fast calls make it forgotten.
//
// Any thread. Updates may overwrite each other: the score is a hint. A module that has never
// blocked is only read, so that nothing shared is written on the hot path.
class BlockerStats {
 public:
  // A callback was taken over by the watchdog or, given away first, took as long as that.
  void record_takeover() {
    score_.store(std::min(score() + kBlocked, kHighest), std::memory_order_relaxed);
  }

  // A callback returned in time.
  void record_fast() {
    const int now = score();
    if (now > 0) {
      score_.store(now - 1, std::memory_order_relaxed);
    }
  }

  bool should_give_away_first() const { return score() >= kBlocker; }

 private:
  static constexpr int kBlocked = 20;
  static constexpr int kBlocker = 50;
  static constexpr int kHighest = 100;

  int score() const { return score_.load(std::memory_order_relaxed); }

  std::atomic<int> score_{0};
};

}  // namespace penstock::io
