// SiteTable: from a local address, a Host and a path to the UrlScope that rules the request: site
// by binding, application by longest path, scope by the configuration of the directory. Built once
// from a snapshot; scopes are compiled when first asked for and kept (scope_cache.h holds each
// loop's own look-up).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/thread_annotations.h"
#include "config/snapshot.h"
#include "config/url_match.h"
#include "io/socket_address.h"
#include "native/http_site.h"
#include "native/resolved_modules.h"
#include "native/url_scope.h"

namespace penstock::native {
class ServerServices;
}  // namespace penstock::native

namespace penstock::server {

class ModuleLoader;

// One configured site with its native objects. Immutable but for the containers inside.
struct Site {
  const config::SiteSettings* settings = nullptr;
  std::unique_ptr<native::HttpSite> object;
  std::vector<std::unique_ptr<native::HttpApplication>> applications;  // parallel to settings
  std::vector<std::unique_ptr<native::ResolvedModules>> resolved;      // parallel to them
  const native::UrlScope* root = nullptr;  // for requests whose own scope is in error

  const native::UrlScope* fallback_scope() const { return root; }
};

// Any thread.
class SiteTable {
 public:
  // Lets global modules add to each application's modules; compiles every site's root scope, so
  // that a module that cannot run is found at start.
  static base::Result<std::unique_ptr<SiteTable>> build(
      std::shared_ptr<const config::Snapshot> snapshot, const ModuleLoader& modules,
      native::ServerServices& services);
  ~SiteTable();

  // The site bound to that address and host ("name" or "name:port", any case), or null. A binding
  // without a host takes what no other binding of the same port names.
  const Site* find(const io::SocketAddress& local, std::string_view host) const;

  // The scope of a canonical path. Takes a lock; an error is a bad web.config.
  base::Result<const native::UrlScope*> scope(const config::SiteSettings& site,
                                              std::string_view path);

  const std::vector<std::unique_ptr<Site>>& sites() const { return sites_; }

  // Before the loops run: the port the system chose for bindings of that address with port 0.
  void set_free_port(std::string_view address, std::uint16_t port);

  // Cleans every context that modules stored with sites, applications and scopes, and gives up the
  // factories that were registered for applications.
  void stop();

 private:
  struct Binding {
    const Site* site;
    std::string address;  // empty: every address
    std::uint16_t port;
    std::string host;  // lower case; empty: every host
  };

  SiteTable(std::shared_ptr<const config::Snapshot> snapshot, const ModuleLoader& modules)
      : snapshot_(std::move(snapshot)), modules_(modules) {}
  base::Result<void> add_site(const config::SiteSettings& settings,
                              native::ServerServices& services);
  native::ResolvedModules::Rules rules() const;
  void terminate_resolved();
  base::Result<std::unique_ptr<native::UrlScope>> compile(
      const Site& site, std::shared_ptr<const config::PathSettings> settings,
      const config::UrlMatch& matched) const;

  std::shared_ptr<const config::Snapshot> snapshot_;
  const ModuleLoader& modules_;
  std::vector<std::unique_ptr<Site>> sites_;
  std::vector<Binding> bindings_;
  bool resolved_terminated_ = false;
  bool single_site_ = false;  // one binding, every address and host: nothing to compare

  base::Mutex mutex_;
  // By the settings' identity and the virtual directory; values never leave while the table lives.
  using ScopeKey = std::pair<const config::PathSettings*, const config::VirtualDirectorySettings*>;
  std::map<ScopeKey, std::unique_ptr<native::UrlScope>> scopes_ PENSTOCK_GUARDED_BY(mutex_);
};

}  // namespace penstock::server
