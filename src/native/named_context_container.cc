// Keeps contexts by name; see named_context_container.h.
#include "native/named_context_container.h"

#include "native/hresult_boundary.h"

namespace penstock::native {

IHttpStoredContext* NamedContextContainer::find(LPCWSTR name) const {
  for (const Entry& entry : entries_) {
    if (entry.name == name) {
      return entry.context;
    }
  }
  return nullptr;
}

IHttpStoredContext* NamedContextContainer::GetNamedContext(LPCWSTR name) {
  base::MutexLock lock(mutex_);
  return name == nullptr ? nullptr : find(name);
}

HRESULT NamedContextContainer::SetNamedContext(IHttpStoredContext* context, LPCWSTR name) {
  if (context == nullptr || name == nullptr) {
    return kInvalidParameter;
  }
  base::MutexLock lock(mutex_);
  if (find(name) != nullptr) {
    return HRESULT_FROM_WIN32(ERROR_ALREADY_ASSIGNED);
  }
  entries_.push_back({name, context});
  used_.store(true, std::memory_order_release);
  return S_OK;
}

void NamedContextContainer::cleanup() {
  while (used_.load(std::memory_order_acquire)) {
    IHttpStoredContext* context = nullptr;
    {
      base::MutexLock lock(mutex_);
      context = entries_.back().context;
      entries_.pop_back();
      used_.store(!entries_.empty(), std::memory_order_release);
    }
    context->CleanupStoredContext();
  }
}

}  // namespace penstock::native
