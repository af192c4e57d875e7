// ScriptMapInfo: IScriptMapInfo over one <handlers> entry. Part of a UrlScope's HandlerMapping.
#pragma once

#include <httpserv.h>

#include <string>

#include "config/path_settings.h"

namespace penstock::native {

// Immutable.
class ScriptMapInfo final : public IScriptMapInfo {
 public:
  explicit ScriptMapInfo(const config::HandlerEntry& entry);

  PCWSTR GetPath() const override { return path_.c_str(); }
  PCSTR GetAllowedVerbs() const override { return verbs_.c_str(); }
  PCWSTR GetModules(DWORD* length) const override { return text(modules_, length); }
  PCWSTR GetScriptProcessor(DWORD* length) const override { return text(processor_, length); }
  PCWSTR GetManagedType(DWORD* length) const override { return text(type_, length); }
  BOOL GetAllowPathInfoForScriptMappings() const override { return entry_.allow_path_info; }
  DWORD GetRequiredAccess() const override { return static_cast<DWORD>(entry_.require_access); }
  DWORD GetResourceType() const override { return static_cast<DWORD>(entry_.resource_type); }
  BOOL GetIsStarScriptMap() const override { return entry_.path == "*"; }
  DWORD GetResponseBufferLimit() const override { return entry_.response_buffer_limit; }
  PCWSTR GetName() const override { return name_.c_str(); }

 private:
  static PCWSTR text(const std::wstring& value, DWORD* length);

  const config::HandlerEntry& entry_;  // of the scope's settings
  std::wstring name_;
  std::wstring path_;
  std::string verbs_;
  std::wstring modules_;
  std::wstring processor_;
  std::wstring type_;
};

}  // namespace penstock::native
