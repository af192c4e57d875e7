// Which application and virtual directory of a site a URL path falls into.
#pragma once

#include <string>
#include <string_view>

#include "config/server_settings.h"

namespace penstock::config {

struct UrlMatch {
  const ApplicationSettings* application = nullptr;
  const VirtualDirectorySettings* virtual_directory = nullptr;
  std::string_view rest;  // of the path below the virtual directory; empty or begins with "/"

  // The file or folder the path names.
  std::string physical_path() const;
};

// `url_path` is canonical and begins with "/". Paths compare without regard to ASCII case, as in
// the original. Always matches: every site has the application "/" with the directory "/".
UrlMatch match_url(const SiteSettings& site, std::string_view url_path);

// Whether `path` is `prefix` or lies below it ("/" is above everything).
bool is_at_or_below(std::string_view path, std::string_view prefix);

}  // namespace penstock::config
