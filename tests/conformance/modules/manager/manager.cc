// A protocol manager's library, as another protocol's author makes it: one custom interface, number
// 7, and a line in the file CACHING_LOG names when it is shut down.
#include <wpframework.h>

#include <atomic>
#include <cstdlib>
#include <fstream>

namespace {

int custom_interface = 42;

class Manager final : public IProtocolManager {
 public:
  ULONG AddRef() override { return ++references_; }
  ULONG Release() override {
    const ULONG left = --references_;
    if (left == 0) {
      delete this;
    }
    return left;
  }
  HRESULT GetPmInterface(PM_INTERFACE_ID_ENUM, PVOID* object) override {
    *object = nullptr;
    return E_NOINTERFACE;
  }
  HRESULT GetCustomInterface(DWORD id, PVOID* object) override {
    *object = id == 7 ? &custom_interface : nullptr;
    return id == 7 ? S_OK : E_NOINTERFACE;
  }
  HRESULT Shutdown(BOOL immediate) override {
    if (const char* file = std::getenv("CACHING_LOG"); file != nullptr) {
      std::ofstream(file, std::ios::app) << (immediate ? "manager cut off\n" : "manager ended\n");
    }
    return S_OK;
  }

 private:
  ~Manager() = default;
  std::atomic<ULONG> references_{1};
};

}  // namespace

extern "C" __attribute__((visibility("default"))) HRESULT GetManager(
    IWorkerProcessFramework* framework, IProtocolManager** manager) {
  DWORD major = 0;
  DWORD minor = 0;
  if (FAILED(framework->GetInterfaceVersion(&major, &minor)) || major < 7) {
    return E_FAIL;
  }
  *manager = new Manager;
  return S_OK;
}

extern "C" __attribute__((visibility("default"))) HRESULT FailingManager(IWorkerProcessFramework*,
                                                                         IProtocolManager**) {
  return HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED);
}
