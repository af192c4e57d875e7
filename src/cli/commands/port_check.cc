// penstock port-check: compiles, links, loads and tries module sources, and says for each how far
// it comes and what it lacks. The steps are in cli/port.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>

#include "cli/commands/commands.h"
#include "cli/port/compiler.h"
#include "cli/port/jobs.h"
#include "cli/port/module_groups.h"
#include "cli/port/report.h"
#include "cli/port/run_process.h"
#include "cli/port/scratch_folder.h"
#include "cli/port/staging.h"
#include "cli/port/trial.h"
#include "cli/terminal.h"
#include "server/elf_file.h"

namespace penstock::cli {
namespace {

namespace fs = std::filesystem;

struct PortOptions {
  std::vector<std::string> paths;
  std::vector<std::string> includes;
  std::vector<std::string> defines;
  std::string compiler = "c++";
  std::string sdk;
  std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
  unsigned timeout = 10;
  bool json = false;
};

// One run of the command.
struct Check {
  const PortOptions& options;
  ScratchFolder scratch;
  CompileSettings settings;
  std::vector<Unit> units;
  std::vector<CheckedModule> modules;
};

base::Result<void> find_tools(Check& check) {
  const fs::path sdk = check.options.sdk.empty() ? find_sdk() : fs::absolute(check.options.sdk);
  std::error_code code;
  if (!fs::is_regular_file(sdk / "httpserv.h", code)) {
    return base::Error{"the SDK's headers are not found; give their folder with --sdk"};
  }
  if (check.scratch.path().empty()) {
    return base::Error{"no temporary folder can be made"};
  }
  check.settings = {
      check.options.compiler, {sdk.lexically_normal()}, win32_library(), check.options.defines};
  return {};
}

base::Result<void> stage_units(Check& check) {
  base::Result<std::vector<fs::path>> system = system_folders(check.options.compiler);
  if (!system.ok()) {
    return system.error();
  }
  std::vector<fs::path> own;
  for (const std::string& include : check.options.includes) {
    own.push_back(fs::absolute(include).lexically_normal());
  }
  std::vector<fs::path> given = check.settings.sdk;
  given.insert(given.end(), system.value().begin(), system.value().end());
  Staging staging(check.scratch.path() / "sources", own, given);
  for (std::size_t i = 0; i < check.units.size(); ++i) {
    Unit& unit = check.units[i];
    unit.staged = staging.stage(unit.source);
    unit.object = check.scratch.path() / (std::to_string(i) + ".o");
    if (unit.staged.empty()) {
      return base::Error{unit.source.string() + ": cannot be read"};
    }
  }
  return {};
}

void compile(const Check& check, Unit& unit) {
  CompileResult result = compile_unit(check.settings, unit.staged, unit.object);
  unit.compiles = result.compiles;
  unit.standard = result.standard;
  unit.missing = std::move(result.missing);
  if (!unit.compiles) {
    unit.defines_entry = mentions_entry(unit.source);
    return;
  }
  const std::optional<server::ElfFile> object = server::read_elf_file(unit.object);
  unit.defines_entry =
      object.has_value() && std::find(object->defined.begin(), object->defined.end(),
                                      "RegisterModule") != object->defined.end();
}

// What the module is linked of: its objects, and an archive of those it may take from.
std::vector<fs::path> link_inputs(const Check& check, const CheckedModule& module,
                                  const fs::path& archive) {
  std::vector<fs::path> inputs;
  std::vector<fs::path> shared;
  for (const std::size_t unit : module.units) {
    inputs.push_back(check.units[unit].object);
  }
  for (const std::size_t unit : module.shared) {
    if (check.units[unit].compiles) {
      shared.push_back(check.units[unit].object);
    }
  }
  if (!shared.empty() && make_archive(shared, archive)) {
    inputs.push_back(archive);
  }
  return inputs;
}

void link_and_try(const Check& check, std::size_t index, CheckedModule& module) {
  module.compiles = true;
  for (const std::size_t unit : module.units) {
    module.compiles = module.compiles && check.units[unit].compiles;
    add_findings(module.missing, check.units[unit].missing);
  }
  if (!module.compiles || !module.is_module) {
    return;
  }
  const fs::path folder = check.scratch.path() / ("module-" + std::to_string(index));
  std::error_code code;
  fs::create_directories(folder, code);
  const fs::path library = folder / "module.so";
  LinkResult linked =
      link_module(check.settings, link_inputs(check, module, folder / "shared.a"), library);
  module.links = linked.links;
  add_findings(module.missing, linked.missing);
  if (module.links) {
    try_module(module, library, folder, std::chrono::seconds(check.options.timeout));
  }
  fs::remove_all(folder, code);
}

void show(const Check& check) {
  const bool colours = !check.options.json && output_is_terminal();
  for (const CheckedModule& module : check.modules) {
    if (check.options.json) {
      std::printf("%s\n", json_report(module, check.units).c_str());
    } else {
      std::printf("%s", human_report(module, check.units, colours).c_str());
    }
  }
  if (check.options.json) {
    std::printf("%s\n", json_summary(check.modules, check.units).c_str());
  } else {
    std::printf("%s", human_summary(check.modules, check.units).c_str());
  }
}

int port_check(const PortOptions& options) {
  catch_stop_signals();
  Check check{options, {}, {}, {}, {}};
  base::Result<std::vector<Unit>> units = find_units(options.paths);
  if (!units.ok()) {
    return fail(units.error());
  }
  check.units = units.take();
  base::Result<void> step = find_tools(check);
  if (step.ok()) {
    step = stage_units(check);
  }
  if (!step.ok()) {
    return fail(step.error());
  }
  if (check.units.empty()) {
    return fail(base::Error{"there are no C++ sources (.cpp, .cc, .cxx, .c++) in what was given"});
  }
  run_jobs(options.jobs, check.units.size(), "compile",
           [&](std::size_t i) { compile(check, check.units[i]); });
  check.modules = group_units(check.units);
  run_jobs(options.jobs, check.modules.size(), "load and try",
           [&](std::size_t i) { link_and_try(check, i, check.modules[i]); });
  if (stop_requested()) {
    return fail(base::Error{"interrupted"});
  }
  show(check);
  return std::all_of(check.modules.begin(), check.modules.end(), is_good) ? 0 : 1;
}

}  // namespace

void add_port_check(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<PortOptions>();
  CLI::App* command = app.add_subcommand(
      "port-check", "Compile, load and try the sources of modules; say what they lack");
  command->add_option("paths", options->paths, "C++ sources, or folders of them")
      ->required()
      ->check(CLI::ExistingPath)
      ->type_name("PATH");
  command->add_option("--include,-I", options->includes, "A folder of headers of the sources'")
      ->check(CLI::ExistingDirectory)
      ->type_name("DIR");
  command->add_option("--define,-D", options->defines, "A macro for every source, as UNICODE")
      ->type_name("NAME[=VALUE]");
  command->add_option("--compiler", options->compiler, "The C++ compiler")
      ->capture_default_str()
      ->type_name("PROGRAM");
  command->add_option("--sdk", options->sdk, "The SDK's headers (default: beside this program)")
      ->check(CLI::ExistingDirectory)
      ->type_name("DIR");
  command->add_option("--jobs,-j", options->jobs, "Compilers and servers at a time")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str()
      ->type_name("N");
  command
      ->add_option("--timeout", options->timeout,
                   "Seconds a module may take to register, to answer, to stop")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str()
      ->type_name("SECONDS");
  command->add_flag("--json", options->json, "One JSON object a module, then one with the summary");
  command->footer(
      "The sources of a folder are one module; if several define RegisterModule, each of these is\n"
      "one, and the others are shared. Names in #include may differ in case and have backslashes;\n"
      "UTF-16 sources are converted. Each source is compiled as C++20, else C++17, else C++14.\n"
      "Each module runs in a server of its own on 127.0.0.1 and gets one request. What is built\n"
      "goes to a temporary folder; nothing is written beside the sources. docs/porting.md tells\n"
      "what to do about what is missing.\n\n"
      "Exit code: 0 if every module answers and every other source compiles, 1 if not, 2 if the\n"
      "arguments are wrong.");
  command->callback([options, &exit_code] { exit_code = port_check(*options); });
}

}  // namespace penstock::cli
