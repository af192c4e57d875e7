// Schema completion: see the header. Defaults elements are written bare in schema files, so that no
// list of attributes is written twice.
#include "config/schema_completion.h"

#include "config/element_view.h"

namespace penstock::config {
namespace {

void copy_schema(const ElementSchema& from, ElementSchema& to);

std::unique_ptr<CollectionSchema> copy_collection(const CollectionSchema& from) {
  auto copy = std::make_unique<CollectionSchema>();
  copy->add_names = from.add_names;
  copy->remove_name = from.remove_name;
  copy->clear_name = from.clear_name;
  copy->allow_duplicates = from.allow_duplicates;
  copy->merge_append = from.merge_append;
  copy->default_element = from.default_element;
  copy_schema(from.item, copy->item);
  return copy;
}

void copy_children(const ElementSchema& from, ElementSchema& to) {
  for (const auto& child : from.children) {
    to.children.push_back(std::make_unique<ElementSchema>());
    copy_schema(*child, *to.children.back());
  }
}

void copy_schema(const ElementSchema& from, ElementSchema& to) {
  to.name = from.name;
  to.attributes = from.attributes;
  to.allow_unrecognized_attributes = from.allow_unrecognized_attributes;
  copy_children(from, to);
  if (from.collection) to.collection = copy_collection(*from.collection);
}

// An element that holds defaults for items has the items' attributes, none of them required, and
// child elements, but not the items' own collection: siteDefaults has no applications.
void copy_as_defaults(const ElementSchema& item, ElementSchema& to) {
  to.attributes = item.attributes;
  for (AttributeSchema& attribute : to.attributes) {
    attribute.required = attribute.unique_key = attribute.combined_key = false;
  }
  copy_children(item, to);
}

// The item of the first collection at or below `element` whose defaults are called `name`.
const ElementSchema* find_item_of(const ElementSchema& element, std::string_view name) {
  if (!element.collection) return nullptr;
  if (element.collection->default_element == name) return &element.collection->item;
  return find_item_of(element.collection->item, name);
}

bool is_bare(const ElementSchema& element) {
  return element.attributes.empty() && element.children.empty() && !element.collection;
}

// Innermost collections first: the defaults elements inside an item are complete before the item
// itself is copied into defaults further out.
void complete_defaults_elements(ElementSchema& element) {
  if (element.collection) complete_defaults_elements(element.collection->item);
  for (const auto& child : element.children) {
    if (!is_bare(*child)) continue;
    if (const ElementSchema* item = find_item_of(element, child->name)) {
      copy_as_defaults(*item, *child);
    }
  }
}

void make_default_views(ElementSchema& element) {
  for (const auto& child : element.children) make_default_views(*child);
  if (element.collection) make_default_views(element.collection->item);
  element.defaults = std::make_shared<const ElementView>(element);
}

}  // namespace

void complete_schema(ElementSchema& section) {
  complete_defaults_elements(section);
  make_default_views(section);
}

}  // namespace penstock::config
