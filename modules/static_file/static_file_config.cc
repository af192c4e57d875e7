// Reads staticContent; see static_file_config.h.
#include "modules/static_file/static_file_config.h"

#include <cwctype>

namespace penstock::modules {
namespace {

constexpr LONGLONG kDisableCache = 1;
constexpr LONGLONG kUseMaxAge = 2;
constexpr LONGLONG kUseExpires = 3;

std::wstring lower(std::wstring_view text) {
  std::wstring out(text);
  for (wchar_t& c : out) {
    c = (c >= L'A' && c <= L'Z') ? static_cast<wchar_t>(c + 32) : c;
  }
  return out;
}

// Extensions are ASCII in practice; other bytes are kept one by one and simply do not match.
std::wstring widened(const char* text) {
  std::wstring wide;
  for (; *text != '\0'; ++text) {
    wide.push_back(static_cast<unsigned char>(*text));
  }
  return wide;
}

}  // namespace

StaticFileConfig StaticFileConfig::read(const IPenstockSettings& section) {
  StaticFileConfig config;
  for (DWORD i = 0; i < section.GetCount(); ++i) {
    const IPenstockSettings* map = section.GetItem(i);
    config.types_[lower(widened(map->GetString("fileExtension")))] = map->GetString("mimeType");
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

const std::string* StaticFileConfig::type_of(std::wstring_view path) const {
  const std::size_t name = path.rfind(L'/') + 1;
  const std::size_t dot = path.rfind(L'.');
  const bool has_extension = dot != std::wstring_view::npos && dot >= name;
  // Short extensions stay in the string's own room: no allocation.
  const std::wstring extension = has_extension ? lower(path.substr(dot)) : std::wstring(L".");
  auto found = types_.find(extension);
  if (found == types_.end()) {
    found = types_.find(L".*");
  }
  return found == types_.end() ? nullptr : &found->second;
}

}  // namespace penstock::modules
