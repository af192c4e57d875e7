// The table of event source names: each name is kept once, for ever, and the handle that
// RegisterEventSource returns is the address of its slot. Implementation: event_sources.cc; user:
// event_log.cc.
//
// Lookups take no lock and write nothing shared, because the usual module opens its source anew for
// every request.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "win32/basetypes.h"

namespace penstock::win32 {

struct EventSource {
  std::string name;
  size_t hash;
  size_t slot;
  std::unique_ptr<const EventSource> next;  // in its bucket, older than this one
};

class EventSources {
 public:
  // The handle of that source, made when new; nullptr when kCapacity names are known already, which
  // keeps a module that makes names up from eating the server's memory.
  HANDLE intern(std::string_view name);

  // The source behind a handle, or nullptr for a handle that is none.
  const EventSource* find(HANDLE handle) const;

  static constexpr size_t kCapacity = 4096;

 private:
  static constexpr size_t kBuckets = 512;
  using Slot = std::atomic<const EventSource*>;

  const EventSource* search(size_t hash, std::string_view name) const;
  HANDLE handle_of(const EventSource& source);

  Slot buckets_[kBuckets] = {};
  Slot slots_[kCapacity] = {};
  std::mutex insertion_;  // orders the writers of everything above, and guards `count_`
  size_t count_ = 0;
};

// The process's table.
EventSources& event_sources();

}  // namespace penstock::win32
