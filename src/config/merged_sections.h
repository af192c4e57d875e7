// MergedSections: the merged view of every section at one level. Levels share the views they do
// not change, so a level costs one vector of pointers.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "config/element_view.h"
#include "config/schema.h"

namespace penstock::config {

class MergedSections {
 public:
  // Every section at its schema's defaults.
  explicit MergedSections(std::shared_ptr<const Schema> schema);

  // Null when no schema declares the section.
  const ElementView* find(std::string_view name) const;

  const std::shared_ptr<const ElementView>& at(std::size_t section) const {
    return views_[section];
  }
  void set(std::size_t section, std::shared_ptr<const ElementView> view) {
    views_[section] = std::move(view);
  }
  const Schema& schema() const { return *schema_; }

 private:
  std::shared_ptr<const Schema> schema_;  // views point into it
  std::vector<std::shared_ptr<const ElementView>> views_;
};

}  // namespace penstock::config
