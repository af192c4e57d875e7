// AsyncGate: makes every resume of a request happen exactly once, whichever comes first: the
// callback's return of PENDING or the completion. One gate a request; request_pipeline.h parks
// on it, PostCompletion / IndicateCompletion and finished I/O complete it from any thread.
#pragma once

#include <atomic>
#include <cstdint>

#include "pipeline/completion.h"

namespace penstock::pipeline {

// What became of a completion.
enum class Delivery : std::uint8_t {
  resume,    // the request was parked: the caller owns it now and must resume it
  deferred,  // its executor is still inside the callback and takes it on return
  refused,   // nothing was expected (a second one, or too late): harmless, to be reported
};

class AsyncGate {
 public:
  // Owner: the request's executor, before each callback.
  void open() { state_.store(State::running, std::memory_order_release); }

  // Owner, at the request's end and while a child of it is executed: from here on completions are
  // refused. One that is just being stored is waited for, so that it cannot show up later.
  void close();

  // Owner, when the callback returned PENDING. True: parked, and the caller must not touch the
  // request again. False: the completion came first; take() it.
  bool park();

  // Owner, in place of park(), when the caller cannot be unwound (a nested notification): blocks
  // until the completion is there; then take() it.
  void wait();

  // Owner: the completion that ended the wait; the gate is open (running) again.
  Completion take();

  // Owner, when the callback returned something else than PENDING: true if a completion had come
  // all the same. It is the module's mistake, unless it begins a child; then take() it.
  bool unexpected();

  // Any thread.
  Delivery complete(const Completion& completion);

 private:
  enum class State : std::uint32_t { closed, running, parked, waiting, storing, stored };

  std::atomic<State> state_{State::closed};
  Completion completion_;  // owner: who moved the state to storing, then who sees stored
};

}  // namespace penstock::pipeline
