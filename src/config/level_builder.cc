// LevelBuilder: copy-on-write of the level above; the lock rules of allowDefinition and
// overrideMode.
#include "config/level_builder.h"

#include "config/element_merger.h"

namespace penstock::config {

base::Result<void> LevelBuilder::apply(const ConfigFile& file, const ConfigBlock& block,
                                       const Place& place) {
  for (const SectionUse& use : block.sections) {
    if (auto status = check_allowed(file, use, place); !status) return status;
    if (auto status = apply_section(file, use); !status) return status;
    if (block.override_mode != OverrideMode::kInherit) {
      set_lock(use.schema->index, {block.override_mode == OverrideMode::kDeny, block.position});
    }
  }
  return {};
}

base::Result<void> LevelBuilder::apply_section(const ConfigFile& file, const SectionUse& use) {
  ElementMerger merger(file.document());
  auto merged =
      merger.merge_section(*level_.sections->at(use.schema->index), use.node, use.schema->name);
  if (!merged) return merged.error();
  own_sections().set(use.schema->index, merged.take());
  return {};
}

void LevelBuilder::reset_section(std::size_t section, const MergedSections& from) {
  own_sections().set(section, from.at(section));
}

base::Result<void> LevelBuilder::check_allowed(const ConfigFile& file, const SectionUse& use,
                                               const Place& place) const {
  const SectionDeclaration* declaration = declarations_.find(use.schema->name);
  const std::string name = "section " + use.schema->name;
  const AllowDefinition allow =
      declaration ? declaration->allow_definition : use.schema->allow_definition;
  if (allow == AllowDefinition::kMachineOnly && !place.machine_level) {
    return file.document().error(use.node, name +
                                               " is not allowed here, expected it at the top "
                                               "level of applicationHost.config");
  }
  if (place.machine_file) return {};
  if (allow == AllowDefinition::kMachineToRootWeb) {
    return file.document().error(use.node, name +
                                               " is not allowed here, expected it in "
                                               "applicationHost.config");
  }
  if (allow == AllowDefinition::kMachineToApplication && !place.application_root) {
    return file.document().error(use.node, name + " is not allowed below an application's root");
  }
  const SectionLock& lock = (*level_.locks)[use.schema->index];
  if (!lock.denied || lock.position.file == file.document().shared_name()) return {};
  const std::string by =
      lock.position.known() ? lock.position.to_string() : std::string("its schema");
  return file.document().error(
      use.node, name + " is locked at a higher level by " + by +
                    " (overrideMode Deny); set it there, or unlock it with <location "
                    "overrideMode=\"Allow\">");
}

MergedSections& LevelBuilder::own_sections() {
  if (!own_sections_) {
    own_sections_ = std::make_shared<MergedSections>(*level_.sections);
    level_.sections = own_sections_;
  }
  return *own_sections_;
}

void LevelBuilder::set_lock(std::size_t section, SectionLock lock) {
  if (!own_locks_) {
    own_locks_ = std::make_shared<SectionLocks>(*level_.locks);
    level_.locks = own_locks_;
  }
  (*own_locks_)[section] = std::move(lock);
}

Level initial_level(std::shared_ptr<const Schema> schema, const SectionDeclarations& declarations) {
  auto locks = std::make_shared<SectionLocks>(schema->sections().size());
  for (const auto& section : schema->sections()) {
    const SectionDeclaration* declaration = declarations.find(section->name);
    const OverrideMode mode = declaration ? declaration->override_mode : section->override_mode;
    SectionLock& lock = (*locks)[section->index];
    lock.denied = mode == OverrideMode::kDeny;
    if (declaration) lock.position = declaration->position;
  }
  return {std::make_shared<const MergedSections>(std::move(schema)), std::move(locks)};
}

}  // namespace penstock::config
