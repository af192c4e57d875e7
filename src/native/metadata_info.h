// MetadataInfo: IMetadataInfo, the configuration scope of a URL as modules see it. A module keeps
// what it made of its configuration in this object's context container. Part of a UrlScope.
#pragma once

#include <httpserv.h>

#include <string>

#include "native/module_context_container.h"

namespace penstock::native {

// Any thread. Lives as long as the scope, which is as long as the configuration it came from.
class MetadataInfo final : public IMetadataInfo {
 public:
  MetadataInfo(std::string_view config_path, std::string_view directory);
  ~MetadataInfo() { contexts_.cleanup(); }

  PCWSTR GetMetaPath() const override { return meta_path_.c_str(); }
  PCWSTR GetVrPath() const override { return directory_.c_str(); }
  IHttpTokenEntry* GetVrToken() override { return nullptr; }
  IHttpModuleContextContainer* GetModuleContextContainer() override { return &contexts_; }

  void stop() { contexts_.cleanup(); }

 private:
  std::wstring meta_path_;
  std::wstring directory_;
  ModuleContextContainer contexts_;
};

}  // namespace penstock::native
