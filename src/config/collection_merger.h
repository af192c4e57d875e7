// CollectionMerger: the add, remove and clear elements of one configured element, laid over the
// inherited items. Used by element_merger.cc alone.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "config/element_merger.h"

namespace penstock::config {

bool is_collection_element(const CollectionSchema& collection, std::string_view name);

class CollectionMerger {
 public:
  CollectionMerger(ElementMerger& elements, const XmlDocument& document, ElementView& view,
                   const DefaultsScope& scope);

  // The collection elements of `node`, in order.
  base::Result<void> apply(pugi::xml_node node);

 private:
  using Item = std::shared_ptr<const ElementView>;

  base::Result<void> apply_one(pugi::xml_node child);
  base::Result<void> add(pugi::xml_node child);
  base::Result<void> remove(pugi::xml_node child);
  base::Result<void> clear(pugi::xml_node child);
  base::Result<void> take_away(std::size_t slot, pugi::xml_node child);
  base::Result<std::string> key_to_remove(pugi::xml_node child) const;
  void index_inherited();
  void store();

  ElementMerger& elements_;
  const XmlDocument& document_;
  ElementView& view_;
  const CollectionSchema& schema_;
  const DefaultsScope& scope_;
  std::vector<Item> slots_;  // inherited items, then added ones; null: taken away
  std::size_t inherited_ = 0;
  std::unordered_map<std::string, std::size_t> by_key_;
};

}  // namespace penstock::config
