// A temporary folder that goes when its owner does: staged sources, objects, a trial's server.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace penstock::cli {

class ScratchFolder {
 public:
  // path() is empty when no folder could be made.
  ScratchFolder() {
    std::error_code code;
    std::string name = std::filesystem::temp_directory_path(code) / "penstock-port-XXXXXX";
    if (!code && mkdtemp(name.data()) != nullptr) {
      path_ = name;
    }
  }
  ~ScratchFolder() {
    std::error_code code;
    if (!path_.empty()) {
      std::filesystem::remove_all(path_, code);
    }
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace penstock::cli
