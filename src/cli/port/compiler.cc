// Command lines of compiler, linker and ar; see compiler.h.
#include "cli/port/compiler.h"

#include <dlfcn.h>

#include <algorithm>
#include <optional>
#include <sstream>

#include "cli/port/run_process.h"

namespace penstock::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kToolLimit{300};
// Newest first. C++17 dropped throw() lists, C++20 some conversions.
constexpr const char* kStandards[] = {"c++20", "c++17", "c++14"};

// One more file or folder cannot be there in an older standard: no use in trying.
bool lacks_header(const std::vector<Finding>& missing) {
  return std::any_of(missing.begin(), missing.end(),
                     [](const Finding& finding) { return finding.kind == "header"; });
}

CompileResult compile_as(const CompileSettings& settings, const char* standard,
                         const fs::path& source, const fs::path& object) {
  std::vector<std::string> command{
      settings.compiler,     std::string("-std=") + standard, "-x", "c++", "-c", "-fPIC", "-w",
      "-fvisibility=hidden", "-fno-diagnostics-show-caret"};
  for (const fs::path& folder : settings.sdk) {
    command.push_back("-I" + folder.string());
  }
  for (const std::string& define : settings.defines) {
    command.push_back("-D" + define);
  }
  command.insert(command.end(), {source.string(), "-o", object.string()});
  const ProcessResult done = run_process(command, "/", kToolLimit);
  CompileResult result{done.exit_code == 0, standard, {}};
  if (!result.compiles) {
    result.missing = compiler_findings(done.err);
    if (result.missing.empty()) {
      result.missing.push_back({"error", "the compiler failed: " + done.err.substr(0, 200), ""});
    }
  }
  return result;
}

}  // namespace

CompileResult compile_unit(const CompileSettings& settings, const fs::path& source,
                           const fs::path& object) {
  std::optional<CompileResult> best;
  for (const char* standard : kStandards) {
    CompileResult result = compile_as(settings, standard, source, object);
    const bool last = result.compiles || lacks_header(result.missing) || stop_requested();
    if (!best.has_value() || result.compiles || result.missing.size() < best->missing.size()) {
      best = std::move(result);
    }
    if (last) {
      break;
    }
  }
  return *best;
}

LinkResult link_module(const CompileSettings& settings, const std::vector<fs::path>& inputs,
                       const fs::path& library) {
  std::vector<std::string> command{settings.compiler, "-shared", "-Wl,-z,defs", "-o",
                                   library.string()};
  for (const fs::path& input : inputs) {
    command.push_back(input.string());
  }
  command.push_back(settings.library);
  const ProcessResult done = run_process(command, "/", kToolLimit);
  LinkResult result{done.exit_code == 0, {}};
  if (!result.links) {
    result.missing = linker_findings(done.err);
    if (result.missing.empty()) {
      result.missing.push_back({"error", "the linker failed: " + done.err.substr(0, 200), ""});
    }
  }
  return result;
}

bool make_archive(const std::vector<fs::path>& objects, const fs::path& archive) {
  std::vector<std::string> command{"ar", "rcs", archive.string()};
  for (const fs::path& object : objects) {
    command.push_back(object.string());
  }
  return run_process(command, "/", kToolLimit).exit_code == 0;
}

base::Result<std::vector<fs::path>> system_folders(const std::string& compiler) {
  const ProcessResult done =
      run_process({compiler, "-E", "-v", "-x", "c++", "/dev/null"}, "/", kToolLimit);
  if (done.exit_code != 0) {
    return base::Error{"the compiler " + compiler + " does not work: " + done.err.substr(0, 200)};
  }
  std::vector<fs::path> folders;
  std::istringstream lines(done.err);
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("search starts here:") != std::string::npos) {
      inside = true;
    } else if (line.rfind("End of search list", 0) == 0) {
      inside = false;
    } else if (inside && !line.empty()) {
      folders.push_back(fs::path(line.substr(1)).lexically_normal());
    }
  }
  return folders;
}

fs::path find_sdk() {
  std::error_code code;
  const fs::path bin = fs::read_symlink("/proc/self/exe", code).parent_path();
  for (const char* relative : {"../include/penstock", "../../../sdk/include"}) {
    const fs::path folder = (bin / relative).lexically_normal();
    if (fs::is_regular_file(folder / "httpserv.h", code)) {
      return folder;
    }
  }
  return {};
}

std::string win32_library() {
  Dl_info info{};
  void* function = dlsym(RTLD_DEFAULT, "RegisterEventSourceA");
  return function != nullptr && dladdr(function, &info) != 0 ? info.dli_fname : "";
}

}  // namespace penstock::cli
