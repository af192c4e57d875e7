// MergedSections: see the header.
#include "config/merged_sections.h"

namespace penstock::config {

MergedSections::MergedSections(std::shared_ptr<const Schema> schema) : schema_(std::move(schema)) {
  views_.reserve(schema_->sections().size());
  for (const auto& section : schema_->sections()) views_.push_back(section->element.defaults);
}

const ElementView* MergedSections::find(std::string_view name) const {
  const SectionSchema* section = schema_->find(name);
  return section ? views_[section->index].get() : nullptr;
}

}  // namespace penstock::config
