// What a check found, for people and as JSON lines. Counts are over everything checked.
#pragma once

#include <string>
#include <vector>

#include "cli/port/checked_module.h"

namespace penstock::cli {

// "c++20" or, with units of several standards, "c++14, c++20".
std::string standards_of(const CheckedModule& module, const std::vector<Unit>& units);

// One entry: a line, and one for each thing missing. ANSI colours if `colours`.
std::string human_report(const CheckedModule& module, const std::vector<Unit>& units, bool colours);
std::string human_summary(const std::vector<CheckedModule>& modules,
                          const std::vector<Unit>& units);

// One object each, without line ends.
std::string json_report(const CheckedModule& module, const std::vector<Unit>& units);
std::string json_summary(const std::vector<CheckedModule>& modules, const std::vector<Unit>& units);

// Modules answer, and units that belong to none compile.
bool is_good(const CheckedModule& module);

}  // namespace penstock::cli
