// Objects that can be waited for, and the waiting itself. Implementation: waiting.cc. Kinds:
// sync_objects.cc (events, mutexes, semaphores), threads.cc.
//
// One lock protects the state of all of them: it is held for a few instructions, and waiting for
// several objects at once needs to see and take them together. A waiting thread sleeps on a
// condition of its own.
#pragma once

#include <mutex>
#include <vector>

#include "win32/basetypes.h"
#include "win32/handle_table.h"

namespace penstock::win32 {

// The lock of every Waitable's state.
std::mutex& wait_mutex();

struct Waiter;

class Waitable : public HandleObject {
 public:
  // All three with wait_mutex() held. Whether the calling thread may go on:
  virtual bool is_signalled() const = 0;
  // What waiting for it takes away (an automatic event's signal, a count, ownership). True when the
  // object had been abandoned by its owner.
  virtual bool take() { return false; }
  // To be called after the state may have become signalled.
  void wake_waiters();

 private:
  friend struct Waiter;
  std::vector<Waiter*> waiters_;
};

}  // namespace penstock::win32
