// What a thread knows of itself: the loop it serves and whether it leads it. A request runs on a
// leader, on a detached executor (a thread that led until its request blocked), or on a thread of
// a module. Neighbours: leadership.h (the token), thread_team.h (who becomes leader).
#pragma once

#include <atomic>
#include <cstdint>

namespace penstock::io {

class EventLoop;

// Written by its own thread only; the watchdog reads the epoch.
struct ThreadContext {
  EventLoop* loop = nullptr;            // the loop served; null for threads that are not the team's
  std::uint64_t generation = 0;         // the leadership held; 0: follower, detached or foreign
  bool detachable = false;              // between enter_detachable() and leave_detachable()
  std::atomic<std::uint64_t> epoch{0};  // changes with every module callback

  bool leads(const EventLoop* which) const { return generation != 0 && loop == which; }
  bool detached() const { return loop != nullptr && generation == 0; }
};

// constinit: no guard, so an access costs one instruction.
inline constinit thread_local ThreadContext g_this_thread;

inline ThreadContext& this_thread() { return g_this_thread; }

}  // namespace penstock::io
