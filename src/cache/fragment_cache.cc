// The map of fragments; see fragment_cache.h.
#include "cache/fragment_cache.h"

namespace penstock::cache {

FragmentCache& FragmentCache::instance() {
  static FragmentCache cache;
  return cache;
}

void FragmentCache::add(std::wstring_view name, Fragment fragment) {
  auto held = std::make_shared<const Fragment>(std::move(fragment));
  const base::MutexLock lock(mutex_);
  fragments_.insert_or_assign(std::wstring(name), std::move(held));
}

std::shared_ptr<const Fragment> FragmentCache::find(std::wstring_view name) const {
  const base::MutexLock lock(mutex_);
  const auto found = fragments_.find(name);
  return found == fragments_.end() ? nullptr : found->second;
}

bool FragmentCache::remove(std::wstring_view name) {
  const base::MutexLock lock(mutex_);
  const auto found = fragments_.find(name);
  if (found == fragments_.end()) {
    return false;
  }
  fragments_.erase(found);
  return true;
}

void FragmentCache::clear() {
  const base::MutexLock lock(mutex_);
  fragments_.clear();
}

}  // namespace penstock::cache
