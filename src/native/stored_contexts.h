// StoredContexts: what modules keep with an object of the server, by module id. The containers
// of the API (module_context_container.h) are thin views of it.
#pragma once

#include <httpserv.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <vector>

#include "base/thread_annotations.h"

namespace penstock::native {

// Thread-safe. Up to kInline contexts need no heap.
class StoredContexts {
 public:
  static constexpr std::size_t kInline = 4;

  StoredContexts() = default;
  ~StoredContexts() { cleanup(); }
  StoredContexts(const StoredContexts&) = delete;
  StoredContexts& operator=(const StoredContexts&) = delete;

  // Null when nothing is stored under that id.
  IHttpStoredContext* get(HTTP_MODULE_ID id) const;

  // The container owns the context from here on, on success only.
  // Page: IHttpModuleContextContainer::SetModuleContext.
  HRESULT set(IHttpStoredContext* context, HTTP_MODULE_ID id);

  // CleanupStoredContext of each, newest first, exactly once; empty afterwards. No lock is held
  // while a module's code runs.
  void cleanup();

  // Calls function(IHttpStoredContext&) for each, oldest first, without a lock held.
  template <typename Function>
  void for_each(Function&& function) const {
    for (std::size_t i = 0; i < count_.load(std::memory_order_acquire); ++i) {
      function(*at(i).context);
    }
  }

 private:
  struct Entry {
    HTTP_MODULE_ID id;
    IHttpStoredContext* context;
  };

  Entry at(std::size_t index) const;
  IHttpStoredContext* find(HTTP_MODULE_ID id) const PENSTOCK_REQUIRES(mutex_);

  mutable base::Mutex mutex_;
  std::atomic<std::size_t> count_{0};  // written under mutex_; lets an empty one skip the lock
  std::array<Entry, kInline> first_ PENSTOCK_GUARDED_BY(mutex_){};
  std::vector<Entry> more_ PENSTOCK_GUARDED_BY(mutex_);
};

}  // namespace penstock::native
