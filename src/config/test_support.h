// For the tests of this folder: a temporary folder with files, and the shipped schemas.
#pragma once

#include <gtest/gtest.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "config/snapshot.h"

namespace penstock::config {

inline const std::string kSourceDir = PENSTOCK_SOURCE_DIR;
inline const std::string kDataDir = kSourceDir + "/config";

// A folder that lives as long as the object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "penstock-XXXXXX").string();
    if (::mkdtemp(pattern.data())) path_ = std::filesystem::canonical(pattern).string();
  }
  ~TemporaryFolder() {
    std::error_code code;
    if (!path_.empty()) std::filesystem::remove_all(path_, code);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

  // Writes a file and the folders above it; its full path.
  std::string write(const std::string& name, const std::string& text) const {
    const std::filesystem::path file = std::filesystem::path(path_) / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file.string();
  }

  std::string read(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(std::filesystem::path(path_) / name, std::ios::binary).rdbuf();
    return text.str();
  }

 private:
  std::string path_;
};

// The smallest machine file: one site with its root at www/; `more` stands in front of it.
inline std::string machine_file(const std::string& more = "") {
  return "<configuration>" + more +
         "<system.applicationHost><sites><site name=\"Site\" id=\"1\">"
         "<application path=\"/\"><virtualDirectory path=\"/\" physicalPath=\"www\" />"
         "</application><bindings>"
         "<binding protocol=\"http\" bindingInformation=\"*:8080:\" /></bindings>"
         "</site></sites></system.applicationHost></configuration>";
}

inline LoadOptions test_options() {
  LoadOptions options;
  options.data_dir = kDataDir;
  return options;
}

}  // namespace penstock::config
