// ElementMerger: attributes first, then child elements, then the collection, so that defaults
// elements (siteDefaults, ...) count wherever in the file they stand.
#include "config/element_merger.h"

#include "base/text.h"
#include "config/collection_merger.h"
#include "config/element_lock_check.h"
#include "config/message.h"

namespace penstock::config {
namespace {

template <typename List, typename Name>
std::string names_of(const List& list, Name name) {
  std::string names;
  for (const auto& entry : list) names += (names.empty() ? "" : ", ") + name(entry);
  return names.empty() ? "none" : names;
}

bool is_namespace_attribute(std::string_view name) {
  return name == "xmlns" || name.substr(0, 6) == "xmlns:";
}

}  // namespace

base::Result<std::shared_ptr<const ElementView>> ElementMerger::merge_section(
    const ElementView& base, pugi::xml_node node, std::string_view section_name) {
  if (const auto source = node.attribute("configSource")) {
    return document_.error(source, "section " + std::string(section_name) +
                                       ": configSource is not supported, expected the settings "
                                       "themselves in this file");
  }
  auto merged = std::make_shared<ElementView>(base);
  if (auto status = apply(*merged, node, nullptr); !status) return status.error();
  if (auto status = check_required(*merged, node); !status) return status.error();
  return std::shared_ptr<const ElementView>(std::move(merged));
}

base::Result<void> ElementMerger::apply(ElementView& view, pugi::xml_node node,
                                        const DefaultsScope* outer) {
  const ElementLockCheck locks(view, document_);
  if (auto status = locks.check_element(node); !status) return status;
  if (auto status = apply_attributes(view, node); !status) return status;
  const DefaultsScope scope{&view, outer};
  if (auto status = apply_children(view, node, scope); !status) return status;
  if (view.schema().collection) {
    auto status = CollectionMerger(*this, document_, view, scope).apply(node);
    if (!status) return status;
  }
  // Locks hold for other files only, so they may be taken last.
  if (auto lock = read_element_locks(node, document_)) view.locks_.push_back(std::move(lock));
  view.position_ = document_.position(node);
  return {};
}

base::Result<void> ElementMerger::apply_attributes(ElementView& view, pugi::xml_node node) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (is_lock_attribute(name) || is_namespace_attribute(name)) continue;
    for (pugi::xml_attribute other = node.first_attribute(); other != attribute;
         other = other.next_attribute()) {
      if (base::ascii_iequals(other.name(), name)) {
        return document_.error(attribute, "attribute " + quoted(name) + " appears twice");
      }
    }
    if (auto status = apply_attribute(view, attribute); !status) return status;
  }
  return {};
}

base::Result<void> ElementMerger::apply_attribute(ElementView& view,
                                                  pugi::xml_attribute attribute) {
  const ElementSchema& schema = view.schema();
  const std::size_t index = schema.attribute_index(attribute.name());
  if (index == ElementSchema::kNone) {
    if (!schema.allow_unrecognized_attributes) return unknown_attribute(view, attribute);
    view.unrecognized_.emplace_back(attribute.name(), attribute.value());
    return {};
  }
  const ElementLockCheck locks(view, document_);
  if (auto status = locks.check_attribute(attribute); !status) return status;
  const AttributeSchema& known = schema.attributes[index];
  auto number = parse_value(known.rule, attribute.value());
  if (!number) {
    return document_.error(attribute, "attribute " + quoted(known.name) + " of element " +
                                          quoted(schema.name) + " is " + quoted(attribute.value()) +
                                          ", " + number.error().message);
  }
  view.set({index, attribute.value(), number.value(), document_.position(attribute)});
  return {};
}

base::Result<void> ElementMerger::apply_children(ElementView& view, pugi::xml_node node,
                                                 const DefaultsScope& scope) {
  const ElementSchema& schema = view.schema();
  for (const pugi::xml_node child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      return document_.error(node, "unexpected text in element " + quoted(schema.name) +
                                       ", expected only attributes and elements");
    }
    if (child.type() != pugi::node_element) continue;
    const std::size_t index = schema.child_index(child.name());
    if (index == ElementSchema::kNone) {
      if (schema.collection && is_collection_element(*schema.collection, child.name())) continue;
      return unknown_child(view, child);
    }
    const ElementLockCheck locks(view, document_);
    if (auto status = locks.check_child(child); !status) return status;
    auto merged = std::make_shared<ElementView>(*view.children_[index]);
    if (auto status = apply(*merged, child, &scope); !status) return status;
    if (auto status = check_required(*merged, child); !status) return status;
    view.children_[index] = std::move(merged);
  }
  return {};
}

base::Result<void> ElementMerger::check_required(const ElementView& view,
                                                 pugi::xml_node node) const {
  const auto& attributes = view.schema().attributes;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    if (!attributes[i].required || attributes[i].has_default || view.find(i)) continue;
    return document_.error(node, "element " + quoted(view.name()) +
                                     " lacks its required attribute " + quoted(attributes[i].name));
  }
  return {};
}

base::Error ElementMerger::unknown_child(const ElementView& view, pugi::xml_node child) const {
  const ElementSchema& schema = view.schema();
  std::string expected = names_of(schema.children, [](const auto& known) { return known->name; });
  if (schema.collection) {
    if (schema.children.empty()) expected.clear();
    const CollectionSchema& collection = *schema.collection;
    for (const std::string& name : collection.add_names) {
      expected += (expected.empty() ? "" : ", ") + name;
    }
    if (!collection.remove_name.empty()) expected += ", " + collection.remove_name;
    if (!collection.clear_name.empty()) expected += ", " + collection.clear_name;
  }
  return document_.error(child, "unexpected element " + tag(child.name()) + " in <" + schema.name +
                                    ">, expected: " + expected);
}

base::Error ElementMerger::unknown_attribute(const ElementView& view,
                                             pugi::xml_attribute attribute) const {
  const ElementSchema& schema = view.schema();
  return document_.error(
      attribute, "unknown attribute " + quoted(attribute.name()) + " of element " +
                     quoted(schema.name) + ", expected: " +
                     names_of(schema.attributes, [](const auto& known) { return known.name; }));
}

void overlay_defaults(const ElementView& from, ElementView& to) {
  for (const ElementView::Value& value : from.values_) {
    const std::string& name = from.schema().attributes[value.attribute].name;
    const std::size_t index = to.schema().attribute_index(name);
    if (index != ElementSchema::kNone) to.set({index, value.text, value.number, value.position});
  }
  for (std::size_t i = 0; i < from.children_.size(); ++i) {
    if (from.children_[i] == from.schema().children[i]->defaults) continue;
    const std::size_t index = to.schema().child_index(from.schema().children[i]->name);
    if (index == ElementSchema::kNone) continue;
    auto merged = std::make_shared<ElementView>(*to.children_[index]);
    overlay_defaults(*from.children_[i], *merged);
    to.children_[index] = std::move(merged);
  }
  to.items_.insert(to.items_.end(), from.items_.begin(), from.items_.end());
}

}  // namespace penstock::config
