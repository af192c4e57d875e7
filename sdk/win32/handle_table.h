// The table of handles: numbers a module holds, objects they stand for. Implementation:
// handle_table.cc. Objects: file_object.h, waitable.h.
//
// A handle carries its slot and the slot's generation, so a closed one is recognized as stale when
// its slot has been given out again. Looking a file's descriptor up takes no lock; taking a
// reference to an object takes one of several, chosen by the slot.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "win32/basetypes.h"

namespace penstock::win32 {

class HandleObject {
 public:
  virtual ~HandleObject() = default;
  // The descriptor of a file; -1 for everything else.
  virtual int descriptor() const { return -1; }
};

class HandleTable {
 public:
  // A new handle to `object`; NULL with ERROR_TOO_MANY_OPEN_FILES when all are in use.
  HANDLE open(std::shared_ptr<HandleObject> object);
  // False for a handle that is not open.
  bool close(HANDLE handle);
  // The object, kept alive for the caller; nullptr for a handle that is not open.
  std::shared_ptr<HandleObject> find(HANDLE handle);
  // -1 for anything but an open file.
  int descriptor_of(HANDLE handle) const;

 private:
  static constexpr size_t kChunkSize = 1024;
  static constexpr size_t kChunks = 256;
  static constexpr size_t kStripes = 32;
  static constexpr uint32_t kIndexBits = 18;
  static constexpr uint32_t kGenerations = 1u << 12;
  static_assert(kChunkSize * kChunks == 1u << kIndexBits);

  struct Slot {
    std::atomic<uint32_t> generation{1};  // odd or even means nothing; it only has to differ
    std::atomic<int> descriptor{-1};
    std::shared_ptr<HandleObject> object;  // guarded by the slot's stripe
  };
  using Chunk = std::array<Slot, kChunkSize>;

  struct Place {
    uint32_t index;
    uint32_t generation;
  };
  static bool parse(HANDLE handle, Place& place);
  static HANDLE compose(Place place);

  // nullptr for a place that was never given out.
  Slot* slot_at(uint32_t index) const;
  std::mutex& stripe_of(uint32_t index) { return stripes_[index % kStripes]; }
  // A slot nobody uses, or false when there is none.
  bool take_free_slot(uint32_t& index);

  std::array<std::atomic<Chunk*>, kChunks> chunks_ = {};
  std::array<std::mutex, kStripes> stripes_;
  std::mutex free_mutex_;  // guards the three below
  std::vector<uint32_t> free_;
  std::vector<std::unique_ptr<Chunk>> owned_chunks_;
  uint32_t used_ = 0;
};

// The process's table.
HandleTable& handle_table();

// The object if it is of that type. Otherwise nullptr, and the last error is ERROR_INVALID_HANDLE.
template <class Object>
std::shared_ptr<Object> object_of(HANDLE handle);

}  // namespace penstock::win32

#include "win32/errors.h"

template <class Object>
std::shared_ptr<Object> penstock::win32::object_of(HANDLE handle) {
  auto object = std::dynamic_pointer_cast<Object>(handle_table().find(handle));
  if (!object) SetLastError(ERROR_INVALID_HANDLE);
  return object;
}
