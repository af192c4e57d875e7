// MachineConfig: schema, declarations, the machine file (and an overlay for `serve --site`) and
// the machine level merged from them. The ground every site tree stands on.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "config/config_file.h"
#include "config/level_builder.h"

namespace penstock::config {

struct MachineConfig {
  std::shared_ptr<const Schema> schema;
  std::shared_ptr<const SectionDeclarations> declarations;
  std::vector<std::shared_ptr<const ConfigFile>> files;  // in the order they are laid
  Level level;

  const ElementView& section(std::string_view name) const { return *level.sections->find(name); }
};

// Merges the documents' own level and checks the contents of every location.
base::Result<MachineConfig> make_machine_config(
    const std::shared_ptr<const Schema>& schema,
    const std::vector<std::shared_ptr<const XmlDocument>>& documents);

}  // namespace penstock::config
