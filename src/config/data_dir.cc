// Finding the shipped data: the environment, then beside the program or the library that this code
// is part of, then the install prefix.
#include "config/data_dir.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

namespace penstock::config {
namespace {

namespace fs = std::filesystem;

bool has_schemas(const fs::path& folder) {
  std::error_code code;
  return fs::is_directory(folder / "schema", code);
}

const char* configured() {
  const char* folder = std::getenv("PENSTOCK_CONFIG_DIR");
  return folder && *folder ? folder : nullptr;
}

// The folders of the executable and, in a hosted web core, of the library.
std::vector<fs::path> own_folders() {
  std::vector<fs::path> folders;
  std::error_code code;
  if (const fs::path executable = fs::read_symlink("/proc/self/exe", code); !code) {
    folders.push_back(executable.parent_path());
  }
  Dl_info self;
  if (dladdr(reinterpret_cast<void*>(&own_folders), &self) != 0) {
    if (const fs::path library = fs::canonical(self.dli_fname, code); !code) {
      folders.push_back(library.parent_path());
    }
  }
  return folders;
}

}  // namespace

std::string find_data_dir() {
  std::vector<fs::path> candidates;
  if (const char* folder = configured()) candidates.emplace_back(folder);
  for (const fs::path& folder : own_folders()) {
    for (const char* relative :
         {"../share/penstock", "../config", "../../config", "../../../config"}) {
      candidates.push_back((folder / relative).lexically_normal());
    }
  }
  candidates.emplace_back(PENSTOCK_INSTALL_DATA_DIR);
  for (const fs::path& candidate : candidates) {
    if (has_schemas(candidate)) return candidate.string();
  }
  return {};
}

std::string default_config_file() {
  std::error_code code;
  std::vector<fs::path> candidates;
  if (const char* folder = configured()) candidates.push_back(fs::path(folder));
  candidates.emplace_back("/etc/penstock");
  for (const fs::path& candidate : candidates) {
    const fs::path file = candidate / "applicationHost.config";
    if (fs::is_regular_file(file, code)) return file.string();
  }
  return find_data_dir() + "/applicationHost.config";
}

}  // namespace penstock::config
