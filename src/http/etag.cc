// Entity tags and their lists; see etag.h.
#include "http/etag.h"

#include <algorithm>
#include <cstddef>

namespace penstock::http {
namespace {

constexpr bool is_etag_char(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0x21 || (byte >= 0x23 && byte != 0x7f);
}

// Takes an entity tag off the front of text.
std::optional<EntityTag> take_etag(std::string_view& text) {
  const bool weak = text.starts_with("W/");
  if (weak) text.remove_prefix(2);
  if (!text.starts_with('"')) return std::nullopt;
  text.remove_prefix(1);
  const auto stop = std::find_if_not(text.begin(), text.end(), is_etag_char);
  if (stop == text.end() || *stop != '"') return std::nullopt;
  const auto length = static_cast<std::size_t>(stop - text.begin());
  const EntityTag tag{text.substr(0, length), weak};
  text.remove_prefix(length + 1);
  return tag;
}

void skip_white(std::string_view& text) {
  const std::size_t start = std::min(text.find_first_not_of(" \t"), text.size());
  text.remove_prefix(start);
}

}  // namespace

std::optional<EntityTag> parse_etag(std::string_view text) {
  const auto tag = take_etag(text);
  return text.empty() ? tag : std::nullopt;
}

bool strong_match(const EntityTag& a, const EntityTag& b) {
  return !a.weak && !b.weak && a.opaque == b.opaque;
}

bool weak_match(const EntityTag& a, const EntityTag& b) { return a.opaque == b.opaque; }

EtagListMatch match_etag_list(std::string_view list, bool exists,
                              const std::optional<EntityTag>& current, EtagComparison comparison) {
  const auto matches = comparison == EtagComparison::kStrong ? strong_match : weak_match;
  if (list == "*") return exists ? EtagListMatch::kYes : EtagListMatch::kNo;
  bool found = false;
  bool any = false;
  while (true) {
    skip_white(list);
    if (!list.empty() && list[0] != ',') {
      const auto tag = take_etag(list);
      if (!tag) return EtagListMatch::kMalformed;
      any = true;
      found = found || (exists && current && matches(*tag, *current));
      skip_white(list);
    }
    if (list.empty()) break;
    if (list[0] != ',') return EtagListMatch::kMalformed;
    list.remove_prefix(1);
  }
  if (!any) return EtagListMatch::kMalformed;
  return found ? EtagListMatch::kYes : EtagListMatch::kNo;
}

}  // namespace penstock::http
