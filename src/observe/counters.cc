// Implements counters.h.
#include "observe/counters.h"

namespace penstock::observe {

const char* counter_name(Counter counter) {
  constexpr std::array<const char*, kCounterCount> kNames{
      "requests",           "bytes_received",      "bytes_sent",      "connections_accepted",
      "connections_active", "connections_refused", "handoffs",        "takeovers",
      "pool_exhausted",     "module_exceptions",   "events_reported", "events_lost"};
  return kNames[static_cast<std::size_t>(counter)];
}

Counters::Counters(std::size_t loops)
    : loops_(loops), blocks_(std::make_unique<CounterBlock[]>(loops + 1)) {}

std::uint64_t Counters::total(Counter counter) const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i <= loops_; ++i) {
    sum += blocks_[i].get(counter);
  }
  return sum;
}

}  // namespace penstock::observe
