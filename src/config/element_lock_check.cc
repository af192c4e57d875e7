// Element-level locks: reading the lists, asking them.
#include "config/element_lock_check.h"

#include <algorithm>

#include "base/text.h"

namespace penstock::config {
namespace {

using Names = std::vector<std::string>;

bool contains(const Names& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& each) { return base::ascii_iequals(each, name); });
}

bool is_locked(bool all, const Names& names, const Names& except, std::string_view name) {
  return contains(names, name) || (all && !contains(except, name));
}

base::Error locked(const SourcePosition& where, const std::string& what, const ElementLocks& lock) {
  return base::Error{where.to_string() + ": " + what + " is locked by " +
                     lock.position.to_string()};
}

}  // namespace

bool is_lock_attribute(std::string_view name) {
  return name == "lockItem" || name == "lockAttributes" || name == "lockElements" ||
         name == "lockAllAttributesExcept" || name == "lockAllElementsExcept";
}

std::shared_ptr<const ElementLocks> read_element_locks(pugi::xml_node node,
                                                       const XmlDocument& document) {
  const bool any = std::any_of(node.attributes_begin(), node.attributes_end(),
                               [](const auto& each) { return is_lock_attribute(each.name()); });
  if (!any) return nullptr;
  auto locks = std::make_shared<ElementLocks>();
  locks->attributes = base::split_list(node.attribute("lockAttributes").value());
  locks->attributes_except = base::split_list(node.attribute("lockAllAttributesExcept").value());
  locks->elements = base::split_list(node.attribute("lockElements").value());
  locks->elements_except = base::split_list(node.attribute("lockAllElementsExcept").value());
  locks->all_attributes =
      node.attribute("lockAllAttributesExcept") || contains(locks->attributes, "*");
  locks->all_elements = node.attribute("lockAllElementsExcept") || contains(locks->elements, "*");
  locks->item = base::ascii_iequals(node.attribute("lockItem").value(), "true");
  locks->position = document.position(node);
  return locks;
}

base::Result<void> ElementLockCheck::check_element(pugi::xml_node node) const {
  for (const auto& lock : view_.locks_) {
    if (lock->position.file == document_.shared_name() || !lock->item) continue;
    return locked(document_.position(node), "element \"" + std::string(node.name()) + "\"", *lock);
  }
  return {};
}

base::Result<void> ElementLockCheck::check_attribute(pugi::xml_attribute attribute) const {
  for (const auto& lock : view_.locks_) {
    if (lock->position.file == document_.shared_name()) continue;
    if (!is_locked(lock->all_attributes, lock->attributes, lock->attributes_except,
                   attribute.name())) {
      continue;
    }
    return locked(document_.position(attribute),
                  "attribute \"" + std::string(attribute.name()) + "\"", *lock);
  }
  return {};
}

base::Result<void> ElementLockCheck::check_child(pugi::xml_node child) const {
  for (const auto& lock : view_.locks_) {
    if (lock->position.file == document_.shared_name()) continue;
    if (!is_locked(lock->all_elements, lock->elements, lock->elements_except, child.name())) {
      continue;
    }
    return locked(document_.position(child), "element \"" + std::string(child.name()) + "\"",
                  *lock);
  }
  return {};
}

base::Result<void> ElementLockCheck::check_removal(pugi::xml_node node) const {
  for (const auto& lock : view_.locks_) {
    if (lock->position.file == document_.shared_name() || !lock->item) continue;
    return locked(document_.position(node),
                  "an item of the collection that <" + std::string(node.name()) + "> takes away",
                  *lock);
  }
  return {};
}

}  // namespace penstock::config
