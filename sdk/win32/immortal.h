// A process-wide object that is never destroyed: modules may call into the subset from destructors
// of their own globals, after ours would be gone. Users: event_sources.cc, handle_table.cc, ...
#pragma once

#include <new>
#include <utility>

namespace penstock::win32 {

template <class T>
class Immortal {
 public:
  template <class... Arguments>
  explicit Immortal(Arguments&&... arguments) {
    ::new (static_cast<void*>(storage_)) T(std::forward<Arguments>(arguments)...);
  }
  Immortal(const Immortal&) = delete;
  Immortal& operator=(const Immortal&) = delete;

  T& get() { return *std::launder(reinterpret_cast<T*>(storage_)); }

 private:
  alignas(T) unsigned char storage_[sizeof(T)];
};

}  // namespace penstock::win32
