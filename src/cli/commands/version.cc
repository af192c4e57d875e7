// penstock version: what this build is.
#include <cstdio>
#include <memory>

#include "cli/commands/commands.h"

namespace penstock::cli {

void add_version(CLI::App& app, int&) {
  auto json = std::make_shared<bool>(false);
  CLI::App* command = app.add_subcommand("version", "Show the version");
  command->add_flag("--json", *json, "As one JSON object");
  command->callback([json] {
    std::printf(*json ? "{\"name\":\"penstock\",\"version\":\"%s\",\"module_api\":10}\n"
                      : "penstock %s (native module API of version 10)\n",
                PENSTOCK_VERSION);
  });
}

}  // namespace penstock::cli
