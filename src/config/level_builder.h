// LevelBuilder: one level of the hierarchy (machine, site, application, directory) made from the
// level above by laying configuration blocks over it, with the section locks that decide whether a
// file may do so. site_tree.h decides which blocks, in which order.
#pragma once

#include <memory>
#include <vector>

#include "config/config_file.h"
#include "config/merged_sections.h"
#include "config/section_declarations.h"

namespace penstock::config {

// Whether a section is locked (overrideMode="Deny"), and by whom.
struct SectionLock {
  bool denied = false;
  SourcePosition position;  // unknown: by the schema
};
using SectionLocks = std::vector<SectionLock>;  // by section index

struct Level {
  std::shared_ptr<const MergedSections> sections;
  std::shared_ptr<const SectionLocks> locks;
};

class LevelBuilder {
 public:
  LevelBuilder(const SectionDeclarations& declarations, Level base)
      : declarations_(declarations), level_(std::move(base)) {}

  // Where a block is laid: the machine level, or a path that may be an application's root.
  struct Place {
    bool machine_file = false;  // the block is from the machine file: locks do not bind it
    bool machine_level = false;
    bool application_root = false;
  };

  base::Result<void> apply(const ConfigFile& file, const ConfigBlock& block, const Place& place);

  // As apply(), without checks, for one section alone: used to rebuild a section from blocks that
  // were checked when they were laid first.
  base::Result<void> apply_section(const ConfigFile& file, const SectionUse& use);
  void reset_section(std::size_t section, const MergedSections& from);

  const Level& level() const { return level_; }

 private:
  base::Result<void> check_allowed(const ConfigFile& file, const SectionUse& use,
                                   const Place& place) const;
  MergedSections& own_sections();
  void set_lock(std::size_t section, SectionLock lock);

  const SectionDeclarations& declarations_;
  Level level_;
  std::shared_ptr<MergedSections> own_sections_;  // null until this level changes something
  std::shared_ptr<SectionLocks> own_locks_;
};

// The level before any file: schema defaults, and the declared locks.
Level initial_level(std::shared_ptr<const Schema> schema, const SectionDeclarations& declarations);

}  // namespace penstock::config
