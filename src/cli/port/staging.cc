// Reading, rewriting, writing; see staging.h.
#include "cli/port/staging.h"

#include <algorithm>
#include <fstream>
#include <optional>

#include "base/text.h"
#include "cli/port/source_text.h"

namespace penstock::cli {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> joined(std::vector<fs::path> first, const std::vector<fs::path>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

// An #include or #import of a literal name.
struct IncludeLine {
  std::string_view directive;
  std::string_view name;
  bool quoted;
};

std::optional<IncludeLine> parse_include(std::string_view line) {
  std::string_view rest = base::trim(line);
  if (rest.substr(0, 1) != "#") {
    return std::nullopt;
  }
  rest = base::trim(rest.substr(1));
  IncludeLine found{rest.substr(0, 7) == "include" ? "include" : "import", "", false};
  if (rest.substr(0, found.directive.size()) != found.directive) {
    return std::nullopt;
  }
  rest = base::trim(rest.substr(found.directive.size()));
  found.quoted = rest.substr(0, 1) == "\"";
  if (!found.quoted && rest.substr(0, 1) != "<") {
    return std::nullopt;
  }
  const std::size_t end = rest.find(found.quoted ? '"' : '>', 1);
  if (end == std::string_view::npos) {
    return std::nullopt;
  }
  found.name = rest.substr(1, end - 1);
  return found;
}

}  // namespace

Staging::Staging(fs::path scratch, const std::vector<fs::path>& own, std::vector<fs::path> given)
    : scratch_(std::move(scratch)), given_(std::move(given)), finder_(joined(own, given_)) {}

fs::path Staging::stage(const fs::path& source) {
  if (const auto known = staged_.find(source); known != staged_.end()) {
    return known->second;
  }
  const std::optional<SourceText> text = read_source(source);
  if (!text.has_value()) {
    return {};
  }
  const fs::path target = scratch_ / source.relative_path();
  // Known before its includes are followed: headers may include each other.
  staged_.emplace(source, target);
  converted_ += text->was_utf16 ? 1 : 0;
  std::error_code code;
  fs::create_directories(target.parent_path(), code);
  std::ofstream file(target, std::ios::binary);
  file << rewrite(text->text, source);
  return target;
}

std::string Staging::rewrite(std::string_view text, const fs::path& source) {
  std::string result = "#line 1 \"" + source.string() + "\"\n";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.back() == '\r') {
      line.remove_suffix(1);
    }
    result += rewrite_line(line, source.parent_path());
    result += '\n';
  }
  return result;
}

std::string Staging::rewrite_line(std::string_view line, const fs::path& folder) {
  const std::optional<IncludeLine> include = parse_include(line);
  if (!include.has_value()) {
    return std::string(line);
  }
  const std::string directive = "#" + std::string(include->directive);
  const std::optional<fs::path> file = finder_.find(include->name, include->quoted, folder);
  if (!file.has_value()) {
    // The compiler says so, under the name the source has.
    std::string name(include->name);
    std::replace(name.begin(), name.end(), '\\', '/');
    return directive + (include->quoted ? " \"" + name + "\"" : " <" + name + ">");
  }
  if (const fs::path* given = given_folder_of(*file)) {
    return directive + " <" + file->lexically_relative(*given).string() + ">";
  }
  const fs::path copy = stage(*file);
  return directive + " \"" + (copy.empty() ? *file : copy).string() + "\"";
}

const fs::path* Staging::given_folder_of(const fs::path& file) const {
  const auto holds = [&](const fs::path& folder) {
    const fs::path relative = file.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != "..";
  };
  const auto found = std::find_if(given_.begin(), given_.end(), holds);
  return found == given_.end() ? nullptr : &*found;
}

}  // namespace penstock::cli
