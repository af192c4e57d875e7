// The table of handles; see handle_table.h. CloseHandle and DuplicateHandle are here, too.
#include "win32/handle_table.h"

#include <utility>

#include "win32/errno_map.h"
#include "win32/handles.h"
#include "win32/immortal.h"
#include "win32/threads.h"

namespace penstock::win32 {

// Layout, from the low end: two zero bits (as in the original, where they are the application's to
// use), the slot, the generation. Generation 0 is not used, so no handle is NULL, and all stay
// within 32 bits.
bool HandleTable::parse(HANDLE handle, Place& place) {
  const auto bits = reinterpret_cast<uintptr_t>(handle);
  if (bits > UINT32_MAX) return false;
  place.index = static_cast<uint32_t>(bits >> 2) & ((1u << kIndexBits) - 1);
  place.generation = static_cast<uint32_t>(bits) >> (kIndexBits + 2);
  return place.generation != 0;
}

HANDLE HandleTable::compose(Place place) {
  const uintptr_t bits =
      (uintptr_t{place.generation} << (kIndexBits + 2)) | (uintptr_t{place.index} << 2);
  return reinterpret_cast<HANDLE>(bits);
}

HandleTable::Slot* HandleTable::slot_at(uint32_t index) const {
  Chunk* const chunk = chunks_[index / kChunkSize].load(std::memory_order_acquire);
  return chunk != nullptr ? &(*chunk)[index % kChunkSize] : nullptr;
}

bool HandleTable::take_free_slot(uint32_t& index) {
  const std::lock_guard lock(free_mutex_);
  if (!free_.empty()) {
    index = free_.back();
    free_.pop_back();
    return true;
  }
  if (used_ == kChunkSize * kChunks) return false;
  if (used_ % kChunkSize == 0) {
    owned_chunks_.push_back(std::make_unique<Chunk>());
    chunks_[used_ / kChunkSize].store(owned_chunks_.back().get(), std::memory_order_release);
  }
  index = used_++;
  return true;
}

HANDLE HandleTable::open(std::shared_ptr<HandleObject> object) {
  uint32_t index = 0;
  if (!take_free_slot(index)) {
    SetLastError(ERROR_TOO_MANY_OPEN_FILES);
    return nullptr;
  }
  Slot& slot = *slot_at(index);
  const std::lock_guard lock(stripe_of(index));
  slot.descriptor.store(object->descriptor(), std::memory_order_release);
  slot.object = std::move(object);
  return compose({index, slot.generation.load(std::memory_order_relaxed)});
}

bool HandleTable::close(HANDLE handle) {
  Place place = {};
  Slot* const slot = parse(handle, place) ? slot_at(place.index) : nullptr;
  if (slot == nullptr) return false;
  std::shared_ptr<HandleObject> closed;  // destroyed after the lock is gone
  {
    const std::lock_guard lock(stripe_of(place.index));
    if (slot->generation.load(std::memory_order_relaxed) != place.generation || !slot->object) {
      return false;
    }
    slot->descriptor.store(-1, std::memory_order_release);
    const uint32_t next = (place.generation + 1) % kGenerations;
    slot->generation.store(next != 0 ? next : 1, std::memory_order_release);
    closed = std::move(slot->object);
  }
  const std::lock_guard lock(free_mutex_);
  free_.push_back(place.index);
  return true;
}

std::shared_ptr<HandleObject> HandleTable::find(HANDLE handle) {
  Place place = {};
  Slot* const slot = parse(handle, place) ? slot_at(place.index) : nullptr;
  if (slot == nullptr) return nullptr;
  const std::lock_guard lock(stripe_of(place.index));
  if (slot->generation.load(std::memory_order_relaxed) != place.generation) return nullptr;
  return slot->object;
}

int HandleTable::descriptor_of(HANDLE handle) const {
  Place place = {};
  const Slot* const slot = parse(handle, place) ? slot_at(place.index) : nullptr;
  if (slot == nullptr) return -1;
  const int descriptor = slot->descriptor.load(std::memory_order_acquire);
  return slot->generation.load(std::memory_order_acquire) == place.generation ? descriptor : -1;
}

HandleTable& handle_table() {
  static Immortal<HandleTable> table;
  return table.get();
}

}  // namespace penstock::win32

using namespace penstock::win32;

BOOL CloseHandle(HANDLE handle) {
  return handle_table().close(handle) ? TRUE : fail(ERROR_INVALID_HANDLE);
}

BOOL DuplicateHandle(HANDLE source_process, HANDLE source, HANDLE target_process, LPHANDLE target,
                     DWORD, BOOL, DWORD options) {
  if (source_process != GetCurrentProcess() || target_process != GetCurrentProcess()) {
    return fail(ERROR_INVALID_HANDLE);
  }
  if (target == nullptr) return fail(ERROR_INVALID_PARAMETER);
  std::shared_ptr<HandleObject> object = object_of<HandleObject>(source);
  if (!object) return FALSE;
  *target = handle_table().open(std::move(object));
  if (*target == nullptr) return FALSE;
  if ((options & DUPLICATE_CLOSE_SOURCE) != 0) handle_table().close(source);
  return TRUE;
}
