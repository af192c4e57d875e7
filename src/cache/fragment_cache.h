// FragmentCache: named pieces of responses that modules keep in memory and send by name.
// Pages: IHttpServer::AddFragmentToCache and its neighbours. native/chunk_resolver sends them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/thread_annotations.h"

namespace penstock::cache {

using Fragment = std::string;

// One a process, as the names are. Any thread. A fragment that is replaced or removed lives on
// for the responses that hold it.
class FragmentCache {
 public:
  static FragmentCache& instance();

  // Replaces a fragment of the same name.
  void add(std::wstring_view name, Fragment fragment) PENSTOCK_EXCLUDES(mutex_);
  std::shared_ptr<const Fragment> find(std::wstring_view name) const PENSTOCK_EXCLUDES(mutex_);
  bool remove(std::wstring_view name) PENSTOCK_EXCLUDES(mutex_);
  void clear() PENSTOCK_EXCLUDES(mutex_);

 private:
  mutable base::Mutex mutex_;
  std::map<std::wstring, std::shared_ptr<const Fragment>, std::less<>> fragments_
      PENSTOCK_GUARDED_BY(mutex_);
};

}  // namespace penstock::cache
