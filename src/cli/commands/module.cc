// penstock module list|install|uninstall: the native modules of a configuration.
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/commands/commands.h"
#include "cli/terminal.h"
#include "config/data_dir.h"
#include "config/module_edit.h"
#include "config/snapshot.h"
#include "hosting/builtin_modules.h"

namespace penstock::cli {
namespace {

struct ModuleOptions {
  std::string config;
  std::string name;
  std::string image;
  bool json = false;
};

std::string config_file(const ModuleOptions& options) {
  return options.config.empty() ? config::default_config_file() : options.config;
}

int list(const ModuleOptions& options) {
  base::Result<std::shared_ptr<const config::Snapshot>> snapshot =
      config::Configuration::load(config_file(options));
  if (!snapshot.ok()) {
    return fail(snapshot.error());
  }
  nlohmann::json array = nlohmann::json::array();
  if (!options.json) {
    std::printf("%-36s %-9s %s\n", "NAME", "KIND", "IMAGE");
  }
  for (const config::GlobalModuleSettings& module : snapshot.value()->server().global_modules) {
    const bool builtin = hosting::is_builtin(module.name);
    const base::Result<std::string> image = snapshot.value()->module_image(module);
    const std::string shown = builtin ? "" : image.ok() ? image.value() : module.image;
    if (options.json) {
      array.push_back({{"name", module.name},
                       {"kind", builtin ? "built-in" : "native"},
                       {"image", shown},
                       {"preCondition", module.pre_condition}});
    } else {
      std::printf("%-36s %-9s %s\n", module.name.c_str(), builtin ? "built-in" : "native",
                  shown.c_str());
    }
  }
  if (options.json) {
    std::printf("%s\n", array.dump().c_str());
  }
  return 0;
}

int install(const ModuleOptions& options) {
  const std::string file = config_file(options);
  // Written as an absolute path: a relative one would be taken from the configuration's folder.
  const std::string image = std::filesystem::absolute(options.image).lexically_normal();
  const base::Result<void> done = config::install_module(file, options.name, image);
  if (!done.ok()) {
    return fail(done.error());
  }
  std::printf("installed %s in %s; restart the server to load it\n", options.name.c_str(),
              file.c_str());
  return 0;
}

int uninstall(const ModuleOptions& options) {
  const std::string file = config_file(options);
  const base::Result<void> done = config::uninstall_module(file, options.name);
  if (!done.ok()) {
    return fail(done.error());
  }
  std::printf("uninstalled %s from %s\n", options.name.c_str(), file.c_str());
  return 0;
}

void add_config_option(CLI::App& command, ModuleOptions& options) {
  command.add_option("--config", options.config, "applicationHost.config to read or change")
      ->check(CLI::ExistingFile)
      ->type_name("FILE");
}

}  // namespace

void add_module(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ModuleOptions>();
  CLI::App* command = app.add_subcommand("module", "List, install or uninstall native modules");
  command->require_subcommand(1);

  CLI::App* list_command = command->add_subcommand("list", "Show the modules of a configuration");
  add_config_option(*list_command, *options);
  list_command->add_flag("--json", options->json, "As a JSON array");
  list_command->callback([options, &exit_code] { exit_code = list(*options); });

  CLI::App* install_command =
      command->add_subcommand("install", "Add a module to globalModules and modules");
  add_config_option(*install_command, *options);
  install_command->add_option("name", options->name, "Name of the module")->required();
  install_command->add_option("--image", options->image, "The module's shared library")
      ->required()
      ->check(CLI::ExistingFile)
      ->type_name("FILE");
  install_command->callback([options, &exit_code] { exit_code = install(*options); });

  CLI::App* uninstall_command =
      command->add_subcommand("uninstall", "Take a module out of globalModules and modules");
  add_config_option(*uninstall_command, *options);
  uninstall_command->add_option("name", options->name, "Name of the module")->required();
  uninstall_command->callback([options, &exit_code] { exit_code = uninstall(*options); });
}

}  // namespace penstock::cli
