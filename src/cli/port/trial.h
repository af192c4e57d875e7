// A module tried out: a server of its own on a free port of the loopback address, in a child
// process with a temporary configuration, gets one request. Every wait is bounded.
#pragma once

#include <chrono>
#include <filesystem>

#include "cli/port/checked_module.h"

namespace penstock::cli {

// Fills in loads, registers, answers, status and why. `folder` is the trial's own.
void try_module(CheckedModule& module, const std::filesystem::path& library,
                const std::filesystem::path& folder, std::chrono::seconds limit);

}  // namespace penstock::cli
