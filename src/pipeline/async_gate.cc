// The transitions of the gate; see async_gate.h.
#include "pipeline/async_gate.h"

namespace penstock::pipeline {

void AsyncGate::close() {
  State seen = state_.load(std::memory_order_acquire);
  for (;;) {
    if (seen == State::storing) {
      state_.wait(State::storing, std::memory_order_acquire);
      seen = state_.load(std::memory_order_acquire);
    } else if (state_.compare_exchange_weak(seen, State::closed, std::memory_order_acq_rel)) {
      return;
    }
  }
}

bool AsyncGate::park() {
  State expected = State::running;
  if (state_.compare_exchange_strong(expected, State::parked, std::memory_order_acq_rel)) {
    return true;
  }
  // A completion is being stored or stands there already: it belongs to this executor.
  while (expected == State::storing) {
    state_.wait(State::storing, std::memory_order_acquire);
    expected = state_.load(std::memory_order_acquire);
  }
  return false;
}

void AsyncGate::wait() {
  State expected = State::running;
  if (state_.compare_exchange_strong(expected, State::waiting, std::memory_order_acq_rel)) {
    expected = State::waiting;
  }
  while (expected != State::stored) {
    state_.wait(expected, std::memory_order_acquire);
    expected = state_.load(std::memory_order_acquire);
  }
}

Completion AsyncGate::take() {
  const Completion completion = completion_;
  state_.store(State::running, std::memory_order_release);
  return completion;
}

bool AsyncGate::unexpected() {
  State seen = state_.load(std::memory_order_acquire);
  if (seen == State::running) {
    return false;
  }
  while (seen == State::storing) {
    state_.wait(State::storing, std::memory_order_acquire);
    seen = state_.load(std::memory_order_acquire);
  }
  return true;
}

Delivery AsyncGate::complete(const Completion& completion) {
  State seen = state_.load(std::memory_order_acquire);
  for (;;) {
    if (seen != State::running && seen != State::parked && seen != State::waiting) {
      return Delivery::refused;
    }
    if (state_.compare_exchange_weak(seen, State::storing, std::memory_order_acq_rel)) {
      break;
    }
  }
  completion_ = completion;
  state_.store(State::stored, std::memory_order_release);
  if (seen == State::parked) {
    return Delivery::resume;
  }
  state_.notify_all();
  return Delivery::deferred;
}

}  // namespace penstock::pipeline
