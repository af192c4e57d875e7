// Turns merged sections into PathSettings. Parts whose section is the same as the parent's are
// shared with it, not read again.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "config/merged_sections.h"
#include "config/path_settings.h"

namespace penstock::config {

// `parent` may be null (the machine level). Never fails on what the schema has checked.
std::shared_ptr<PathSettings> read_path_settings(std::shared_ptr<const MergedSections> sections,
                                                 const PathSettings* parent);

// Every section and attribute that typed settings are read from is in the schema: a start with a
// wrong schema folder fails with a message.
base::Result<void> check_required_sections(const Schema& schema, std::string_view folder);

}  // namespace penstock::config
