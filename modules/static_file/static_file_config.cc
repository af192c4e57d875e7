// Reads staticContent; see static_file_config.h.
#include "modules/static_file/static_file_config.h"

#include <array>

namespace penstock::modules {
namespace {

constexpr LONGLONG kDisableCache = 1;
constexpr LONGLONG kUseMaxAge = 2;
constexpr LONGLONG kUseExpires = 3;

constexpr std::size_t kLongestExtension = 64;

char lower(char c) { return (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c; }

std::string lower(std::string text) {
  for (char& c : text) {
    c = lower(c);
  }
  return text;
}

}  // namespace

StaticFileConfig StaticFileConfig::read(const IPenstockSettings& section) {
  StaticFileConfig config;
  for (DWORD i = 0; i < section.GetCount(); ++i) {
    const IPenstockSettings* map = section.GetItem(i);
    config.types_[lower(std::string(map->GetString("fileExtension")))] = map->GetString("mimeType");
  }
  const IPenstockSettings* cache = section.GetChild("clientCache");
  if (cache == nullptr) {
    return config;
  }
  config.set_etag_ = cache->GetNumber("setEtag") != 0;
  std::string control = cache->GetString("cacheControlCustom");
  const auto add = [&](const std::string& directive) {
    control += control.empty() ? directive : "," + directive;
  };
  switch (cache->GetNumber("cacheControlMode")) {
    case kDisableCache:
      add("no-cache");
      break;
    case kUseMaxAge:
      add("max-age=" + std::to_string(cache->GetNumber("cacheControlMaxAge") / 1000));
      break;
    case kUseExpires:
      config.expires_ = cache->GetString("httpExpires");
      break;
    default:
      break;
  }
  config.cache_control_ = std::move(control);
  return config;
}

// Extensions are ASCII in practice; one with other characters, or a very long one, has no entry of
// its own.
const std::string* StaticFileConfig::type_of(std::wstring_view path) const {
  const std::size_t name = path.rfind(L'/') + 1;
  const std::size_t dot = path.rfind(L'.');
  const bool has_extension = dot != std::wstring_view::npos && dot >= name;
  const std::wstring_view wide = has_extension ? path.substr(dot) : std::wstring_view(L".");
  std::array<char, kLongestExtension> narrow;
  auto found = types_.end();
  if (wide.size() <= narrow.size()) {
    for (std::size_t i = 0; i < wide.size(); ++i) {
      narrow[i] = wide[i] < 0x80 ? lower(static_cast<char>(wide[i])) : '\x7f';
    }
    found = types_.find(std::string_view(narrow.data(), wide.size()));
  }
  if (found == types_.end()) {
    found = types_.find(std::string_view(".*"));
  }
  return found == types_.end() ? nullptr : &found->second;
}

}  // namespace penstock::modules
