// CollectionMerger. An item is known by its keys: each isUniqueKey attribute by itself, and the
// isCombinedKey attributes together. A new item with a key that is there already is an error, as in
// the original; removing what is not there is not.
#include "config/collection_merger.h"

#include <algorithm>

#include "base/text.h"
#include "config/element_lock_check.h"
#include "config/message.h"

namespace penstock::config {
namespace {

// A number keyed by its value, a text by its letters.
std::string key_text(const AttributeSchema& attribute, const std::string& text,
                     std::int64_t number) {
  if (attribute.rule.type != ValueType::kString) return std::to_string(number);
  return attribute.case_sensitive ? text : base::ascii_lower(text);
}

std::string unique_key(std::size_t index, const std::string& text) {
  return std::to_string(index) + "=" + text;
}

// The keys of an item; a unique key that is not given (a site without id) is none.
std::vector<std::string> keys_of(const ElementView& item) {
  std::vector<std::string> keys;
  std::string combined;
  bool has_combined = false;
  const auto& attributes = item.schema().attributes;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const AttributeSchema& attribute = attributes[i];
    if (!attribute.unique_key && !attribute.combined_key) continue;
    const std::string text =
        key_text(attribute, item.get_string(attribute.name), item.get_int64(attribute.name));
    if (attribute.unique_key && (item.is_set(attribute.name) || attribute.has_default)) {
      keys.push_back(unique_key(i, text));
    }
    if (attribute.combined_key) {
      has_combined = true;
      combined += text + '\0';
    }
  }
  if (has_combined) keys.push_back("&" + combined);
  return keys;
}

std::string describe_keys(const ElementView& item) {
  std::string text;
  for (const AttributeSchema& attribute : item.schema().attributes) {
    if (!attribute.unique_key && !attribute.combined_key) continue;
    if (!item.is_set(attribute.name)) continue;
    text += " " + attribute.name + "=\"" + item.get_string(attribute.name) + "\"";
  }
  return text;
}

}  // namespace

bool is_collection_element(const CollectionSchema& collection, std::string_view name) {
  return collection.adds(name) ||
         (!collection.remove_name.empty() && base::ascii_iequals(collection.remove_name, name)) ||
         (!collection.clear_name.empty() && base::ascii_iequals(collection.clear_name, name));
}

CollectionMerger::CollectionMerger(ElementMerger& elements, const XmlDocument& document,
                                   ElementView& view, const DefaultsScope& scope)
    : elements_(elements),
      document_(document),
      view_(view),
      schema_(*view.schema().collection),
      scope_(scope) {}

base::Result<void> CollectionMerger::apply(pugi::xml_node node) {
  bool any = false;
  for (const pugi::xml_node child : node.children()) {
    if (child.type() != pugi::node_element || !is_collection_element(schema_, child.name())) {
      continue;
    }
    // A child element of the schema wins over a collection element of the same name.
    if (view_.schema().child_index(child.name()) != ElementSchema::kNone) continue;
    if (!any) index_inherited();
    any = true;
    if (auto status = apply_one(child); !status) return status;
  }
  if (any) store();
  return {};
}

base::Result<void> CollectionMerger::apply_one(pugi::xml_node child) {
  const ElementLockCheck locks(view_, document_);
  if (auto status = locks.check_child(child); !status) return status;
  if (schema_.adds(child.name())) return add(child);
  if (base::ascii_iequals(schema_.remove_name, child.name())) return remove(child);
  return clear(child);
}

