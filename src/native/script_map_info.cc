// The texts of a handler mapping and of a configuration scope; see script_map_info.h and
// metadata_info.h.
#include "native/script_map_info.h"

#include "base/text.h"
#include "native/metadata_info.h"

namespace penstock::native {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    text += text.empty() ? part : "," + part;
  }
  return text;
}

}  // namespace

ScriptMapInfo::ScriptMapInfo(const config::HandlerEntry& entry)
    : entry_(entry),
      name_(base::to_wide(entry.name)),
      path_(base::to_wide(entry.path)),
      verbs_(joined(entry.verbs)),
      modules_(base::to_wide(joined(entry.modules))),
      processor_(base::to_wide(entry.script_processor)),
      type_(base::to_wide(entry.type)) {}

PCWSTR ScriptMapInfo::text(const std::wstring& value, DWORD* length) {
  if (length != nullptr) {
    *length = static_cast<DWORD>(value.size());
  }
  return value.c_str();
}

MetadataInfo::MetadataInfo(std::string_view config_path, std::string_view directory)
    : meta_path_(base::to_wide(config_path)), directory_(base::to_wide(directory)) {}

}  // namespace penstock::native
