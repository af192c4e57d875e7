// MimeMap: file extension -> MIME type, as system.webServer/staticContent configures it.
// Lookup is case-insensitive and allocates nothing.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace penstock::config {

class MimeMap {
 public:
  MimeMap() = default;
  // Pairs of extension (with its dot, "." for files without one, ".*" for every other) and type.
  explicit MimeMap(std::vector<std::pair<std::string, std::string>> entries);

  // Null when a file of this extension must not be served: no entry and no ".*" entry.
  // `extension` comes with its dot; empty is looked up as ".".
  const std::string* find(std::string_view extension) const;

  std::size_t size() const { return entries_.size(); }

 private:
  const std::string* exact(std::string_view extension) const;

  std::vector<std::pair<std::string, std::string>> entries_;  // sorted by lower-case extension
};

}  // namespace penstock::config
