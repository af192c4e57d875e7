// Runs a function for each index from several threads, with a line of progress on a terminal.
// port_check.cc compiles and tries with it.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace penstock::cli {

// Returns when all are done; after a stop signal the rest is left out. `label` ("compile") is shown
// with the count on standard error if that is a terminal.
void run_jobs(std::size_t threads, std::size_t count, const std::string& label,
              const std::function<void(std::size_t)>& job);

}  // namespace penstock::cli
