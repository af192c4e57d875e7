// PathMapper: expansion, Windows mapping, then plain path arithmetic. No file is looked at, but
// for the folder of examples that the default of PENSTOCK_WWW depends on.
#include "config/path_mapper.h"

#include <unistd.h>
#include <algorithm>
#include <filesystem>

#include "base/text.h"

namespace penstock::config {
namespace {

namespace fs = std::filesystem;

// "C:\Sites\" as "c:/sites".
std::string normal_windows(std::string_view path) {
  std::string normal = base::ascii_lower(path);
  std::replace(normal.begin(), normal.end(), '\\', '/');
  while (!normal.empty() && normal.back() == '/') normal.pop_back();
  return normal;
}

bool is_windows_path(std::string_view path) {
  if (path.substr(0, 2) == "\\\\") return true;
  const bool drive = path.size() >= 2 && path[1] == ':' && base::ascii_lower(path[0]) >= 'a' &&
                     base::ascii_lower(path[0]) <= 'z';
  return drive && (path.size() == 2 || path[2] == '\\' || path[2] == '/');
}

std::string with_slashes(std::string_view path) {
  std::string text(path);
  std::replace(text.begin(), text.end(), '\\', '/');
  return text;
}

std::string normal_path(const fs::path& path) {
  std::string text = path.lexically_normal().string();
  while (text.size() > 1 && text.back() == '/') text.pop_back();
  return text;
}

// What a relative path starts from: the folder of the file that holds it.
fs::path folder_of(const SourcePosition& position) {
  std::error_code code;
  if (!position.file) return fs::current_path(code);
  const fs::path file = fs::absolute(*position.file, code);
  return code ? fs::path("/") : file.parent_path();
}

// Where logs and events go by default: the system's places for root, the user's otherwise.
std::string default_state_dir(const Variables& variables) {
  if (::geteuid() == 0) return "/var/lib/penstock";
  if (const std::string* xdg = variables.find("XDG_STATE_HOME")) return *xdg + "/penstock";
  if (const std::string* home = variables.find("HOME")) return *home + "/.local/state/penstock";
  return "/tmp/penstock";
}

std::string default_www(const std::string& data_dir) {
  std::error_code code;
  const fs::path installed = fs::path(data_dir) / "www";
  if (fs::is_directory(installed, code)) return installed.string();
  return normal_path(fs::path(data_dir) / "../examples/www");
}

base::Error fault(const SourcePosition& position, std::string_view what, std::string_view text,
                  std::string_view message) {
  return base::Error{position.to_string() + ": " + std::string(what) + " \"" + std::string(text) +
                     "\" " + std::string(message)};
}

}  // namespace

Variables Variables::from_environment(const std::string& data_dir) {
  Variables variables;
  variables.set("SystemDrive", "C:");
  variables.set("SystemRoot", "C:\\Windows");
  variables.set("windir", "C:\\Windows");
  variables.set("ProgramFiles", "C:\\Program Files");
  variables.set("ProgramData", "C:\\ProgramData");
  variables.set("PENSTOCK_DATA", data_dir);
  variables.set("PENSTOCK_WWW", default_www(data_dir));
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos) {
      variables.set(text.substr(0, equals), std::string(text.substr(equals + 1)));
    }
  }
  if (!variables.find("PENSTOCK_STATE")) {
    variables.set("PENSTOCK_STATE", default_state_dir(variables));
  }
  if (!variables.find("PENSTOCK_LOGS")) {
    variables.set("PENSTOCK_LOGS", ::geteuid() == 0 ? "/var/log/penstock"
                                                    : *variables.find("PENSTOCK_STATE") + "/logs");
  }
  return variables;
}

void Variables::set(std::string_view name, std::string value) {
  values_[base::ascii_lower(name)] = std::move(value);
}

const std::string* Variables::find(std::string_view name) const {
  const auto found = values_.find(base::ascii_lower(name));
  return found == values_.end() ? nullptr : &found->second;
}

PathMapper::PathMapper(Variables variables, std::vector<PathMapping> mappings)
    : variables_(std::move(variables)), mappings_(std::move(mappings)) {
  for (PathMapping& mapping : mappings_) mapping.windows = normal_windows(mapping.windows);
  std::stable_sort(mappings_.begin(), mappings_.end(), [](const auto& a, const auto& b) {
    return a.windows.size() > b.windows.size();
  });
}

base::Result<std::string> PathMapper::expand(std::string_view text, const SourcePosition& position,
                                             std::string_view what) const {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find('%', at);
    const std::size_t end = begin == std::string_view::npos ? begin : text.find('%', begin + 1);
    if (end == std::string_view::npos) {
      out += text.substr(at);
      break;
    }
    out += text.substr(at, begin - at);
    const std::string_view name = text.substr(begin + 1, end - begin - 1);
    const std::string* value = variables_.find(name);
    if (!value) {
      return fault(position, what, text,
                   "uses the variable %" + std::string(name) +
                       "%, which is not set, expected it in penstock/variables or in the "
                       "environment");
    }
    out += *value;
    at = end + 1;
  }
  return out;
}

base::Result<std::string> PathMapper::map(std::string_view text, const SourcePosition& position,
                                          std::string_view what) const {
  auto expanded = expand(text, position, what);
  if (!expanded) return expanded;
  const std::string& path = expanded.value();
  if (path.empty()) return fault(position, what, text, "is empty, expected a path");
  if (path.find('\0') != std::string::npos) {
    return fault(position, what, text, "holds a NUL character, expected a path");
  }
  if (!is_windows_path(path)) return normal_path(folder_of(position) / with_slashes(path));
  const PathMapping* mapping = find_mapping(path);
  if (!mapping) {
    return fault(position, what, text,
                 "is a Windows path without a mapping, expected an <add windows=... path=...> for "
                 "it in penstock/paths");
  }
  return normal_path(mapping->local + with_slashes(path).substr(mapping->windows.size()));
}

base::Result<std::string> PathMapper::map(const ElementView& element,
                                          std::string_view attribute) const {
  return map(element.get_string(attribute), element.position(attribute),
             "attribute " + std::string(attribute));
}

const PathMapping* PathMapper::find_mapping(std::string_view windows_path) const {
  const std::string path = normal_windows(windows_path);
  for (const PathMapping& mapping : mappings_) {
    const std::size_t length = mapping.windows.size();
    if (path.compare(0, length, mapping.windows) != 0) continue;
    if (path.size() == length || path[length] == '/') return &mapping;
  }
  return nullptr;
}

}  // namespace penstock::config
