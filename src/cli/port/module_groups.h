// From paths to units, and, when those are compiled, to modules: the sources of a folder with one
// RegisterModule are one module; with several, each of these is one, and may use the others.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/port/checked_module.h"

namespace penstock::cli {

// C++ sources among the files, and below the folders, in order and each once.
base::Result<std::vector<Unit>> find_units(const std::vector<std::string>& paths);

// Every unit belongs to some module or to an entry of its own that is none.
std::vector<CheckedModule> group_units(const std::vector<Unit>& units);

// Whether the source's text defines RegisterModule: for units without an object to look into.
bool mentions_entry(const std::filesystem::path& source);

}  // namespace penstock::cli
