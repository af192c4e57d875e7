// The interned source names; see event_sources.h.
#include "win32/event_sources.h"

#include <cstdint>
#include <functional>
#include <utility>

#include "win32/immortal.h"

namespace penstock::win32 {

const EventSource* EventSources::search(size_t hash, std::string_view name) const {
  const EventSource* source = buckets_[hash % kBuckets].load(std::memory_order_acquire);
  while (source != nullptr && (source->hash != hash || source->name != name)) {
    source = source->next.get();
  }
  return source;
}

HANDLE EventSources::handle_of(const EventSource& source) { return &slots_[source.slot]; }

HANDLE EventSources::intern(std::string_view name) {
  const size_t hash = std::hash<std::string_view>()(name);
  if (const EventSource* known = search(hash, name)) return handle_of(*known);
  const std::lock_guard lock(insertion_);
  if (const EventSource* known = search(hash, name)) return handle_of(*known);
  if (count_ == kCapacity) return nullptr;
  Slot& bucket = buckets_[hash % kBuckets];
  // The new head owns the old one; the bucket's head itself is owned by nobody, as the table lives
  // as long as the process.
  std::unique_ptr<const EventSource> older(bucket.load(std::memory_order_relaxed));
  auto source = std::make_unique<const EventSource>(
      EventSource{std::string(name), hash, count_, std::move(older)});
  const EventSource* const published = source.release();
  slots_[count_++].store(published, std::memory_order_release);
  bucket.store(published, std::memory_order_release);
  return handle_of(*published);
}

const EventSource* EventSources::find(HANDLE handle) const {
  const auto address = reinterpret_cast<uintptr_t>(handle);
  const auto first = reinterpret_cast<uintptr_t>(&slots_[0]);
  if (address < first || address >= first + sizeof slots_) return nullptr;
  if ((address - first) % sizeof(Slot) != 0) return nullptr;
  return slots_[(address - first) / sizeof(Slot)].load(std::memory_order_acquire);
}

EventSources& event_sources() {
  static Immortal<EventSources> sources;
  return sources.get();
}

}  // namespace penstock::win32
