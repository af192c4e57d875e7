// SiteTree: the configuration of one site's URL space below the machine level. A node is a path
// with configuration of its own: the site, an application, a folder with a web.config, a path that
// a location element names. Every URL belongs to the deepest node on its way.
//
// Order of what is laid at a path, later wins: what the level above has; locations of the machine
// file for the path; locations of the web.config files above; the path's own web.config.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/thread_annotations.h"
#include "config/config_file.h"
#include "config/level_builder.h"
#include "config/machine_config.h"
#include "config/path_settings.h"
#include "config/server_settings.h"

namespace penstock::config {

class SiteTree {
 public:
  using Settings = base::Result<std::shared_ptr<const PathSettings>>;

  // All three outlive the tree; `machine_settings` are those of the machine level.
  SiteTree(const MachineConfig& machine, const SiteSettings& site,
           const PathSettings& machine_settings);
  ~SiteTree();

  Settings find(std::string_view url_path) PENSTOCK_EXCLUDES(mutex_);

 private:
  struct Node;
  struct Layer {
    std::shared_ptr<const ConfigFile> file;
    const ConfigBlock* block = nullptr;
    bool from_machine = false;
  };
  // One step of the walk down a URL path.
  struct Step;

  const Node* walk(std::string_view url_path) PENSTOCK_REQUIRES(mutex_);
  const Node* node_for(const Step& step) PENSTOCK_REQUIRES(mutex_);
  std::unique_ptr<Node> build(const Step& step) const;
  base::Result<void> lay(Node& node, const Step& step) const;
  base::Result<void> drop_private_sections(const Node& node, LevelBuilder& builder) const;
  std::vector<Layer> layers_from_above(const Node* parent, std::string_view path) const;
  bool enter_directory(Step& step, std::string_view segment) const;

  const MachineConfig& machine_;
  const SiteSettings& site_;
  const PathSettings& machine_settings_;

  base::Mutex mutex_;
  // Key: parent, path below it in lower case (locations know no case), file (folders do). All are
  // bounded by what is configured and what is on the disk, never by what clients ask for.
  using Key = std::tuple<const Node*, std::string, std::string>;
  std::map<Key, std::unique_ptr<Node>> nodes_ PENSTOCK_GUARDED_BY(mutex_);
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  // What recent URL paths came to. Bounded, and emptied when full, since clients choose the keys.
  static constexpr std::size_t kMaxRecent = 1024;
  static constexpr std::size_t kLongestRecent = 256;
  std::unordered_map<std::string, const Node*, Hash, std::equal_to<>> recent_
      PENSTOCK_GUARDED_BY(mutex_);
};

}  // namespace penstock::config
