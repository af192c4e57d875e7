// Turns the machine level into ServerSettings, with the checks that need more than the schema:
// bindings, unique sites, every site has a root application with a root directory.
#pragma once

#include "base/result.h"
#include "config/merged_sections.h"
#include "config/path_mapper.h"
#include "config/server_settings.h"

namespace penstock::config {

base::Result<ServerSettings> read_server_settings(const MergedSections& machine,
                                                  const PathMapper& paths);

}  // namespace penstock::config
