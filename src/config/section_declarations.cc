// SectionDeclarations: nested sectionGroup elements flattened to "group/section" names.
#include "config/section_declarations.h"

#include "base/text.h"

namespace penstock::config {

SectionDeclarations::SectionDeclarations(const Schema& schema) {
  for (const auto& section : schema.sections()) {
    by_name_[base::ascii_lower(section->name)] = {section->allow_definition, section->override_mode,
                                                  SourcePosition{}};
  }
}

base::Result<void> SectionDeclarations::read(const XmlDocument& document,
                                             pugi::xml_node config_sections) {
  return read_group(document, config_sections, "");
}

base::Result<void> SectionDeclarations::read_group(const XmlDocument& document,
                                                   pugi::xml_node group,
                                                   const std::string& prefix) {
  for (const pugi::xml_node child : group.children()) {
    if (child.type() != pugi::node_element) continue;
    const std::string_view kind = child.name();
    base::Result<void> status;
    if (kind == "section") {
      status = read_section(document, child, prefix);
    } else if (kind == "sectionGroup") {
      const std::string name = prefix + base::ascii_lower(child.attribute("name").value());
      if (name.size() == prefix.size()) {
        return document.error(child, "<sectionGroup> lacks its required attribute \"name\"");
      }
      groups_[name] = true;
      status = read_group(document, child, name + "/");
    } else if (kind != "clear" && kind != "remove") {
      return document.error(child, "unexpected element <" + std::string(kind) +
                                       "> in <configSections>, expected section or sectionGroup");
    }
    if (!status) return status;
  }
  return {};
}

base::Result<void> SectionDeclarations::read_section(const XmlDocument& document,
                                                     pugi::xml_node section,
                                                     const std::string& prefix) {
  const std::string_view name = section.attribute("name").value();
  if (name.empty()) {
    return document.error(section, "<section> lacks its required attribute \"name\"");
  }
  SectionDeclaration& declaration = by_name_[prefix + base::ascii_lower(name)];
  declaration.position = document.position(section);
  if (const auto attribute = section.attribute("allowDefinition")) {
    auto allow = parse_allow_definition(attribute.value());
    if (!allow) {
      return document.error(attribute, "attribute \"allowDefinition\" is \"" +
                                           std::string(attribute.value()) + "\", " +
                                           allow.error().message);
    }
    declaration.allow_definition = allow.value();
  }
  if (const auto attribute = section.attribute("overrideModeDefault")) {
    auto mode = parse_override_mode(attribute.value());
    if (!mode) {
      return document.error(attribute, "attribute \"overrideModeDefault\" is \"" +
                                           std::string(attribute.value()) + "\", " +
                                           mode.error().message);
    }
    declaration.override_mode =
        mode.value() == OverrideMode::kInherit ? OverrideMode::kAllow : mode.value();
  }
  return {};
}

const SectionDeclaration* SectionDeclarations::find(std::string_view name) const {
  const auto found = by_name_.find(base::ascii_lower(name));
  return found == by_name_.end() ? nullptr : &found->second;
}

bool SectionDeclarations::is_group(std::string_view name) const {
  return groups_.count(base::ascii_lower(name)) != 0;
}

}  // namespace penstock::config
