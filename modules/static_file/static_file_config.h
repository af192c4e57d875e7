// What system.webServer/staticContent says: MIME types and cache headers. Read once a scope.
#pragma once

#include <penstock/server.h>

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace penstock::modules {

// Immutable once read.
class StaticFileConfig {
 public:
  static StaticFileConfig read(const IPenstockSettings& section);

  // The type of a file by its path's extension; null: files of this kind are not served (404.3).
  const std::string* type_of(std::wstring_view path) const;

  // Value of Cache-Control, or empty; and of Expires, or empty.
  const std::string& cache_control() const { return cache_control_; }
  const std::string& expires() const { return expires_; }
  bool set_etag() const { return set_etag_; }

 private:
  // Looked up by views, so that a request makes no string.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  using Types = std::unordered_map<std::string, std::string, Hash, std::equal_to<>>;

  Types types_;  // by lower-case extension, with its dot
  std::string cache_control_;
  std::string expires_;
  bool set_etag_ = true;
};

}  // namespace penstock::modules
