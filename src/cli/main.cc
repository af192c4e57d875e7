// The command line of penstock: one subcommand a file in commands/. Exit codes: 0 done, 1 it
// failed (one line on standard error says why), 2 the arguments were wrong.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/commands/commands.h"

int main(int argc, char** argv) {
  CLI::App app("penstock: a web server for native modules", "penstock");
  app.require_subcommand(1);
  app.footer("Documentation: docs/ in the source tree. Each command has its own --help.");
  int exit_code = 0;
  penstock::cli::add_serve(app, exit_code);
  penstock::cli::add_module(app, exit_code);
  penstock::cli::add_events(app, exit_code);
  penstock::cli::add_port_check(app, exit_code);
  penstock::cli::add_version(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : 2;
  }
  return exit_code;
}
