// One sites/site element as SiteSettings.
#pragma once

#include "base/result.h"
#include "config/element_view.h"
#include "config/path_mapper.h"
#include "config/server_settings.h"

namespace penstock::config {

base::Result<SiteSettings> read_site(const ElementView& site, const PathMapper& paths);

// A binding; for http and https `information` is "address:port:host" ("*:80:", "[::1]:8080:name").
// The error says what was expected; the caller knows where.
base::Result<BindingSettings> parse_binding(std::string_view protocol,
                                            std::string_view information);

}  // namespace penstock::config
