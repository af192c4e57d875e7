// Matching of URLs within a scope: virtual directories and handler mappings; see url_scope.h.
#include "native/url_scope.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>

#include "base/arena_text.h"
#include "base/text.h"
#include "config/url_match.h"
#include "native/metadata_info.h"
#include "native/script_map_info.h"

namespace penstock::native {
namespace {

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

bool is_ignored(std::string_view name, const IgnoredHandler* ignored) {
  while (ignored != nullptr && ignored->name != name) {
    ignored = ignored->next;
  }
  return ignored != nullptr;
}

// The virtual directory within the scope's application; `rest` is what the path has below it.
config::UrlMatch match(const UrlScope& scope, std::string_view url_path) {
  return config::match_url(*scope.site_settings, url_path);
}

}  // namespace

void ReleaseMetadata::operator()(MetadataInfo* metadata) const { metadata->DereferenceMetadata(); }

UrlScope::UrlScope() = default;
UrlScope::~UrlScope() = default;

std::vector<std::uint16_t> modules_of_handler(const UrlScope& scope,
                                              const std::vector<std::string>& names) {
  const std::span<const std::uint16_t> subscribed = scope.plan->handlers();
  const auto holds = [](const auto& list, std::uint16_t module) {
    return std::find(list.begin(), list.end(), module) != list.end();
  };
  std::vector<std::uint16_t> modules = scope.unnamed_handler_modules;
  for (const std::string& name : names) {
    // One that is not in the plan has an index that nobody has subscribed with.
    const auto module = static_cast<std::uint16_t>(scope.plan->find(name));
    if (holds(subscribed, module) && !holds(modules, module)) {
      modules.push_back(module);
    }
  }
  return modules;
}

std::string_view map_to_physical(const UrlScope& scope, std::string_view url_path,
                                 base::Arena& arena) {
  const config::UrlMatch matched = match(scope, url_path);
  std::string_view physical = matched.virtual_directory->physical_path;
  if (physical.ends_with('/') && !matched.rest.empty()) {
    physical.remove_suffix(1);
  }
  return base::concat(arena, {physical, matched.rest});
}

std::string_view physical_root(const UrlScope& scope, std::string_view url_path) {
  return match(scope, url_path).virtual_directory->physical_path;
}

// The star mapping of the static file handler is the last one and matches every verb, path and
// (resourceType Either) what exists; a file that does not exist is that handler's 404.
const HandlerMapping* find_handler(const UrlScope& scope, std::string_view url_path,
                                   std::string_view verb, std::string_view physical_path,
                                   const IgnoredHandler* ignored) {
  for (const HandlerMapping& mapping : scope.handlers) {
    const config::HandlerEntry& entry = *mapping.entry;
    if (!verb_matches(entry.verbs, verb) || !path_matches(entry.path, url_path) ||
        is_ignored(entry.name, ignored)) {
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
