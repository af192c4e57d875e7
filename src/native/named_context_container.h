// NamedContextContainer: contexts of a request by name instead of module id.
// Page: INamedContextContainer; neighbour: module_context_container.h.
#pragma once

#include <httpserv.h>

#include <atomic>
#include <string>
#include <vector>

#include "base/thread_annotations.h"

namespace penstock::native {

// Thread-safe. Names compare exactly; setting a name again fails with ERROR_ALREADY_ASSIGNED.
class NamedContextContainer final : public INamedContextContainer {
 public:
  NamedContextContainer() = default;
  ~NamedContextContainer() { cleanup(); }
  NamedContextContainer(const NamedContextContainer&) = delete;
  NamedContextContainer& operator=(const NamedContextContainer&) = delete;

  IHttpStoredContext* GetNamedContext(LPCWSTR name) override;
  HRESULT SetNamedContext(IHttpStoredContext* context, LPCWSTR name) override;

  // CleanupStoredContext of each, newest first, exactly once; empty afterwards.
  void cleanup();

 private:
  struct Entry {
    std::wstring name;
    IHttpStoredContext* context;
  };

  IHttpStoredContext* find(LPCWSTR name) const PENSTOCK_REQUIRES(mutex_);

  base::Mutex mutex_;
  std::atomic<bool> used_{false};  // written under mutex_; lets an empty one skip the lock
  std::vector<Entry> entries_ PENSTOCK_GUARDED_BY(mutex_);
};

}  // namespace penstock::native
