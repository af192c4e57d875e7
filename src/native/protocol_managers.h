// ProtocolManagers: libraries that manage protocols other than HTTP, loaded when a module asks for
// one of their interfaces. Pages: IHttpServer::GetProtocolManagerCustomInterface,
// IWpfExposeProtocolManagerCustomInterface, PFN_GET_PROTOCOL_MANAGER.
#pragma once

#include <httpserv.h>
#include <wpframework.h>

#include <map>
#include <string>
#include <utility>

#include "base/thread_annotations.h"

namespace penstock::native {

// Any thread. A manager is made once for each library and entry point.
class ProtocolManagers {
 public:
  explicit ProtocolManagers(IWorkerProcessFramework& framework) : framework_(framework) {}

  HRESULT get(PCWSTR library, PCWSTR function, DWORD id, PVOID* object) PENSTOCK_EXCLUDES(mutex_);
  // Shuts all of them down and unloads their libraries.
  void stop() PENSTOCK_EXCLUDES(mutex_);

 private:
  struct Loaded {
    HMODULE library;
    IProtocolManager* manager;
  };

  HRESULT load(PCWSTR library, PCWSTR function, Loaded* loaded);

  IWorkerProcessFramework& framework_;
  base::Mutex mutex_;
  std::map<std::pair<std::wstring, std::wstring>, Loaded> loaded_ PENSTOCK_GUARDED_BY(mutex_);
};

}  // namespace penstock::native
