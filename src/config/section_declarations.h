// SectionDeclarations: what <configSections> says of each section: where it may be configured
// (allowDefinition) and whether deeper files may change it (overrideModeDefault). What the machine
// file does not declare follows its schema.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "config/schema.h"
#include "config/xml_document.h"

namespace penstock::config {

struct SectionDeclaration {
  AllowDefinition allow_definition = AllowDefinition::kEverywhere;
  OverrideMode override_mode = OverrideMode::kAllow;
  SourcePosition position;  // unknown: from the schema
};

class SectionDeclarations {
 public:
  // One from every section of the schema.
  explicit SectionDeclarations(const Schema& schema);

  // Adds the declarations of a <configSections> element.
  base::Result<void> read(const XmlDocument& document, pugi::xml_node config_sections);

  // Null when neither a schema nor a declaration knows the section.
  const SectionDeclaration* find(std::string_view name) const;
  // Whether a declared section lies below `name`.
  bool is_group(std::string_view name) const;

 private:
  base::Result<void> read_group(const XmlDocument& document, pugi::xml_node group,
                                const std::string& prefix);
  base::Result<void> read_section(const XmlDocument& document, pugi::xml_node section,
                                  const std::string& prefix);

  std::unordered_map<std::string, SectionDeclaration> by_name_;  // lower case
  std::unordered_map<std::string, bool> groups_;                 // lower case
};

}  // namespace penstock::config
