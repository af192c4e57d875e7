// MimeMap: a sorted list and a binary search, so that a lookup needs no lower-case copy.
#include "config/mime_map.h"

#include <algorithm>

#include "base/text.h"

namespace penstock::config {
namespace {

// Order of two extensions without regard to case.
bool less(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return base::ascii_lower(x) < base::ascii_lower(y);
  });
}

}  // namespace

MimeMap::MimeMap(std::vector<std::pair<std::string, std::string>> entries)
    : entries_(std::move(entries)) {
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const auto& a, const auto& b) { return less(a.first, b.first); });
}

const std::string* MimeMap::find(std::string_view extension) const {
  if (const std::string* type = exact(extension.empty() ? "." : extension)) return type;
  return exact(".*");
}

const std::string* MimeMap::exact(std::string_view extension) const {
  const auto found = std::lower_bound(
      entries_.begin(), entries_.end(), extension,
      [](const auto& entry, std::string_view key) { return less(entry.first, key); });
  if (found == entries_.end() || !base::ascii_iequals(found->first, extension)) return nullptr;
  return &found->second;
}

}  // namespace penstock::config
