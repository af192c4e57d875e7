// UrlScope: all that configuration says about the URLs of one directory, compiled once by
// server/site_table: native objects for site, application and metadata, the notification plan,
// the handler mappings. Immutable and shared by all requests there; a request holds a reference.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "config/path_settings.h"
#include "config/server_settings.h"
#include "pipeline/notification_plan.h"

class IHttpSite;
class IHttpApplication;
class IMetadataInfo;
class IScriptMapInfo;

namespace penstock::native {

class HttpSite;
class HttpApplication;
class MetadataInfo;
class ScriptMapInfo;

// One <handlers> entry, ready for matching.
struct HandlerMapping {
  const config::HandlerEntry* entry = nullptr;
  std::unique_ptr<ScriptMapInfo> script_map;
  // Plan indices of the modules that run when this handler is chosen: subscribers of
  // ExecuteRequestHandler that no handler names, then those this one names, in its order.
  std::vector<std::uint16_t> modules;
};

// A handler that a child request must not get, by its name, and the next such; of any scope.
struct IgnoredHandler {
  std::string_view name;
  const IgnoredHandler* next;
};

struct ReleaseMetadata {
  void operator()(MetadataInfo* metadata) const;
};

struct UrlScope {
  UrlScope();
  ~UrlScope();  // defined where HttpSite and its like are complete
  UrlScope(const UrlScope&) = delete;
  UrlScope& operator=(const UrlScope&) = delete;

  std::shared_ptr<const config::PathSettings> settings;
  HttpSite* site = nullptr;                // owned by server/site_table, outlives the scope
  HttpApplication* application = nullptr;  // the same
  std::unique_ptr<MetadataInfo, ReleaseMetadata> metadata;
  const config::SiteSettings* site_settings = nullptr;
  const config::ApplicationSettings* application_settings = nullptr;
  std::shared_ptr<const pipeline::NotificationPlan> plan;
  std::vector<HandlerMapping> handlers;
  std::vector<std::uint16_t> unnamed_handler_modules;  // run when no mapping matches
};

// Plan indices of the modules that run for a handler: those that no handler names, then those that
// this one names, in its order and each once (docs/adr/0004).
std::vector<std::uint16_t> modules_of_handler(const UrlScope& scope,
                                              const std::vector<std::string>& names);

// Physical path of a canonical URL path below the scope's application: the longest virtual
// directory wins; the rest is appended. UTF-8, in the arena, NUL-terminated.
std::string_view map_to_physical(const UrlScope& scope, std::string_view url_path,
                                 base::Arena& arena);

// Physical root of the virtual directory that map_to_physical() chose: nothing outside it is
// opened for the URL, whatever symbolic links say.
std::string_view physical_root(const UrlScope& scope, std::string_view url_path);

// The first mapping that matches path, verb and file; null when none does. The physical path is
// NUL-terminated.
const HandlerMapping* find_handler(const UrlScope& scope, std::string_view url_path,
                                   std::string_view verb, std::string_view physical_path,
                                   const IgnoredHandler* ignored = nullptr);

}  // namespace penstock::native
