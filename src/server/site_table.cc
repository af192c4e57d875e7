// Binding look-up and scope compilation; see site_table.h.
#include "server/site_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "base/text.h"
#include "config/url_match.h"
#include "native/global_events.h"
#include "native/metadata_info.h"
#include "native/script_map_info.h"
#include "server/module_loader.h"

namespace penstock::server {
namespace {

std::string_view without_port(std::string_view host) {
  const std::size_t bracket = host.rfind(']');
  const std::size_t colon = host.rfind(':');
  return colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)
             ? host.substr(0, colon)
             : host;
}

// Modules of ExecuteRequestHandler that no handler names run for every handler, before those it
// names (docs/adr/0004): a module that is only listed in <modules> is called, as the reference's
// examples expect, and one that a handler names runs for that handler only.
void choose_handler_modules(native::UrlScope& scope) {
  const pipeline::NotificationPlan& plan = *scope.plan;
  std::vector<bool> named(plan.module_count());
  for (const config::HandlerEntry& entry : scope.settings->handlers->entries) {
    for (const std::string& name : entry.modules) {
      if (const int index = plan.find(name); index >= 0) {
        named[static_cast<std::size_t>(index)] = true;
      }
    }
  }
  for (const std::uint16_t module : plan.handlers()) {
    if (!named[module]) {
      scope.unnamed_handler_modules.push_back(module);
    }
  }
  for (native::HandlerMapping& mapping : scope.handlers) {
    mapping.modules = native::modules_of_handler(scope, mapping.entry->modules);
  }
}

void terminate_factory(IHttpModuleFactory& factory) {
  try {
    factory.Terminate();
  } catch (...) {
    std::fprintf(stderr, "penstock: a factory registered for an application threw in Terminate\n");
  }
}

}  // namespace

SiteTable::~SiteTable() { terminate_resolved(); }

base::Result<std::unique_ptr<SiteTable>> SiteTable::build(
    std::shared_ptr<const config::Snapshot> snapshot, const ModuleLoader& modules,
    native::ServerServices& services) {
  std::unique_ptr<SiteTable> table(new SiteTable(std::move(snapshot), modules));
  for (const config::SiteSettings& settings : table->snapshot_->server().sites) {
    base::Result<void> added = table->add_site(settings, services);
    if (!added.ok()) {
      return added.error();
    }
  }
  table->single_site_ = table->bindings_.size() == 1 && table->bindings_[0].address.empty() &&
                        table->bindings_[0].host.empty();
  return table;
}

native::ResolvedModules::Rules SiteTable::rules() const {
  return {[this](HTTP_MODULE_ID id) {
            const auto loaded = modules_.modules();
            return std::any_of(loaded.begin(), loaded.end(),
                               [id](const auto& module) { return module->record.id == id; });
          },
          [this](std::string_view pre_condition) { return modules_.satisfies(pre_condition); }};
}

base::Result<void> SiteTable::add_site(const config::SiteSettings& settings,
                                       native::ServerServices& services) {
  auto site = std::make_unique<Site>();
  site->settings = &settings;
  site->object = std::make_unique<native::HttpSite>(settings);
  for (const config::ApplicationSettings& application : settings.applications) {
    site->applications.push_back(std::make_unique<native::HttpApplication>(settings, application));
    site->resolved.push_back(
        std::make_unique<native::ResolvedModules>(*site->applications.back(), rules()));
    native::raise_resolve_modules(services, *site->resolved.back());
  }
  const Site* added = site.get();
  sites_.push_back(std::move(site));
  base::Result<const native::UrlScope*> root = scope(settings, "/");
  if (!root.ok()) {
    return root.error();
  }
  sites_.back()->root = root.value();
  for (const config::BindingSettings& binding : settings.bindings) {
    if (binding.protocol == "http" && settings.auto_start) {
      bindings_.push_back({added, binding.address, binding.port,
                           base::ascii_lower(std::string_view(binding.host))});
    }
  }
  return {};
}

void SiteTable::set_free_port(std::string_view address, std::uint16_t port) {
  for (Binding& binding : bindings_) {
    if (binding.port == 0 && binding.address == address) {
      binding.port = port;
    }
  }
}

