// PathSettingsCache: a loop's own memory of recent URL paths. A hit takes no lock, writes nothing
// shared and allocates nothing; a miss asks the snapshot.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/snapshot.h"

namespace penstock::config {

// Not thread-safe: owned by one event loop's leader.
class PathSettingsCache {
 public:
  explicit PathSettingsCache(std::size_t slots = 1024);

  // The settings live as long as the snapshot, which the caller's request holds. Entries of
  // another snapshot are forgotten.
  base::Result<const PathSettings*> find(const std::shared_ptr<const Snapshot>& snapshot,
                                         std::uint32_t site_id, std::string_view url_path);

 private:
  static constexpr std::size_t kLongestKept = 512;

  struct Slot {
    const PathSettings* settings = nullptr;
    std::uint32_t site_id = 0;
    std::string path;
  };

  std::shared_ptr<const Snapshot> snapshot_;
  std::vector<Slot> slots_;
};

}  // namespace penstock::config
