// Finds the file an #include of a Windows source means: letter case and the direction of slashes
// do not count. Used by staging.cc.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace penstock::cli {

class IncludeFinder {
 public:
  // The folders of <...>, in order; for "..." the including file's own folder comes first.
  explicit IncludeFinder(std::vector<std::filesystem::path> folders)
      : folders_(std::move(folders)) {}

  std::optional<std::filesystem::path> find(std::string_view name, bool quoted,
                                            const std::filesystem::path& including_folder);

 private:
  using Entries = std::map<std::string, std::string>;  // name in lower case -> name
  std::optional<std::filesystem::path> below(const std::filesystem::path& folder,
                                             std::string_view name);
  const Entries& entries(const std::filesystem::path& folder);

  std::vector<std::filesystem::path> folders_;
  std::map<std::filesystem::path, Entries> known_;
};

}  // namespace penstock::cli
