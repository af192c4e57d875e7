// Finding the shipped data: the environment, then beside the executable, then the install prefix.
#include "config/data_dir.h"

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

}  // namespace

std::string find_data_dir() {
  std::vector<fs::path> candidates;
  if (const char* folder = configured()) candidates.emplace_back(folder);
  std::error_code code;
  const fs::path executable = fs::read_symlink("/proc/self/exe", code);
  if (!code) {
    const fs::path bin = executable.parent_path();
    for (const char* relative :
         {"../share/penstock", "../config", "../../config", "../../../config"}) {
      candidates.push_back((bin / relative).lexically_normal());
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
