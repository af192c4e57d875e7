// Component by component over the folders' listings, each read once; see include_finder.h.
#include "cli/port/include_finder.h"

#include <algorithm>

#include "base/text.h"

namespace penstock::cli {

namespace fs = std::filesystem;

std::optional<fs::path> IncludeFinder::find(std::string_view name, bool quoted,
                                            const fs::path& including_folder) {
  std::string plain(name);
  std::replace(plain.begin(), plain.end(), '\\', '/');
  if (quoted) {
    if (auto found = below(including_folder, plain)) {
      return found;
    }
  }
  for (const fs::path& folder : folders_) {
    if (auto found = below(folder, plain)) {
      return found;
    }
  }
  return std::nullopt;
}

std::optional<fs::path> IncludeFinder::below(const fs::path& folder, std::string_view name) {
  fs::path at = name.substr(0, 1) == "/" ? fs::path("/") : folder;
  for (const fs::path& part : fs::path(name).relative_path()) {
    if (part.empty() || part == ".") {
      continue;
    }
    if (part == "..") {
      at = at.parent_path();
      continue;
    }
    const Entries& names = entries(at);
    std::error_code code;
    if (const auto found = names.find(base::ascii_lower(part.string())); found != names.end()) {
      // The exact name wins over one that differs in case alone.
      at /= fs::exists(at / part, code) ? part.string() : found->second;
    } else {
      return std::nullopt;
    }
  }
  std::error_code code;
  return fs::is_regular_file(at, code) ? std::optional(at) : std::nullopt;
}

const IncludeFinder::Entries& IncludeFinder::entries(const fs::path& folder) {
  const auto known = known_.find(folder);
  if (known != known_.end()) {
    return known->second;
  }
  Entries names;
  std::error_code code;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, code)) {
    const std::string name = entry.path().filename();
    names.emplace(base::ascii_lower(name), name);
  }
  return known_.emplace(folder, std::move(names)).first->second;
}

}  // namespace penstock::cli
