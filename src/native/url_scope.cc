// Matching of URLs within a scope: virtual directories and handler mappings; see url_scope.h.
#include "native/url_scope.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>

#include "base/arena_text.h"
#include "base/text.h"
#include "native/metadata_info.h"
#include "native/script_map_info.h"

namespace penstock::native {
namespace {

std::string_view below(std::string_view path, std::string_view prefix) {
  return prefix == "/" ? path : path.substr(prefix.size());
}

// `prefix` is "/" or "/name": whole segments only, without case, as URLs of the original compare.
bool is_below(std::string_view path, std::string_view prefix) {
  return prefix == "/" || (path.size() >= prefix.size() &&
                           base::ascii_iequals(path.substr(0, prefix.size()), prefix) &&
                           (path.size() == prefix.size() || path[prefix.size()] == '/'));
}

// '*' stands for any run of characters; without case. Linear: only the last '*' is retried.
bool wildcard_match(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() &&
               (pattern[p] == '?' || base::ascii_lower(pattern[p]) == base::ascii_lower(text[t]))) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

// A pattern with a '/' inside is compared with the whole path, any other with its last segment.
bool path_matches(std::string_view patterns, std::string_view path) {
  while (!patterns.empty()) {
    const std::size_t comma = std::min(patterns.find(','), patterns.size());
    const std::string_view pattern = base::trim(patterns.substr(0, comma));
    patterns.remove_prefix(std::min(comma + 1, patterns.size()));
    if (pattern == "*") {
      return true;
    }
    const bool whole = pattern.find('/') != std::string_view::npos;
    if (wildcard_match(pattern, whole ? path : path.substr(path.rfind('/') + 1))) {
      return true;
    }
  }
  return false;
}

// Verbs are case-sensitive (RFC 9110 9.1).
bool verb_matches(const std::vector<std::string>& verbs, std::string_view verb) {
  return std::any_of(verbs.begin(), verbs.end(),
                     [&](const std::string& v) { return v == "*" || v == verb; });
}

bool resource_matches(config::ResourceType type, std::string_view physical_path) {
  if (type == config::ResourceType::kUnspecified) {
    return true;
  }
  struct stat status {};
  if (::stat(physical_path.data(), &status) != 0) {
    return false;
  }
  const bool directory = S_ISDIR(status.st_mode);
  return type == config::ResourceType::kEither ||
         directory == (type == config::ResourceType::kDirectory);
}

struct Mapped {
  const config::VirtualDirectorySettings* directory = nullptr;
  std::string_view rest;  // of the URL path, behind the directory's
};

Mapped find_directory(const UrlScope& scope, std::string_view url_path) {
  const config::ApplicationSettings& application = *scope.application_settings;
  const std::string_view path =
      is_below(url_path, application.path) ? below(url_path, application.path) : url_path;
  const std::string_view local = path.empty() ? std::string_view("/") : path;
  for (const config::VirtualDirectorySettings& directory : application.virtual_directories) {
    if (is_below(local, directory.path)) {
      return {&directory, below(local, directory.path)};
    }
  }
  return {};
}

}  // namespace

UrlScope::UrlScope() = default;
UrlScope::~UrlScope() = default;

std::string_view map_to_physical(const UrlScope& scope, std::string_view url_path,
                                 base::Arena& arena) {
  const Mapped mapped = find_directory(scope, url_path);
  if (mapped.directory == nullptr) {
    return "";
  }
  std::string_view physical = mapped.directory->physical_path;
  if (physical.ends_with('/') && !mapped.rest.empty()) {
    physical.remove_suffix(1);
  }
  return base::concat(arena, {physical, mapped.rest});
}

std::string_view physical_root(const UrlScope& scope, std::string_view url_path) {
  const Mapped mapped = find_directory(scope, url_path);
  return mapped.directory == nullptr ? std::string_view() : mapped.directory->physical_path;
}

// The star mapping of the static file handler is the last one and matches every verb, path and
// (resourceType Either) what exists; a file that does not exist is that handler's 404.
const HandlerMapping* find_handler(const UrlScope& scope, std::string_view url_path,
                                   std::string_view verb, std::string_view physical_path) {
  for (const HandlerMapping& mapping : scope.handlers) {
    const config::HandlerEntry& entry = *mapping.entry;
    if (!verb_matches(entry.verbs, verb) || !path_matches(entry.path, url_path)) {
      continue;
    }
    const bool last = &mapping == &scope.handlers.back();
    if (last || entry.resource_type == config::ResourceType::kEither ||
        resource_matches(entry.resource_type, physical_path)) {
      return &mapping;
    }
  }
  return nullptr;
}

}  // namespace penstock::native
