// Snapshot: one immutable reading of the whole configuration. Requests hold the snapshot they
// began with; a changed file makes a new one (Configuration::load) and touches no old one.
//
//   auto loaded = Configuration::load("applicationHost.config", {});
//   if (!loaded) return fail(loaded.error().message);        // "file:12:8: ... expected ..."
//   for (const SiteSettings& site : loaded.value()->server().sites) ...
//   auto settings = loaded.value()->path_settings(1, "/app/page.html");
//
// web.config files are read when the first request below them arrives, and then kept, found or
// missing, good or bad, for the life of the snapshot.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/path_settings.h"
#include "config/server_settings.h"

namespace penstock::config {

class ElementView;

struct LoadOptions {
  // Folder with schema/*.xml and the shipped applicationHost.config; empty: find_data_dir().
  std::string data_dir;
  // %NAME% -> value, before the configured penstock/variables, the environment and our defaults.
  std::map<std::string, std::string> variables;
};

class Snapshot;

class Configuration {
 public:
  // Reads the schemas and the machine file, and checks every section and location of it.
  static base::Result<std::shared_ptr<const Snapshot>> load(const std::string& path,
                                                            const LoadOptions& options = {});
};

// Safe to use from any thread.
class Snapshot {
 public:
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  // The configuration of `serve --site DIR --port N`: what is shipped, with one site "Default Web
  // Site" (id 1) at `dir`, bound to every address at `port`.
  static base::Result<std::shared_ptr<const Snapshot>> for_folder(const std::string& dir,
                                                                  std::uint16_t port,
                                                                  const LoadOptions& options = {});

  const ServerSettings& server() const;

  // The merged settings of a canonical, decoded URL path (it begins with "/"). A hit takes one
  // lock of the site and copies one pointer; each loop keeps what it got (server/scope_cache.h). An
  // error is a bad web.config on the way (answer 500.19); it is kept too.
  base::Result<std::shared_ptr<const PathSettings>> path_settings(std::uint32_t site_id,
                                                                  std::string_view url_path) const;

  // A merged section of the machine file alone; null when no schema declares it.
  const ElementView* section(std::string_view name) const;

  // The file of a global module's image: variables expanded, Windows paths mapped, relative to
  // the folder of the file that names it.
  base::Result<std::string> module_image(const GlobalModuleSettings& module) const;

  // The same for any configured path, named in errors as `what` (for instance "attribute path").
  base::Result<std::string> map_path(std::string_view text, const SourcePosition& position,
                                     std::string_view what) const;

  // Sections of the machine file that <configSections> declares but no schema defines: accepted,
  // without effect. Worth one line at the start.
  std::vector<std::string> ignored_sections() const;

  // The machine file, as given to load().
  const std::string& file() const;

 private:
  friend class SnapshotBuilder;
  struct State;
  explicit Snapshot(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace penstock::config
