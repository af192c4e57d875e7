// What is checked and what came out: units are compiled, modules are made of them. Filled step by
// step: module_groups.cc finds, compiler.cc compiles and links, trial.cc runs, report.cc shows.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/port/diagnostics.h"

namespace penstock::cli {

struct Unit {
  std::filesystem::path source;
  std::filesystem::path staged;
  std::filesystem::path object;
  bool compiles = false;
  bool defines_entry = false;  // RegisterModule
  std::string standard;
  std::vector<Finding> missing;
};

// The furthest it came; each step needs the one before it.
struct CheckedModule {
  std::filesystem::path name;       // its main source, or the folder of its sources
  std::vector<std::size_t> units;   // by index into the units of the check
  std::vector<std::size_t> shared;  // units of the folder that several modules may take from
  bool is_module = true;            // false: sources without RegisterModule, compiled and no more
  bool compiles = false;
  bool links = false;
  bool loads = false;
  bool registers = false;
  bool answers = false;
  int status = 0;   // of the answer
  std::string why;  // what went wrong after linking
  std::vector<Finding> missing;
};

}  // namespace penstock::cli
