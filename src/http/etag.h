// Entity tags (RFC 9110 8.8.3): parsing, the two comparisons, and the list form of If-Match and
// If-None-Match. Neighbour: conditional.h evaluates with them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace penstock::http {

struct EntityTag {
  std::string_view opaque;  // between the quotes
  bool weak;
};

// A single entity tag, nothing around it; nullopt when malformed.
std::optional<EntityTag> parse_etag(std::string_view text);

// Both strong, and the same opaque text.
bool strong_match(const EntityTag& a, const EntityTag& b);
// The same opaque text.
bool weak_match(const EntityTag& a, const EntityTag& b);

enum class EtagListMatch : std::uint8_t { kNo, kYes, kMalformed };
enum class EtagComparison : std::uint8_t { kStrong, kWeak };

// Does a list (#entity-tag, or "*") match the current tag? "*" matches whenever the resource
// exists, also without a tag.
EtagListMatch match_etag_list(std::string_view list, bool exists,
                              const std::optional<EntityTag>& current, EtagComparison comparison);

}  // namespace penstock::http
