// ReadyLatch: remembers the edge-triggered readiness that arrives while a connection's request is
// executed, perhaps by another thread, and replays it when the executor is back. See event_loop.h.
#pragma once

#include <cstdint>

namespace penstock::io {

// Part of a connection, but owned by the loop: touched by its leader only.
//
//   on_ready(events):  if (!latch.admit(events)) return;      // executed elsewhere: remembered
//   before a request:  latch.close();
//   still leading:     events = latch.open();
//   detached:          post a task whose run(), on the leader, does: events = latch.open();
//   in both cases:     if (events != 0) on_ready(events);
class ReadyLatch {
 public:
  // True: the connection is free, handle the events now. False: they are kept.
  bool admit(std::uint32_t events) {
    if (busy_) {
      missed_ |= events;
    }
    return !busy_;
  }

  // The connection's executor starts.
  void close() { busy_ = true; }

  // The executor is back: the events missed meanwhile, 0 if none.
  [[nodiscard]] std::uint32_t open() {
    const std::uint32_t events = missed_;
    missed_ = 0;
    busy_ = false;
    return events;
  }

  bool busy() const { return busy_; }

 private:
  bool busy_ = false;
  std::uint32_t missed_ = 0;
};

}  // namespace penstock::io
