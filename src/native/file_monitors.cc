// Registration, and from a change to its monitor; see file_monitors.h.
#include "native/file_monitors.h"

#include <atomic>
#include <cerrno>

#include "base/text.h"
#include "native/global_events.h"
#include "native/hresult_boundary.h"
#include "native/module_context_container.h"

namespace penstock::native {

// Counted by reference: one for the module that registered it, one while a change is told.
class FileMonitor final : public IHttpFileMonitor {
 public:
  FileMonitor(FileMonitors& owner, std::uint64_t watch) : owner_(owner), watch_(watch) {}

  IHttpModuleContextContainer* GetModuleContextContainer() override { return &contexts_; }
  VOID DereferenceFileMonitor() override {
    owner_.remove(watch_);
    release();
  }

  void reference() { references_.fetch_add(1, std::memory_order_relaxed); }
  void release() {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      delete this;
    }
  }

 private:
  ~FileMonitor() { contexts_.cleanup(); }

  FileMonitors& owner_;
  const std::uint64_t watch_;
  std::atomic<std::uint32_t> references_{1};
  ModuleContextContainer contexts_;
};

namespace {

HRESULT from_errno(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return HRESULT_FROM_WIN32(ERROR_PATH_NOT_FOUND);
    case EACCES:
    case EPERM:
      return HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED);
    default:  // the system's limits of watches
      return kNotEnoughMemory;
  }
}

}  // namespace

// The lock is held until the monitor can be found: its first change may come at once.
HRESULT FileMonitors::add(PCWSTR path, IHttpFileMonitor** monitor) {
  store(monitor, nullptr);
  if (path == nullptr || *path == L'\0' || monitor == nullptr) {
    return kInvalidParameter;
  }
  int error = 0;
  const base::MutexLock lock(mutex_);
  const std::uint64_t watch = services_.watch_directory(base::to_utf8(path), &error);
  if (watch == 0) {
    return from_errno(error);
  }
  auto* made = new FileMonitor(*this, watch);
  monitors_.emplace(watch, made);
  *monitor = made;
  return S_OK;
}

void FileMonitors::remove(std::uint64_t watch) {
  {
    const base::MutexLock lock(mutex_);
    monitors_.erase(watch);
  }
  services_.unwatch_directory(watch);
}

void FileMonitors::changed(std::uint64_t watch, std::string_view path) {
  FileMonitor* monitor = nullptr;
  {
    const base::MutexLock lock(mutex_);
    const auto found = monitors_.find(watch);
    if (found == monitors_.end()) {
      return;
    }
    monitor = found->second;
    monitor->reference();
  }
  files_.forget(path);
  raise_file_change(services_, base::to_wide(path).c_str(), monitor);
  monitor->release();
}

}  // namespace penstock::native
