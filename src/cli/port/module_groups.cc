// Walking folders and grouping by folder; see module_groups.h.
#include "cli/port/module_groups.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "cli/port/source_text.h"

namespace penstock::cli {
namespace {

namespace fs = std::filesystem;

bool is_source(const fs::path& path) {
  static constexpr std::array<std::string_view, 4> kExtensions{".cpp", ".cc", ".cxx", ".c++"};
  const std::string extension = base::ascii_lower(path.extension().string());
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

void add_folder(const fs::path& folder, std::set<fs::path>& sources) {
  std::error_code code;
  constexpr auto kOptions = fs::directory_options::skip_permission_denied;
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(folder, kOptions, code)) {
    if (entry.is_regular_file(code) && is_source(entry.path())) {
      sources.insert(entry.path());
    }
  }
}

CheckedModule entry_of(const std::vector<Unit>& units, std::vector<std::size_t> members) {
  CheckedModule module;
  module.name = units[members[0]].source;
  module.units = std::move(members);
  return module;
}

// The modules of one folder.
void group_folder(const std::vector<Unit>& units, const fs::path& folder,
                  const std::vector<std::size_t>& members, std::vector<CheckedModule>& modules) {
  std::vector<std::size_t> mains;
  std::vector<std::size_t> others;
  for (const std::size_t member : members) {
    (units[member].defines_entry ? mains : others).push_back(member);
  }
  if (mains.size() == 1) {
    modules.push_back(entry_of(units, members));
    modules.back().name = members.size() == 1 ? units[members[0]].source : folder;
    return;
  }
  for (const std::size_t main : mains) {
    modules.push_back(entry_of(units, {main}));
    modules.back().shared = others;
  }
  for (const std::size_t other : others) {
    modules.push_back(entry_of(units, {other}));
    modules.back().is_module = false;
  }
}

}  // namespace

base::Result<std::vector<Unit>> find_units(const std::vector<std::string>& paths) {
  std::set<fs::path> sources;
  for (const std::string& path : paths) {
    const fs::path absolute = fs::absolute(path).lexically_normal();
    std::error_code code;
    if (fs::is_directory(absolute, code)) {
      add_folder(absolute, sources);
    } else if (fs::is_regular_file(absolute, code)) {
      sources.insert(absolute);
    } else {
      return base::Error{path + ": there is no such file or folder"};
    }
  }
  std::vector<Unit> units;
  for (const fs::path& source : sources) {
    units.emplace_back();
    units.back().source = source;
  }
  return units;
}

std::vector<CheckedModule> group_units(const std::vector<Unit>& units) {
  std::map<fs::path, std::vector<std::size_t>> folders;
  for (std::size_t i = 0; i < units.size(); ++i) {
    folders[units[i].source.parent_path()].push_back(i);
  }
  std::vector<CheckedModule> modules;
  for (const auto& [folder, members] : folders) {
    group_folder(units, folder, members, modules);
  }
  return modules;
}

// A definition: the name, its parameters, a body; a declaration ends with a semicolon.
bool mentions_entry(const fs::path& source) {
  const std::optional<SourceText> text = read_source(source);
  std::size_t at = text.has_value() ? text->text.find("RegisterModule") : std::string::npos;
  while (at != std::string::npos) {
    const std::size_t open = text->text.find_first_not_of(" \t\r\n", at + 14);
    const std::size_t close = text->text.find(')', at);
    const std::size_t next =
        close == std::string::npos ? close : text->text.find_first_not_of(" \t\r\n", close + 1);
    if (open != std::string::npos && text->text[open] == '(' && next != std::string::npos &&
        text->text[next] == '{') {
      return true;
    }
    at = text->text.find("RegisterModule", at + 14);
  }
  return false;
}

}  // namespace penstock::cli
