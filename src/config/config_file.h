// ConfigFile: one applicationHost.config or web.config, taken apart into blocks: what stands
// directly under <configuration>, and each <location>. Sections are found and named here, their
// contents are read by element_merger.h when a path needs them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "config/schema.h"
#include "config/section_declarations.h"
#include "config/xml_document.h"

namespace penstock::config {

struct SectionUse {
  const SectionSchema* schema = nullptr;
  pugi::xml_node node;
};

// The body of a file, or one of its location elements.
struct ConfigBlock {
  std::string path;  // relative to the file's own path, without outer slashes; empty: that path
  OverrideMode override_mode = OverrideMode::kInherit;
  bool inherit_in_child_applications = true;
  std::vector<SectionUse> sections;
  SourcePosition position;
};

class ConfigFile {
 public:
  // `declarations` are the machine file's; a web.config's own are read for their names only.
  // With `declares` set, the file's <configSections> are added to it (the machine file).
  static base::Result<std::shared_ptr<const ConfigFile>> make(
      std::shared_ptr<const XmlDocument> document, const Schema& schema,
      const SectionDeclarations& declarations, SectionDeclarations* declares = nullptr);

  const XmlDocument& document() const { return *document_; }
  // The blocks for a path relative to the file's own ("" for that path itself), in file order.
  const std::vector<const ConfigBlock*>& blocks_at(std::string_view relative_path) const;
  const std::vector<std::unique_ptr<ConfigBlock>>& blocks() const { return blocks_; }
  // Declared sections for which there is no schema: accepted, without effect.
  const std::vector<std::string>& ignored_sections() const { return ignored_; }

 private:
  explicit ConfigFile(std::shared_ptr<const XmlDocument> document)
      : document_(std::move(document)) {}

  friend class ConfigFileReader;

  std::shared_ptr<const XmlDocument> document_;
  std::vector<std::unique_ptr<ConfigBlock>> blocks_;
  std::unordered_map<std::string, std::vector<const ConfigBlock*>> by_path_;  // lower case
  std::vector<std::string> ignored_;
};

}  // namespace penstock::config
