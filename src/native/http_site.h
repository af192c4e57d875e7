// HttpSite and HttpApplication: IHttpSite and IHttpApplication2 over the configured site and
// application. Owned by server/site_table, one each, for the life of the configuration.
#pragma once

#include <httpserv.h>

#include <atomic>
#include <string>

#include "config/server_settings.h"
#include "native/module_context_container.h"

namespace penstock::native {

// Performance counters that modules count in; read by nobody but diagnostics so far.
class PerfCounters final : public IHttpPerfCounterInfo {
 public:
  static constexpr DWORD kMost = 64;

  VOID IncrementCounter(DWORD index, DWORD value) override;
  VOID DecrementCounter(DWORD index, DWORD value) override;
  std::uint64_t value(DWORD index) const;

 private:
  std::atomic<std::uint64_t> values_[kMost]{};
};

// Any thread.
class HttpSite final : public IHttpSite {
 public:
  explicit HttpSite(const config::SiteSettings& settings);

  DWORD GetSiteId() const override { return id_; }
  PCWSTR GetSiteName() const override { return name_.c_str(); }
  IHttpModuleContextContainer* GetModuleContextContainer() override { return &contexts_; }
  IHttpPerfCounterInfo* GetPerfCounterInfo() override { return &counters_; }

  // The site stops: stored contexts are cleaned up, before their modules are unloaded.
  void stop() { contexts_.cleanup(); }

 private:
  DWORD id_;
  std::wstring name_;
  ModuleContextContainer contexts_;
  PerfCounters counters_;
};

// Any thread.
class HttpApplication final : public IHttpApplication2 {
 public:
  HttpApplication(const config::SiteSettings& site, const config::ApplicationSettings& settings);

  PCWSTR GetApplicationPhysicalPath() const override { return physical_path_.c_str(); }
  PCWSTR GetApplicationId() const override { return id_.c_str(); }
  PCWSTR GetAppConfigPath() const override { return config_path_.c_str(); }
  IHttpModuleContextContainer* GetModuleContextContainer() override { return &contexts_; }
  VOID BeginApplicationWarmup() override { warming_up_.store(true, std::memory_order_release); }
  VOID EndApplicationWarmup() override { warming_up_.store(false, std::memory_order_release); }
  BOOL QueryIsWarmingUp() override { return warming_up_.load(std::memory_order_acquire); }

  void stop() { contexts_.cleanup(); }

 private:
  std::wstring physical_path_;
  std::wstring id_;
  std::wstring config_path_;
  std::atomic<bool> warming_up_{false};
  ModuleContextContainer contexts_;
};

}  // namespace penstock::native