base::Result<void> CollectionMerger::add(pugi::xml_node child) {
  auto item = std::make_shared<ElementView>(schema_.item);
  if (schema_.add_names.size() > 1) item->name_ = child.name();
  if (!schema_.default_element.empty()) {
    std::vector<const ElementView*> defaults;
    for (const DefaultsScope* scope = &scope_; scope; scope = scope->outer) {
      if (scope->view->schema().child_index(schema_.default_element) != ElementSchema::kNone) {
        defaults.push_back(&scope->view->child(schema_.default_element));
      }
    }
    for (auto each = defaults.rbegin(); each != defaults.rend(); ++each) {
      overlay_defaults(**each, *item);
    }
  }
  if (auto status = elements_.apply(*item, child, &scope_); !status) return status;
  if (auto status = elements_.check_required(*item, child); !status) return status;
  if (!schema_.allow_duplicates) {
    for (const std::string& key : keys_of(*item)) {
      const auto [place, fresh] = by_key_.emplace(key, slots_.size());
      if (fresh) continue;
      return document_.error(child, "duplicate <" + std::string(child.name()) +
                                        describe_keys(*item) + ">, already added at " +
                                        slots_[place->second]->position().to_string());
    }
  }
  slots_.push_back(std::move(item));
  return {};
}

base::Result<void> CollectionMerger::remove(pugi::xml_node child) {
  auto key = key_to_remove(child);
  if (!key) return key.error();
  if (!schema_.allow_duplicates) {
    const auto found = by_key_.find(key.value());
    return found == by_key_.end() ? base::Result<void>() : take_away(found->second, child);
  }
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    if (!slots_[slot]) continue;
    const auto keys = keys_of(*slots_[slot]);
    if (std::find(keys.begin(), keys.end(), key.value()) == keys.end()) continue;
    if (auto status = take_away(slot, child); !status) return status;
  }
  return {};
}

base::Result<void> CollectionMerger::clear(pugi::xml_node child) {
  if (const auto attribute = child.first_attribute()) {
    return document_.error(attribute, "unexpected attribute of <clear>, expected none");
  }
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    if (!slots_[slot]) continue;
    if (auto status = take_away(slot, child); !status) return status;
  }
  return {};
}

base::Result<void> CollectionMerger::take_away(std::size_t slot, pugi::xml_node child) {
  const ElementLockCheck locks(*slots_[slot], document_);
  if (auto status = locks.check_removal(child); !status) return status;
  for (const std::string& key : keys_of(*slots_[slot])) by_key_.erase(key);
  slots_[slot].reset();
  return {};
}

// The one key a remove element names: a unique key given, else the combined key.
base::Result<std::string> CollectionMerger::key_to_remove(pugi::xml_node child) const {
  ElementView named(schema_.item);
  if (auto status = elements_.apply(named, child, &scope_); !status) return status.error();
  std::string missing;
  bool has_combined = false;
  const auto& attributes = schema_.item.attributes;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const AttributeSchema& attribute = attributes[i];
    if (!attribute.unique_key && !attribute.combined_key) continue;
    const std::string& name = attribute.name;
    if (attribute.unique_key && named.is_set(name)) {
      return unique_key(i, key_text(attribute, named.get_string(name), named.get_int64(name)));
    }
    has_combined = has_combined || attribute.combined_key;
    if (!named.is_set(name) && !attribute.has_default) missing = name;
  }
  if (has_combined && missing.empty()) return keys_of(named).back();
  std::string message = "<";
  message.append(child.name()).append("> lacks attribute \"").append(missing);
  return document_.error(child, message + "\", expected the key of the item to remove");
}

void CollectionMerger::index_inherited() {
  slots_ = view_.items_;
  inherited_ = slots_.size();
  for (std::size_t slot = 0; slot < inherited_; ++slot) {
    for (std::string& key : keys_of(*slots_[slot])) by_key_.emplace(std::move(key), slot);
  }
}

// mergeAppend="false": what this level adds comes first, in its order.
void CollectionMerger::store() {
  view_.items_.clear();
  const auto copy = [&](std::size_t begin, std::size_t end) {
    for (std::size_t slot = begin; slot < end; ++slot) {
      if (slots_[slot]) view_.items_.push_back(std::move(slots_[slot]));
    }
  };
  if (!schema_.merge_append) copy(inherited_, slots_.size());
  copy(0, inherited_);
  if (schema_.merge_append) copy(inherited_, slots_.size());
}

}  // namespace penstock::config
