// The look-up by directory; see scope_cache.h.
#include "server/scope_cache.h"

#include <functional>

#include "server/server_context.h"
#include "server/site_table.h"

namespace penstock::server {

base::Result<const native::UrlScope*> ScopeCache::find(const Site& site, std::string_view path) {
  const std::string_view directory = path.substr(0, path.rfind('/') + 1);
  const std::size_t hash =
      std::hash<std::string_view>()(directory) ^ (reinterpret_cast<std::uintptr_t>(&site) >> 6);
  Slot& slot = slots_[hash % kSlots];
  if (slot.site == &site && slot.directory == directory) {
    return slot.scope;
  }
  base::Result<const native::UrlScope*> found = server_.sites->scope(*site.settings, path);
  if (found.ok() && directory.size() <= kLongest) {
    slot.site = &site;
    slot.scope = found.value();
    slot.directory = directory;
  }
  return found;
}

}  // namespace penstock::server
