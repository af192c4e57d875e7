// The framework's interfaces; see worker_process.h. The settings are worker_settings.cc.
#include "native/worker_process.h"

#include <atomic>

#include "base/text.h"
#include "native/hresult_boundary.h"
#include "native/protocol_managers.h"
#include "native/worker_settings.h"

namespace penstock::native {
namespace {

class Actions final : public IWpfActions {
 public:
  explicit Actions(ServerServices& services) : services_(services) {}
  ULONG AddRef() override { return ++references_; }
  ULONG Release() override { return --references_; }
  VOID RecycleWorkerProcess(PCWSTR reason) override { services_.recycle(base::to_utf8(reason)); }
  VOID FailWorkerProcess(PCWSTR reason, HRESULT failure, BOOL) override {
    // status: at once, also where the next health check was asked for: there are none
    services_.report_unhealthy(base::to_utf8(reason), failure);
  }

 private:
  ServerServices& services_;
  std::atomic<ULONG> references_{1};
};

class ExposeManagers final : public IWpfExposeProtocolManagerCustomInterface {
 public:
  explicit ExposeManagers(ProtocolManagers& managers) : managers_(managers) {}
  ULONG AddRef() override { return ++references_; }
  ULONG Release() override { return --references_; }
  HRESULT LoadProtocolManagerAndGetCustomInterface(PCWSTR library, PCWSTR function, DWORD id,
                                                   PVOID* object) override {
    return managers_.get(library, function, id, object);
  }

 private:
  ProtocolManagers& managers_;
  std::atomic<ULONG> references_{1};
};

// An interface of the framework by its number, referenced for the caller.
template <typename Interface>
PVOID give(Interface& part) {
  part.AddRef();
  return &part;
}

class Framework final : public IWorkerProcessFramework {
 public:
  explicit Framework(ServerServices& services)
      : settings_(services), actions_(services), managers_(*this), expose_(managers_) {}

  WorkerSettings& settings() { return settings_; }
  ProtocolManagers& managers() { return managers_; }

  ULONG AddRef() override { return ++references_; }
  ULONG Release() override { return --references_; }
  HRESULT GetWpfInterface(WPF_INTERFACE_ID_ENUM id, PVOID* object) override;
  // The framework has no interface beyond the enumeration's.
  HRESULT GetCustomInterface(DWORD, PVOID* object) override {
    store(object, nullptr);
    return object == nullptr ? kInvalidParameter : E_NOINTERFACE;
  }
  HRESULT GetInterfaceVersion(PDWORD major, PDWORD minor) override {
    if (major == nullptr || minor == nullptr) {
      return kInvalidParameter;
    }
    *major = 7;
    *minor = 5;
    return S_OK;
  }

 private:
  std::atomic<ULONG> references_{1};
  WorkerSettings settings_;
  Actions actions_;
  ProtocolManagers managers_;
  ExposeManagers expose_;
};

HRESULT Framework::GetWpfInterface(WPF_INTERFACE_ID_ENUM id, PVOID* object) {
  // status: application information, preloading and the configuration interface are not there
  store(object, nullptr);
  if (object == nullptr) {
    return kInvalidParameter;
  }
  switch (id) {
    case WPF_SETTINGS_ID:
      *object = give(settings_);
      return S_OK;
    case WPF_ACTIONS_ID:
      *object = give(actions_);
      return S_OK;
    case WPF_EXPOSE_PROTOCOL_MANAGER_CUSTOM_INTERFACE_ID:
      *object = give(expose_);
      return S_OK;
    default:
      return E_NOINTERFACE;
  }
}

}  // namespace

struct WorkerProcess::Parts {
  explicit Parts(ServerServices& services) : framework(services) {}
  Framework framework;
};

WorkerProcess::WorkerProcess(ServerServices& services)
    : parts_(std::make_unique<Parts>(services)) {}
WorkerProcess::~WorkerProcess() = default;

IWorkerProcessFramework& WorkerProcess::framework() { return parts_->framework; }
IWpfSettings& WorkerProcess::settings() { return parts_->framework.settings(); }
void WorkerProcess::stop() { parts_->framework.managers().stop(); }

HRESULT WorkerProcess::protocol_manager(PCWSTR library, PCWSTR function, DWORD id, PVOID* object) {
  return parts_->framework.managers().get(library, function, id, object);
}

}  // namespace penstock::native
