// Keeps and cleans the contexts; see stored_contexts.h.
#include "native/stored_contexts.h"

#include "native/hresult_boundary.h"

namespace penstock::native {

IHttpStoredContext* StoredContexts::get(HTTP_MODULE_ID id) const {
  if (count_.load(std::memory_order_acquire) == 0) {
    return nullptr;
  }
  base::MutexLock lock(mutex_);
  return find(id);
}

IHttpStoredContext* StoredContexts::find(HTTP_MODULE_ID id) const {
  for (std::size_t i = 0; i < count_.load(std::memory_order_relaxed); ++i) {
    const Entry& entry = i < kInline ? first_[i] : more_[i - kInline];
    if (entry.id == id) {
      return entry.context;
    }
  }
  return nullptr;
}

HRESULT StoredContexts::set(IHttpStoredContext* context, HTTP_MODULE_ID id) {
  if (context == nullptr || id == nullptr) {
    return kInvalidParameter;
  }
  base::MutexLock lock(mutex_);
  if (find(id) != nullptr) {
    return HRESULT_FROM_WIN32(ERROR_ALREADY_ASSIGNED);
  }
  const std::size_t count = count_.load(std::memory_order_relaxed);
  if (count < kInline) {
    first_[count] = {id, context};
  } else {
    more_.push_back({id, context});
  }
  count_.store(count + 1, std::memory_order_release);
  return S_OK;
}

StoredContexts::Entry StoredContexts::at(std::size_t index) const {
  base::MutexLock lock(mutex_);
  return index < kInline ? first_[index] : more_[index - kInline];
}

void StoredContexts::cleanup() {
  while (count_.load(std::memory_order_acquire) != 0) {
    IHttpStoredContext* context = nullptr;
    {
      base::MutexLock lock(mutex_);
      const std::size_t last = count_.load(std::memory_order_relaxed) - 1;
      if (last < kInline) {
        context = first_[last].context;
      } else {
        context = more_.back().context;
        more_.pop_back();
      }
      count_.store(last, std::memory_order_release);
    }
    context->CleanupStoredContext();
  }
}

}  // namespace penstock::native
