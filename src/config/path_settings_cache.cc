// PathSettingsCache: one slot a hash value; a new path takes the slot of an old one.
#include "config/path_settings_cache.h"

#include <algorithm>
#include <functional>

namespace penstock::config {

PathSettingsCache::PathSettingsCache(std::size_t slots) : slots_(std::max<std::size_t>(slots, 1)) {}

base::Result<const PathSettings*> PathSettingsCache::find(
    const std::shared_ptr<const Snapshot>& snapshot, std::uint32_t site_id,
    std::string_view url_path) {
  if (snapshot_ != snapshot) {
    for (Slot& slot : slots_) slot.settings = nullptr;
    snapshot_ = snapshot;
  }
  const std::size_t hash = std::hash<std::string_view>()(url_path) + site_id * 0x9E3779B97F4A7C15u;
  Slot& slot = slots_[hash % slots_.size()];
  if (slot.settings && slot.site_id == site_id && slot.path == url_path) return slot.settings;
  auto settings = snapshot->path_settings(site_id, url_path);
  if (!settings) return settings.error();
  const PathSettings* found = settings.value().get();
  if (url_path.size() <= kLongestKept) {
    slot.settings = found;
    slot.site_id = site_id;
    slot.path = url_path;
  }
  return found;
}

}  // namespace penstock::config
