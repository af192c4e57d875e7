// ServerSettings from the machine level: pools, modules, the engine, then sites (the longest part).
#include "config/server_settings_reader.h"

#include <set>

#include "base/text.h"
#include "config/element_view.h"
#include "config/site_settings_reader.h"

namespace penstock::config {
namespace {

std::vector<ApplicationPoolSettings> read_pools(const ElementView& section) {
  std::vector<ApplicationPoolSettings> pools;
  for (const auto& item : section.items()) {
    pools.push_back({item->get_string("name"), item->get_bool("autoStart"),
                     item->get_uint("queueLength"),
                     item->child("processModel").get_timespan("shutdownTimeLimit"),
                     item->get_bool("enable32BitAppOnWin64"), item->position()});
  }
  return pools;
}

std::vector<GlobalModuleSettings> read_global_modules(const ElementView& section) {
  std::vector<GlobalModuleSettings> modules;
  for (const auto& item : section.items()) {
    modules.push_back({item->get_string("name"), item->get_string("image"),
                       item->get_string("preCondition"), item->position()});
  }
  return modules;
}

EngineSettings read_engine(const ElementView& section) {
  const ElementView& handoff = section.child("handoff");
  EngineSettings engine;
  engine.loops = section.get_uint("loops");
  engine.header_timeout = section.get_timespan("headerTimeout");
  engine.drain_timeout = section.get_timespan("drainTimeout");
  engine.server_header = section.get_string("serverHeader");
  engine.fail_on_module_error = section.get_bool("failOnModuleError");
  engine.handoff.enabled = handoff.get_bool("enabled");
  engine.handoff.threshold = std::chrono::milliseconds(handoff.get_uint("thresholdMilliseconds"));
  engine.handoff.max_threads = handoff.get_uint("maxThreads");
  return engine;
}

base::Result<EventLogSettings> read_event_log(const ElementView& section, const PathMapper& paths) {
  auto path = paths.map(section, "path");
  if (!path) return path.error();
  EventLogSettings log;
  log.path = path.take();
  log.max_size = static_cast<std::uint64_t>(section.get_int64("maxSize"));
  log.max_age = std::chrono::duration_cast<std::chrono::seconds>(section.get_timespan("maxAge"));
  log.journal = section.get_bool("journal");
  log.journald = section.get_bool("journald");
  return log;
}

// Sites without an id get the next free one, in the order of the file.
void number_sites(std::vector<SiteSettings>& sites) {
  std::set<std::uint32_t> used;
  for (const SiteSettings& site : sites) {
    if (site.id != 0) used.insert(site.id);
  }
  std::uint32_t next = 1;
  for (SiteSettings& site : sites) {
    if (site.id != 0) continue;
    while (used.count(next) != 0) ++next;
    site.id = next;
    used.insert(next);
  }
}

// An application without a pool runs in DefaultAppPool.
base::Result<void> check_pools(ServerSettings& settings) {
  std::set<std::string> known;
  for (const auto& pool : settings.application_pools) known.insert(base::ascii_lower(pool.name));
  for (SiteSettings& site : settings.sites) {
    for (ApplicationSettings& application : site.applications) {
      if (application.pool.empty()) application.pool = "DefaultAppPool";
      if (known.empty() || known.count(base::ascii_lower(application.pool)) != 0) continue;
      return base::Error{application.position.to_string() + ": application \"" + application.path +
                         "\" of site \"" + site.name + "\" names the application pool \"" +
                         application.pool + "\", expected one listed in applicationPools"};
    }
  }
  return {};
}

}  // namespace

base::Result<ServerSettings> read_server_settings(const MergedSections& machine,
                                                  const PathMapper& paths) {
  ServerSettings settings;
  settings.application_pools = read_pools(*machine.find("system.applicationHost/applicationPools"));
  settings.global_modules = read_global_modules(*machine.find("system.webServer/globalModules"));
  settings.penstock.engine = read_engine(*machine.find("penstock/server"));
  auto events = read_event_log(*machine.find("penstock/eventLog"), paths);
  if (!events) return events.error();
  settings.penstock.event_log = events.take();
  for (const auto& item : machine.find("system.applicationHost/sites")->items()) {
    auto site = read_site(*item, paths);
    if (!site) return site.error();
    settings.sites.push_back(site.take());
  }
  number_sites(settings.sites);
  if (auto status = check_pools(settings); !status) return status.error();
  return settings;
}

}  // namespace penstock::config
