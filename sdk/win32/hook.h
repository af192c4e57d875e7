// A function and its context that a host may exchange while other threads call it. Users:
// event_log.cc, debug_output.cc.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace penstock::win32 {

template <class Function>
class Hook {
 public:
  struct Binding {
    Function function;
    void* context;
  };

  void set(Function function, void* context) {
    const std::lock_guard lock(mutex_);
    // Earlier bindings stay: a thread may be about to call one. There are as many as the host made.
    bindings_.push_back(std::make_unique<const Binding>(Binding{function, context}));
    current_.store(bindings_.back().get(), std::memory_order_release);
  }

  // nullptr when there is none.
  const Binding* current() const {
    const Binding* binding = current_.load(std::memory_order_acquire);
    return binding != nullptr && binding->function != nullptr ? binding : nullptr;
  }

 private:
  std::atomic<const Binding*> current_{nullptr};
  std::mutex mutex_;
  std::vector<std::unique_ptr<const Binding>> bindings_;  // guarded by mutex_
};

}  // namespace penstock::win32
