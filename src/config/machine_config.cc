// MachineConfig: merges the machine level.
#include "config/machine_config.h"

#include "config/element_merger.h"

namespace penstock::config {
namespace {

// Locations are laid when a path needs them; what is wrong with one in itself shall stop the start
// all the same. Each section is tried on its defaults, since the level it belongs to is not known.
base::Result<void> check_locations(const ConfigFile& file,
                                   const SectionDeclarations& declarations) {
  for (const auto& block : file.blocks()) {
    if (block->path.empty()) continue;
    for (const SectionUse& use : block->sections) {
      const SectionDeclaration* declaration = declarations.find(use.schema->name);
      if (declaration && declaration->allow_definition == AllowDefinition::kMachineOnly) {
        return file.document().error(use.node,
                                     "section " + use.schema->name +
                                         " is not allowed in a location with a path, expected it "
                                         "at the top level of the file");
      }
      ElementMerger merger(file.document());
      auto merged = merger.merge_section(*use.schema->element.defaults, use.node, use.schema->name);
      if (!merged) return merged.error();
    }
  }
  return {};
}

}  // namespace

base::Result<MachineConfig> make_machine_config(
    const std::shared_ptr<const Schema>& schema,
    const std::vector<std::shared_ptr<const XmlDocument>>& documents) {
  MachineConfig machine;
  machine.schema = schema;
  auto declarations = std::make_shared<SectionDeclarations>(*schema);
  for (const auto& document : documents) {
    auto file = ConfigFile::make(document, *schema, *declarations, declarations.get());
    if (!file) return file.error();
    machine.files.push_back(file.take());
  }
  machine.declarations = declarations;
  LevelBuilder builder(*machine.declarations, initial_level(schema, *declarations));
  for (const auto& file : machine.files) {
    for (const ConfigBlock* block : file->blocks_at("")) {
      auto status = builder.apply(*file, *block, {true, true, false});
      if (!status) return status.error();
    }
    if (auto status = check_locations(*file, *declarations); !status) return status.error();
  }
  machine.level = builder.level();
  return machine;
}

}  // namespace penstock::config
