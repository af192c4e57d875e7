// WorkerProcess: IWorkerProcessFramework, this process as modules see it, with its parts: the
// pool's settings, actions on the process, applications by their id, other protocols' managers
// (protocol_managers.h). Pages: IWorkerProcessFramework, IWpfSettings, IWpfActions,
// IWpfApplicationInfoUtil.
#pragma once

#include <httpserv.h>
#include <wpframework.h>

#include <memory>

#include "native/server_services.h"

namespace penstock::native {

// Any thread. Lives as long as the server, which alone controls its lifetime: references are
// counted for the number's sake.
class WorkerProcess {
 public:
  explicit WorkerProcess(ServerServices& services);
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  IWorkerProcessFramework& framework();
  IWpfSettings& settings();
  HRESULT protocol_manager(PCWSTR library, PCWSTR function, DWORD id, PVOID* object);
  // Protocol managers are shut down and their libraries unloaded.
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace penstock::native
