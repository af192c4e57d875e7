// ScopeCache: one loop's own memory of which scope a path of a site has, so that a request
// takes no lock for it. Behind it stands SiteTable::scope().
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "native/url_scope.h"

namespace penstock::server {

struct ServerContext;
struct Site;

// Loop-owned. Direct-mapped: a path that collides with another is looked up again, which
// costs a lock, not an error; memory is bounded whatever clients ask for.
class ScopeCache {
 public:
  explicit ScopeCache(ServerContext& server) : server_(server) {}

  base::Result<const native::UrlScope*> find(const Site& site, std::string_view path);

 private:
  static constexpr std::size_t kSlots = 1024;
  static constexpr std::size_t kLongest = 256;  // longer paths are not kept

  struct Slot {
    const Site* site = nullptr;
    const native::UrlScope* scope = nullptr;
    std::string path;
  };

  ServerContext& server_;
  std::array<Slot, kSlots> slots_;
};

}  // namespace penstock::server
