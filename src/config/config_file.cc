// ConfigFile: finds the sections. Sections of other systems (system.web, appSettings, ...) are
// passed over; an unknown one inside a group of ours is an error.
#include "config/config_file.h"

#include <algorithm>

#include "base/text.h"
#include "config/message.h"

namespace penstock::config {
namespace {

// "/a/b/" and "." as "a/b" and "".
std::string normal_location(std::string_view path) {
  path = base::trim(path);
  while (!path.empty() && path.front() == '/') path.remove_prefix(1);
  while (!path.empty() && path.back() == '/') path.remove_suffix(1);
  return path == "." ? std::string() : std::string(path);
}

}  // namespace

class ConfigFileReader {
 public:
  ConfigFileReader(ConfigFile& file, const Schema& schema, const SectionDeclarations& declarations)
      : file_(file), document_(file.document()), schema_(schema), declarations_(declarations) {}

  base::Result<void> read(SectionDeclarations* declares);

 private:
  using Status = base::Result<void>;

  Status read_location(pugi::xml_node node);
  Status read_location_attribute(pugi::xml_attribute attribute, ConfigBlock& block);
  Status read_sections(pugi::xml_node parent, const std::string& prefix, ConfigBlock& block);
  Status read_section(pugi::xml_node node, const std::string& name, ConfigBlock& block);
  bool is_declared_group(const std::string& name) const {
    return declarations_.is_group(name) || own_.is_group(name);
  }
  bool is_declared(const std::string& name) const {
    return declarations_.find(name) || own_.find(name);
  }

  ConfigFile& file_;
  const XmlDocument& document_;
  const Schema& schema_;
  const SectionDeclarations& declarations_;
  SectionDeclarations own_{Schema()};
};

base::Result<void> ConfigFileReader::read(SectionDeclarations* declares) {
  const pugi::xml_node root = document_.root();
  if (!base::ascii_iequals(root.name(), "configuration")) {
    return document_.error(root, "expected <configuration>, found " + tag(root.name()));
  }
  if (const auto sections = root.child("configSections")) {
    if (auto status = own_.read(document_, sections); !status) return status;
    if (declares) {
      if (auto status = declares->read(document_, sections); !status) return status;
    }
  }
  auto body = std::make_unique<ConfigBlock>();
  body->position = document_.position(root);
  if (auto status = read_sections(root, "", *body); !status) return status;
  file_.blocks_.push_back(std::move(body));
  for (const pugi::xml_node node : root.children("location")) {
    if (auto status = read_location(node); !status) return status;
  }
  for (const auto& block : file_.blocks_) {
    file_.by_path_[base::ascii_lower(block->path)].push_back(block.get());
  }
  return {};
}

base::Result<void> ConfigFileReader::read_location(pugi::xml_node node) {
  auto block = std::make_unique<ConfigBlock>();
  block->position = document_.position(node);
  for (const pugi::xml_attribute attribute : node.attributes()) {
    if (auto status = read_location_attribute(attribute, *block); !status) return status;
  }
  if (auto status = read_sections(node, "", *block); !status) return status;
  file_.blocks_.push_back(std::move(block));
  return {};
}

base::Result<void> ConfigFileReader::read_location_attribute(pugi::xml_attribute attribute,
                                                             ConfigBlock& block) {
  const std::string_view name = attribute.name();
  const std::string_view value = attribute.value();
  const bool yes = base::ascii_iequals(value, "true");
  if (name == "path") {
    block.path = normal_location(value);
    return {};
  }
  if (name == "overrideMode") {
    auto mode = parse_override_mode(value);
    if (mode) block.override_mode = mode.value();
    if (mode) return {};
    return document_.error(
        attribute, "attribute \"overrideMode\" is " + quoted(value) + ", " + mode.error().message);
  }
  if (name != "allowOverride" && name != "inheritInChildApplications") {
    return document_.error(attribute, "unknown attribute " + quoted(name) +
                                          " of <location>, expected path, overrideMode, "
                                          "allowOverride or inheritInChildApplications");
  }
  if (!yes && !base::ascii_iequals(value, "false")) {
    return document_.error(attribute, "attribute " + quoted(name) + " is " + quoted(value) +
                                          ", expected true or false");
  }
  if (name == "allowOverride")
    block.override_mode = yes ? OverrideMode::kAllow : OverrideMode::kDeny;
  if (name == "inheritInChildApplications") block.inherit_in_child_applications = yes;
  return {};
}

base::Result<void> ConfigFileReader::read_sections(pugi::xml_node parent, const std::string& prefix,
                                                   ConfigBlock& block) {
  for (const pugi::xml_node node : parent.children()) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      return document_.error(
          parent, "unexpected text in " + tag(parent.name()) + ", expected only elements");
    }
    if (node.type() != pugi::node_element) continue;
    const std::string name = prefix + node.name();
    if (prefix.empty() && (name == "configSections" || name == "location")) {
      if (parent == document_.root()) continue;
      return document_.error(node, "unexpected <" + name + "> in <location>");
    }
    if (auto status = read_section(node, name, block); !status) return status;
  }
  return {};
}

base::Result<void> ConfigFileReader::read_section(pugi::xml_node node, const std::string& name,
                                                  ConfigBlock& block) {
  if (const SectionSchema* section = schema_.find(name)) {
    for (const SectionUse& use : block.sections) {
      if (use.schema != section) continue;
      return document_.error(node, "section " + section->name + " appears twice, first at " +
                                       document_.position(use.node).to_string());
    }
    block.sections.push_back({section, node});
    return {};
  }
  if (schema_.is_group(name) || is_declared_group(name)) {
    return read_sections(node, name + "/", block);
  }
  const std::size_t slash = name.find('/');
  const bool ours = slash != std::string::npos && schema_.is_group(name.substr(0, slash));
  if (ours && !is_declared(name)) {
    return document_.error(node, "unknown section " + name +
                                     ", expected one that a schema file or <configSections> "
                                     "declares");
  }
  if (ours) file_.ignored_.push_back(name);
  return {};
}

base::Result<std::shared_ptr<const ConfigFile>> ConfigFile::make(
    std::shared_ptr<const XmlDocument> document, const Schema& schema,
    const SectionDeclarations& declarations, SectionDeclarations* declares) {
  std::shared_ptr<ConfigFile> file(new ConfigFile(std::move(document)));
  auto status = ConfigFileReader(*file, schema, declarations).read(declares);
  if (!status) return status.error();
  return std::shared_ptr<const ConfigFile>(std::move(file));
}

const std::vector<const ConfigBlock*>& ConfigFile::blocks_at(std::string_view relative_path) const {
  static const std::vector<const ConfigBlock*> kNone;
  const auto found = by_path_.find(base::ascii_lower(relative_path));
  return found == by_path_.end() ? kNone : found->second;
}

}  // namespace penstock::config
