// Compiling one unit as a module's, in the newest language standard that takes it, and linking a
// module of several. Finds the tools' folders once. diagnostics.h reads what they say.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/port/diagnostics.h"

namespace penstock::cli {

struct CompileSettings {
  std::string compiler = "c++";
  std::vector<std::filesystem::path> sdk;  // include folders of the SDK
  std::string library;                     // the Windows subset's, which modules link against
  std::vector<std::string> defines;        // NAME or NAME=VALUE
};

struct CompileResult {
  bool compiles = false;
  std::string standard;  // "c++20"
  std::vector<Finding> missing;
};

// `source` is a staged one; the object is written to `object`. Threads may do this in parallel.
CompileResult compile_unit(const CompileSettings& settings, const std::filesystem::path& source,
                           const std::filesystem::path& object);

struct LinkResult {
  bool links = false;
  std::vector<Finding> missing;
};

LinkResult link_module(const CompileSettings& settings,
                       const std::vector<std::filesystem::path>& inputs,
                       const std::filesystem::path& library);

// An archive, of which a link takes what it needs. False: it could not be made.
bool make_archive(const std::vector<std::filesystem::path>& objects,
                  const std::filesystem::path& archive);

// The folders the compiler itself searches for <...>; an error if there is no such compiler.
base::Result<std::vector<std::filesystem::path>> system_folders(const std::string& compiler);

// The SDK's include folder: beside the executable (a build tree, an installation); empty if absent.
std::filesystem::path find_sdk();
// The library that implements it, as this process has it loaded.
std::string win32_library();

}  // namespace penstock::cli
