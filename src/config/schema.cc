// Schema: lookups by name. Element lists are short, so they are searched in order.
#include "config/schema.h"

#include "base/text.h"
#include "config/element_view.h"

namespace penstock::config {

ElementSchema::ElementSchema() = default;
ElementSchema::~ElementSchema() = default;

std::size_t ElementSchema::attribute_index(std::string_view attribute) const {
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    if (base::ascii_iequals(attributes[i].name, attribute)) return i;
  }
  return kNone;
}

std::size_t ElementSchema::child_index(std::string_view child) const {
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (base::ascii_iequals(children[i]->name, child)) return i;
  }
  return kNone;
}

bool CollectionSchema::adds(std::string_view element) const {
  for (const std::string& name : add_names) {
    if (base::ascii_iequals(name, element)) return true;
  }
  return false;
}

base::Result<AllowDefinition> parse_allow_definition(std::string_view text) {
  if (base::ascii_iequals(text, "Everywhere")) return AllowDefinition::kEverywhere;
  if (base::ascii_iequals(text, "MachineToApplication")) {
    return AllowDefinition::kMachineToApplication;
  }
  if (base::ascii_iequals(text, "MachineToRootWeb") ||
      base::ascii_iequals(text, "MachineToWebRoot")) {
    return AllowDefinition::kMachineToRootWeb;
  }
  if (base::ascii_iequals(text, "MachineOnly") || base::ascii_iequals(text, "AppHostOnly")) {
    return AllowDefinition::kMachineOnly;
  }
  return base::Error{
      "expected Everywhere, MachineToApplication, MachineToRootWeb, AppHostOnly or MachineOnly"};
}

base::Result<OverrideMode> parse_override_mode(std::string_view text) {
  if (base::ascii_iequals(text, "Inherit")) return OverrideMode::kInherit;
  if (base::ascii_iequals(text, "Allow")) return OverrideMode::kAllow;
  if (base::ascii_iequals(text, "Deny")) return OverrideMode::kDeny;
  return base::Error{"expected Allow, Deny or Inherit"};
}

const SectionSchema* Schema::find(std::string_view name) const {
  const auto found = by_name_.find(base::ascii_lower(name));
  return found == by_name_.end() ? nullptr : sections_[found->second].get();
}

bool Schema::is_group(std::string_view name) const {
  return groups_.count(base::ascii_lower(name)) != 0;
}

}  // namespace penstock::config
