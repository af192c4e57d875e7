// The look-up by path; see scope_cache.h.
#include "server/scope_cache.h"

#include <functional>

#include "server/server_context.h"
#include "server/site_table.h"

namespace penstock::server {

base::Result<const native::UrlScope*> ScopeCache::find(const Site& site, std::string_view path) {
  const std::size_t hash =
      std::hash<std::string_view>()(path) ^ (reinterpret_cast<std::uintptr_t>(&site) >> 6);
  Slot& slot = slots_[hash % kSlots];
  if (slot.site == &site && slot.path == path) {
    return slot.scope;
  }
  base::Result<const native::UrlScope*> found = server_.sites->scope(*site.settings, path);
  if (found.ok() && path.size() <= kLongest) {
    slot.site = &site;
    slot.scope = found.value();
    slot.path = path;
  }
  return found;
}

}  // namespace penstock::server
