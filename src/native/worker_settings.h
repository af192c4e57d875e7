// WorkerSettings: IWpfSettings, the application pool's settings by number. Pages: IWpfSettings and
// its enumerations. Part of worker_process.h.
#pragma once

#include <httpserv.h>
#include <wpframework.h>

#include <atomic>
#include <string>

#include "native/server_services.h"

namespace penstock::native {

// Any thread. An unknown number, or a null place for the value, is ERROR_INVALID_PARAMETER.
class WorkerSettings final : public IWpfSettings {
 public:
  explicit WorkerSettings(ServerServices& services) : services_(services) {}
  virtual ~WorkerSettings() = default;

  ULONG AddRef() override { return ++references_; }
  ULONG Release() override { return --references_; }
  HRESULT GetDwordProperty(WPF_SETTINGS_DWORD_ENUM id, DWORD* value) override;
  HRESULT GetUlonglongProperty(WPF_SETTINGS_ULONGLONG_ENUM id, ULONGLONG* value) override;
  HRESULT GetStringProperty(WPF_SETTINGS_STRING_ENUM id, PWSTR value, DWORD* length) override;
  HRESULT GetBoolProperty(WPF_SETTINGS_BOOL_ENUM id, BOOL* value) override;
  HRESULT GetHandleProperty(WPF_SETTINGS_HANDLE_ENUM id, HANDLE* value) override;

 private:
  ServerServices& services_;
  std::atomic<ULONG> references_{1};
};

}  // namespace penstock::native