const Site* SiteTable::find(const io::SocketAddress& local, std::string_view host) const {
  if (single_site_) {
    return bindings_[0].site;
  }
  const std::string_view name = without_port(host);
  const std::uint16_t port = local.port();
  const std::string address = local.address();
  const Site* found = nullptr;
  int best = -1;
  for (const Binding& binding : bindings_) {
    if (binding.port != port || (!binding.address.empty() && binding.address != address) ||
        (!binding.host.empty() && !base::ascii_iequals(std::string_view(binding.host), name))) {
      continue;
    }
    // A host name says more than an address, as HTTP.sys weighs them.
    const int weight = (binding.host.empty() ? 0 : 2) + (binding.address.empty() ? 0 : 1);
    if (weight > best) {
      best = weight;
      found = binding.site;
    }
  }
  return found;
}

base::Result<const native::UrlScope*> SiteTable::scope(const config::SiteSettings& site,
                                                       std::string_view path) {
  base::Result<std::shared_ptr<const config::PathSettings>> settings =
      snapshot_->path_settings(site.id, path);
  if (!settings.ok()) {
    return settings.error();
  }
  const auto owner = std::find_if(sites_.begin(), sites_.end(),
                                  [&](const auto& s) { return s->settings == &site; });
  const Site& holder = **owner;
  // IMetadataInfo tells the virtual directory: each has a scope of its own.
  const config::UrlMatch matched = config::match_url(site, path);
  const ScopeKey key(settings.value().get(), matched.virtual_directory);
  base::MutexLock lock(mutex_);
  if (const auto known = scopes_.find(key); known != scopes_.end()) {
    return known->second.get();
  }
  base::Result<std::unique_ptr<native::UrlScope>> made = compile(holder, settings.take(), matched);
  if (!made.ok()) {
    return made.error();
  }
  const native::UrlScope* result = made.value().get();
  scopes_.emplace(key, made.take());
  return result;
}

base::Result<std::unique_ptr<native::UrlScope>> SiteTable::compile(
    const Site& site, std::shared_ptr<const config::PathSettings> settings,
    const config::UrlMatch& matched) const {
  auto scope = std::make_unique<native::UrlScope>();
  const auto application =
      static_cast<std::size_t>(matched.application - site.settings->applications.data());
  scope->site = site.object.get();
  scope->application = site.applications[application].get();
  scope->site_settings = site.settings;
  scope->application_settings = matched.application;
  std::vector<const pipeline::ModuleRecord*> modules;
  for (const config::ModuleEntry& entry : settings->modules->entries) {
    if (!entry.type.empty() || !modules_.satisfies(entry.pre_condition)) {
      continue;  // managed modules have no host here
    }
    if (modules_.is_left_out(entry.name)) {
      continue;
    }
    const pipeline::ModuleRecord* record = modules_.find(entry.name);
    if (record == nullptr) {
      return base::Error{fmt::format(
          "{}: module \"{}\" is in <modules> but not in <globalModules>; add it there, or take it "
          "out here",
          entry.position.to_string(), entry.name)};
    }
    modules.push_back(record);
  }
  const auto resolved = site.resolved[application]->active();
  modules.insert(modules.end(), resolved.begin(), resolved.end());
  scope->plan = std::make_shared<pipeline::NotificationPlan>(std::move(modules));
  for (const config::HandlerEntry& entry : settings->handlers->entries) {
    if (entry.type.empty() && modules_.satisfies(entry.pre_condition)) {
      scope->handlers.push_back({&entry, std::make_unique<native::ScriptMapInfo>(entry), {}});
    }
  }
  scope->metadata.reset(
      new native::MetadataInfo(settings->config_path, matched.virtual_directory->physical_path));
  scope->settings = std::move(settings);
  choose_handler_modules(*scope);
  return scope;
}

void SiteTable::stop() {
  base::MutexLock lock(mutex_);
  for (const auto& [key, scope] : scopes_) {
    scope->metadata->stop();
  }
  for (const std::unique_ptr<Site>& site : sites_) {
    for (const auto& application : site->applications) {
      application->stop();
    }
    site->object->stop();
  }
  terminate_resolved();
}

// Page: IHttpModuleFactory::Terminate. One factory may stand behind several modules, and behind one
// that the loader terminates.
void SiteTable::terminate_resolved() {
  if (resolved_terminated_) {
    return;
  }
  resolved_terminated_ = true;
  std::set<IHttpModuleFactory*> seen;
  for (const auto& module : modules_.modules()) {
    seen.insert(module->record.factory);
  }
  for (const std::unique_ptr<Site>& site : sites_) {
    for (const auto& resolved : site->resolved) {
      for (IHttpModuleFactory* factory : resolved->factories()) {
        if (seen.insert(factory).second) {
          terminate_factory(*factory);
        }
      }
    }
  }
}

}  // namespace penstock::server
