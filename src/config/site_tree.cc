// SiteTree: the walk down a URL path, and the making of a node.
#include "config/site_tree.h"

#include <sys/stat.h>
#include <optional>
#include <set>

#include "base/text.h"
#include "config/path_settings_reader.h"
#include "config/url_match.h"

namespace penstock::config {
namespace {

constexpr std::size_t kMaxWebConfigSize = 4u << 20;

bool is_directory(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

// The folder's configuration file, or empty. Both spellings are common.
std::string web_config_of(const std::string& folder) {
  for (const char* name : {"/web.config", "/Web.config"}) {
    std::string path = folder + name;
    struct stat info {};
    if (::stat(path.c_str(), &info) == 0) return path;
  }
  return {};
}

// "/a/b" below "/a" as "b"; "" below itself.
std::string_view relative(std::string_view path, std::string_view base) {
  path.remove_prefix(base == "/" ? 0 : base.size());
  if (!path.empty() && path.front() == '/') path.remove_prefix(1);
  return path;
}

}  // namespace

struct SiteTree::Node {
  const Node* parent = nullptr;
  std::string path;  // "/" or "/a/b", as first asked for
  const ApplicationSettings* application = nullptr;
  std::shared_ptr<const ConfigFile> file;  // null: no web.config here
  std::vector<Layer> layers;
  // Some layer here or above, up to the site, is not inherited by child applications.
  bool has_private_layers = false;
  Level level;
  Settings settings = base::Error{};
};

struct SiteTree::Step {
  const Node* parent = nullptr;
  std::string path;
  const ApplicationSettings* application = nullptr;
  bool application_root = false;
  bool sub_dir_config = true;
  bool on_disk = false;  // `folder` exists
  std::string folder;
  std::string config_file;  // empty: none
  std::vector<Layer> layers;
};

SiteTree::SiteTree(const MachineConfig& machine, const SiteSettings& site,
                   const PathSettings& machine_settings)
    : machine_(machine), site_(site), machine_settings_(machine_settings) {}

SiteTree::~SiteTree() = default;

SiteTree::Settings SiteTree::find(std::string_view url_path) {
  base::MutexLock lock(mutex_);
  const auto found = recent_.find(url_path);
  if (found != recent_.end()) return found->second->settings;
  if (url_path.empty() || url_path.front() != '/') {
    return base::Error{"URL path \"" + std::string(url_path) +
                       "\" is not canonical, expected a "
                       "path that begins with '/'"};
  }
  const Node* node = walk(url_path);
  if (url_path.size() > kLongestRecent) return node->settings;
  if (recent_.size() >= kMaxRecent) recent_.clear();
  recent_.emplace(url_path, node);
  return node->settings;
}

const SiteTree::Node* SiteTree::walk(std::string_view url_path) {
  Step step;
  step.path = "/";
  const Node* node = nullptr;
  for (std::size_t at = 0;;) {
    const std::size_t end = std::min(url_path.find('/', at), url_path.size());
    const std::string_view segment = url_path.substr(at, end - at);
    if (at == 0 || !segment.empty()) {
      step.parent = node;
      const bool has_own = enter_directory(step, segment);
      if (has_own) node = node_for(step);
      // A bad file makes everything below it unreadable too.
      if (!node->settings) return node;
    }
    if (end == url_path.size()) return node;
    at = end + 1;
  }
}

// Moves the step to the next segment; whether the path has configuration of its own.
bool SiteTree::enter_directory(Step& step, std::string_view segment) const {
  if (!segment.empty()) step.path.append(step.path == "/" ? "" : "/").append(segment);
  const UrlMatch match = match_url(site_, step.path);
  step.application_root = match.application != step.application;
  step.application = match.application;
  if (match.rest.empty()) {
    step.folder = match.virtual_directory->physical_path;
    step.sub_dir_config = match.virtual_directory->allow_sub_dir_config;
    step.on_disk = is_directory(step.folder);
  } else if (step.on_disk) {
    // A segment that climbs ends the walk on disk; canonical paths have none.
    step.folder.append("/").append(segment);
    step.on_disk = segment != ".." && segment != "." && is_directory(step.folder);
  }
  const bool may_have_file = step.on_disk && (step.sub_dir_config || match.rest.empty());
  step.config_file = may_have_file ? web_config_of(step.folder) : std::string();
  step.layers = layers_from_above(step.parent, step.path);
  return step.parent == nullptr || step.application_root || !step.config_file.empty() ||
         !step.layers.empty();
}

// The location blocks for a path: the machine files' first, then each web.config's, outermost
// first.
std::vector<SiteTree::Layer> SiteTree::layers_from_above(const Node* parent,
                                                         std::string_view path) const {
  std::vector<Layer> layers;
  const std::string in_machine = site_.name + (path == "/" ? std::string() : std::string(path));
  for (const auto& file : machine_.files) {
    for (const ConfigBlock* block : file->blocks_at(in_machine)) {
      layers.push_back({file, block, true});
    }
  }
  std::vector<const Node*> chain;
  for (const Node* node = parent; node; node = node->parent) chain.push_back(node);
  for (auto node = chain.rbegin(); node != chain.rend(); ++node) {
    if (!(*node)->file) continue;
    for (const ConfigBlock* block : (*node)->file->blocks_at(relative(path, (*node)->path))) {
      layers.push_back({(*node)->file, block, false});
    }
  }
  return layers;
}

const SiteTree::Node* SiteTree::node_for(const Step& step) {
  Key key(step.parent, base::ascii_lower(step.path), step.config_file);
  const auto found = nodes_.find(key);
  if (found != nodes_.end()) return found->second.get();
  auto node = build(step);
  const Node* made = node.get();
  nodes_.emplace(std::move(key), std::move(node));
  return made;
}

std::unique_ptr<SiteTree::Node> SiteTree::build(const Step& step) const {
  auto node = std::make_unique<Node>();
  node->parent = step.parent;
  node->path = step.path;
  node->application = step.application;
  node->layers = step.layers;
  if (auto status = lay(*node, step); !status) {
    node->settings = status.error();
    return node;
  }
  const PathSettings* above = &machine_settings_;
  if (step.parent) above = step.parent->settings.value().get();
  auto settings = read_path_settings(node->level.sections, above);
  settings->config_path =
      "MACHINE/WEBROOT/APPHOST/" + site_.name + (step.path == "/" ? std::string() : step.path);
  settings->application_path = step.application->path;
  node->settings = std::shared_ptr<const PathSettings>(std::move(settings));
  return node;
}

base::Result<void> SiteTree::lay(Node& node, const Step& step) const {
  if (!step.config_file.empty()) {
    auto text = read_text_file(step.config_file, kMaxWebConfigSize);
    if (!text) return text.error();
    auto document = XmlDocument::parse(text.take(), step.config_file);
    if (!document) return document.error();
    auto file = ConfigFile::make(document.take(), *machine_.schema, *machine_.declarations);
    if (!file) return file.error();
    node.file = file.take();
    for (const ConfigBlock* block : node.file->blocks_at("")) {
      node.layers.push_back({node.file, block, false});
    }
  }
  LevelBuilder builder(*machine_.declarations, node.parent ? node.parent->level : machine_.level);
  if (node.parent && node.parent->application != node.application) {
    if (auto status = drop_private_sections(node, builder); !status) return status;
  } else if (node.parent) {
    node.has_private_layers = node.parent->has_private_layers;
  }
  for (const Layer& layer : node.layers) {
    const LevelBuilder::Place place{layer.from_machine, false, step.application_root};
    auto status = builder.apply(*layer.file, *layer.block, place);
    if (!status) return status;
    if (!layer.block->inherit_in_child_applications) node.has_private_layers = true;
  }
  node.level = builder.level();
  return {};
}

// inheritInChildApplications="false" above a new application: the sections concerned are made
// again from the machine level, without those layers.
base::Result<void> SiteTree::drop_private_sections(const Node& node, LevelBuilder& builder) const {
  std::vector<const Node*> chain;
  bool any = false;
  for (const Node* above = node.parent; above; above = above->parent) {
    chain.insert(chain.begin(), above);
    any = any || above->has_private_layers;
  }
  if (!any) return {};
  std::set<const SectionSchema*> concerned;
  for (const Node* above : chain) {
    for (const Layer& layer : above->layers) {
      if (layer.block->inherit_in_child_applications) continue;
      for (const SectionUse& use : layer.block->sections) concerned.insert(use.schema);
    }
  }
  for (const SectionSchema* section : concerned) {
    builder.reset_section(section->index, *machine_.level.sections);
    for (const Node* above : chain) {
      for (const Layer& layer : above->layers) {
        if (!layer.block->inherit_in_child_applications) continue;
        for (const SectionUse& use : layer.block->sections) {
          if (use.schema != section) continue;
          if (auto status = builder.apply_section(*layer.file, use); !status) return status;
        }
      }
    }
  }
  return {};
}

}  // namespace penstock::config
