// The subcommands of penstock; main.cc adds them all. Each stores its exit code in `exit_code`.
#pragma once

#include <CLI/CLI.hpp>

namespace penstock::cli {

void add_serve(CLI::App& app, int& exit_code);
void add_module(CLI::App& app, int& exit_code);
void add_events(CLI::App& app, int& exit_code);
void add_port_check(CLI::App& app, int& exit_code);
void add_version(CLI::App& app, int& exit_code);

}  // namespace penstock::cli
