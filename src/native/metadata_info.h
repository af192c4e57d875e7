// MetadataInfo: IMetadataInfo, the configuration scope of a URL as modules see it. A module keeps
// what it made of its configuration in this object's context container. Part of a UrlScope, and
// counted by reference beyond it (IHttpServer2::GetMetadata).
#pragma once

#include <httpserv.h>

#include <atomic>
#include <cstdint>
#include <string>

#include "native/module_context_container.h"

namespace penstock::native {

// Any thread. Counted from 1 for its maker, the scope.
class MetadataInfo final : public IReferencedMetadataInfo {
 public:
  MetadataInfo(std::string_view config_path, std::string_view directory);

  PCWSTR GetMetaPath() const override { return meta_path_.c_str(); }
  PCWSTR GetVrPath() const override { return directory_.c_str(); }
  IHttpTokenEntry* GetVrToken() override { return nullptr; }
  IHttpModuleContextContainer* GetModuleContextContainer() override { return &contexts_; }

  VOID ReferenceMetadata() override { references_.fetch_add(1, std::memory_order_relaxed); }
  VOID DereferenceMetadata() override {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      delete this;
    }
  }

  void stop() { contexts_.cleanup(); }

 private:
  ~MetadataInfo() { contexts_.cleanup(); }

  std::atomic<std::uint32_t> references_{1};
  std::wstring meta_path_;
  std::wstring directory_;
  ModuleContextContainer contexts_;
};

}  // namespace penstock::native
