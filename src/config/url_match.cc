// URL matching: lists are ordered longest path first, so the first match is the right one.
#include "config/url_match.h"

#include "base/text.h"

namespace penstock::config {
namespace {

std::string_view below(std::string_view path, std::string_view prefix) {
  return prefix == "/" ? path : path.substr(prefix.size());
}

}  // namespace

bool is_at_or_below(std::string_view path, std::string_view prefix) {
  if (prefix == "/") return true;
  if (path.size() < prefix.size()) return false;
  if (!base::ascii_iequals(path.substr(0, prefix.size()), prefix)) return false;
  return path.size() == prefix.size() || path[prefix.size()] == '/';
}

UrlMatch match_url(const SiteSettings& site, std::string_view url_path) {
  UrlMatch match;
  for (const ApplicationSettings& application : site.applications) {
    if (!is_at_or_below(url_path, application.path)) continue;
    match.application = &application;
    break;
  }
  if (!match.application) return match;
  const std::string_view in_application = below(url_path, match.application->path);
  for (const VirtualDirectorySettings& directory : match.application->virtual_directories) {
    if (!is_at_or_below(in_application, directory.path)) continue;
    match.virtual_directory = &directory;
    match.rest = below(in_application, directory.path);
    break;
  }
  if (match.rest == "/") match.rest = {};
  return match;
}

std::string UrlMatch::physical_path() const {
  if (!virtual_directory) return {};
  if (virtual_directory->physical_path == "/") return rest.empty() ? "/" : std::string(rest);
  return virtual_directory->physical_path + std::string(rest);
}

}  // namespace penstock::config
