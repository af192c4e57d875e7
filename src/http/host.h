// Host and authority texts: "name", "name:port", "1.2.3.4:80", "[::1]:80". Strict: what is not
// plainly a host is refused, because routing and caches key on it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace penstock::http {

struct Authority {
  std::string_view host;  // without brackets' port; IPv6 literals keep their brackets
  std::optional<std::uint16_t> port;
};

// nullopt for an empty host, user information, spaces, commas, a bad port or a bad IP literal.
std::optional<Authority> parse_authority(std::string_view text);

}  // namespace penstock::http
