// Snapshot: puts the layers together: schema, machine level, paths, server settings, one tree a
// site.
#include "config/snapshot.h"

#include <filesystem>
#include <optional>
#include <unordered_map>

#include "config/data_dir.h"
#include "config/machine_config.h"
#include "config/path_mapper.h"
#include "config/path_settings_reader.h"
#include "config/server_settings_reader.h"
#include "config/site_tree.h"
#include "config/xml_escape.h"

namespace penstock::config {

struct Snapshot::State {
  State(MachineConfig config, PathMapper mapper)
      : machine(std::move(config)), paths(std::move(mapper)) {}

  MachineConfig machine;
  PathMapper paths;
  std::string file;
  ServerSettings server;
  std::shared_ptr<const PathSettings> machine_settings;
  std::unordered_map<std::uint32_t, std::unique_ptr<SiteTree>> trees;
};

namespace {

using Documents = std::vector<std::shared_ptr<const XmlDocument>>;

// A folder's name as an attribute that is expanded: a '%' in it must stay one.
std::string as_attribute(std::string_view folder) {
  std::string plain;
  for (const char c : folder) {
    if (c == '%') {
      plain += "%PENSTOCK_PERCENT%";
    } else {
      plain += c;
    }
  }
  return xml_escaped(plain);
}

// One site in place of the shipped ones.
std::string folder_overlay(const std::string& folder, std::uint16_t port) {
  return "<configuration><system.applicationHost><sites><clear/>"
         "<site name=\"Default Web Site\" id=\"1\">"
         "<application path=\"/\"><virtualDirectory path=\"/\" physicalPath=\"" +
         as_attribute(folder) +
         "\"/></application><bindings><binding protocol=\"http\" bindingInformation=\"*:" +
         std::to_string(port) +
         ":\"/></bindings></site></sites></system.applicationHost></configuration>";
}

// Options over penstock/variables over the environment over defaults.
Variables collect_variables(const MachineConfig& machine, const LoadOptions& options,
                            const std::string& data_dir) {
  Variables variables = Variables::from_environment(data_dir);
  variables.set("PENSTOCK_PERCENT", "%");
  for (const auto& item : machine.section("penstock/variables").items()) {
    variables.set(item->get_string("name"), item->get_string("value"));
  }
  for (const auto& [name, value] : options.variables) variables.set(name, value);
  return variables;
}

base::Result<PathMapper> make_mapper(const MachineConfig& machine, const Variables& variables) {
  const PathMapper plain(variables, {});
  std::vector<PathMapping> mappings;
  for (const auto& item : machine.section("penstock/paths").items()) {
    auto windows =
        plain.expand(item->get_string("windows"), item->position("windows"), "attribute windows");
    if (!windows) return windows.error();
    auto local = plain.map(*item, "path");
    if (!local) return local.error();
    mappings.push_back({windows.take(), local.take()});
  }
  return PathMapper(variables, std::move(mappings));
}

}  // namespace

// Reads what load() and for_folder() share.
class SnapshotBuilder {
 public:
  explicit SnapshotBuilder(const LoadOptions& options)
      : options_(options),
        data_dir_(options.data_dir.empty() ? find_data_dir() : options.data_dir) {}

  const std::string& data_dir() const { return data_dir_; }

  base::Result<std::shared_ptr<const Snapshot>> build(const std::string& file,
                                                      std::optional<std::string> overlay) {
    if (data_dir_.empty()) {
      return base::Error{
          "the configuration schemas were not found, expected a folder with schema/*.xml named by "
          "PENSTOCK_CONFIG_DIR or beside the executable"};
    }
    auto schema = Schema::read_folder(data_dir_ + "/schema");
    if (!schema) return schema.error();
    auto status = check_required_sections(*schema.value(), data_dir_ + "/schema");
    if (!status) return status.error();
    Documents documents;
    if (status = add_documents(file, std::move(overlay), documents); !status) {
      return status.error();
    }
    auto machine = make_machine_config(schema.value(), documents);
    if (!machine) return machine.error();
    auto mapper =
        make_mapper(machine.value(), collect_variables(machine.value(), options_, data_dir_));
    if (!mapper) return mapper.error();
    auto state = std::make_unique<Snapshot::State>(machine.take(), mapper.take());
    state->file = file;
    return finish(std::move(state));
  }

 private:
  static base::Result<void> add_documents(const std::string& file,
                                          std::optional<std::string> overlay,
                                          Documents& documents) {
    auto document = XmlDocument::read(file);
    if (!document) return document.error();
    documents.push_back(document.take());
    if (!overlay) return {};
    auto laid_over = XmlDocument::parse(std::move(*overlay), "(folder as a site)");
    if (!laid_over) return laid_over.error();
    documents.push_back(laid_over.take());
    return {};
  }

  static base::Result<std::shared_ptr<const Snapshot>> finish(
      std::unique_ptr<Snapshot::State> state) {
    const auto& sections = state->machine.level.sections;
    auto server = read_server_settings(*sections, state->paths);
    if (!server) return server.error();
    state->server = server.take();
    auto settings = read_path_settings(sections, nullptr);
    settings->config_path = std::string("MACHINE/WEBROOT/APPHOST");
    settings->application_path = std::string("/");
    state->machine_settings = std::move(settings);
    for (const SiteSettings& site : state->server.sites) {
      state->trees.emplace(
          site.id, std::make_unique<SiteTree>(state->machine, site, *state->machine_settings));
    }
    return std::shared_ptr<const Snapshot>(new Snapshot(std::move(state)));
  }

  const LoadOptions& options_;
  std::string data_dir_;
};

base::Result<std::shared_ptr<const Snapshot>> Configuration::load(const std::string& path,
                                                                  const LoadOptions& options) {
  return SnapshotBuilder(options).build(path, std::nullopt);
}

base::Result<std::shared_ptr<const Snapshot>> Snapshot::for_folder(const std::string& dir,
                                                                   std::uint16_t port,
                                                                   const LoadOptions& options) {
  std::error_code code;
  const auto folder = std::filesystem::canonical(dir, code);
  if (code || !std::filesystem::is_directory(folder, code)) {
    return base::Error{dir + ": expected a folder to serve" +
                       (code ? " (" + code.message() + ")" : "")};
  }
  SnapshotBuilder builder(options);
  return builder.build(builder.data_dir() + "/applicationHost.config",
                       folder_overlay(folder.string(), port));
}

Snapshot::Snapshot(std::unique_ptr<State> state) : state_(std::move(state)) {}
Snapshot::~Snapshot() = default;

const ServerSettings& Snapshot::server() const { return state_->server; }

base::Result<std::shared_ptr<const PathSettings>> Snapshot::path_settings(
    std::uint32_t site_id, std::string_view url_path) const {
  const auto found = state_->trees.find(site_id);
  if (found != state_->trees.end()) return found->second->find(url_path);
  return base::Error{"there is no site with the id " + std::to_string(site_id)};
}

const ElementView* Snapshot::section(std::string_view name) const {
  return state_->machine.level.sections->find(name);
}

base::Result<std::string> Snapshot::module_image(const GlobalModuleSettings& module) const {
  return map_path(module.image, module.position, "attribute image of module " + module.name);
}

base::Result<std::string> Snapshot::map_path(std::string_view text, const SourcePosition& position,
                                             std::string_view what) const {
  return state_->paths.map(text, position, what);
}

std::vector<std::string> Snapshot::ignored_sections() const {
  std::vector<std::string> names;
  for (const auto& file : state_->machine.files) {
    names.insert(names.end(), file->ignored_sections().begin(), file->ignored_sections().end());
  }
  return names;
}

const std::string& Snapshot::file() const { return state_->file; }

}  // namespace penstock::config
