// UrlInfo: IHttpUrlInfo, what is known of one URL across its requests, a record of the URI cache;
// and UriKey, its key. Made when a module first asks for it (IHttpContext::GetUrlInfo): requests
// in which nobody asks are not counted, and pay nothing. Pages: IHttpUrlInfo, IUriKey.
#pragma once

#include <httpcach.h>
#include <httpserv.h>

#include <atomic>
#include <string>
#include <vector>

#include "base/thread_annotations.h"
#include "native/module_context_container.h"

namespace penstock::native {

class UrlInfo;

// Equal: site number and path are. Immutable.
class UriKey final : public IUriKey {
 public:
  // `record`: whose hits UpdateFrequentlyHitTickCount counts; null for a key to search with.
  UriKey(DWORD site_id, std::wstring site_name, std::wstring url, std::wstring config_path,
         UrlInfo* record = nullptr);

  DWORD GetHash() const override;
  bool GetIsEqual(IHttpCacheKey* other) const override;
  bool GetIsPrefix(IHttpCacheKey* other) const override;
  VOID Enum(IHttpCacheSpecificData*) override {}
  PCWSTR GetUrl() const override { return url_.c_str(); }
  PCWSTR GetSiteName() const override { return site_name_.c_str(); }
  DWORD GetSiteId() const override { return site_id_; }
  VOID UpdateFrequentlyHitTickCount(DWORD ticks) override;
  PCWSTR GetConfigPath() const override { return config_path_.c_str(); }

 private:
  DWORD site_id_;
  std::wstring site_name_;
  std::wstring url_;
  std::wstring config_path_;
  UrlInfo* record_;
};

// Page: IHttpUrlInfo::IsFrequentlyHit; section system.webServer/serverRuntime.
struct FrequentHits {
  DWORD threshold;
  DWORD period_ms;
};

// Any thread. Counted by reference, from 1.
class UrlInfo final : public IHttpUrlInfo, public IHttpCacheSpecificData {
 public:
  // A larger threshold than this counts as this one.
  static constexpr DWORD kMostThreshold = 1000;

  UrlInfo(const IUriKey& key, FrequentHits rule);

  // One request more, at a time of GetTickCount. Frequent: as many as the threshold says, this one
  // included, within the period.
  void hit(DWORD ticks) PENSTOCK_EXCLUDES(mutex_);

  // IHttpUrlInfo
  IHttpModuleContextContainer* GetModuleContextContainer() override { return &contexts_; }
  BOOL IsFrequentlyHit() const override { return frequent_.load(std::memory_order_relaxed); }

  // IHttpCacheSpecificData
  IHttpCacheKey* GetCacheKey() const override { return &key_; }
  VOID ReferenceCacheData() override { references_.fetch_add(1, std::memory_order_relaxed); }
  VOID DereferenceCacheData() override {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      delete this;
    }
  }
  VOID ResetTTL() override { ttl_.store(kTtl, std::memory_order_relaxed); }
  VOID DecrementTTL(BOOL* expired) override {
    *expired = ttl_.fetch_sub(1, std::memory_order_relaxed) <= 1;
  }
  VOID SetFlushed() override { flushed_.store(true, std::memory_order_release); }
  BOOL GetFlushed() const override { return flushed_.load(std::memory_order_acquire); }

 private:
  static constexpr int kTtl = 2;  // page: IHttpCacheSpecificData::DecrementTTL

  ~UrlInfo() { contexts_.cleanup(); }

  mutable UriKey key_;
  const DWORD period_ms_;
  std::atomic<std::uint32_t> references_{1};
  std::atomic<int> ttl_{kTtl};
  std::atomic<bool> flushed_{false};
  std::atomic<bool> frequent_{false};
  ModuleContextContainer contexts_;

  base::Mutex mutex_;
  std::vector<DWORD> latest_ PENSTOCK_GUARDED_BY(mutex_);  // a ring of `threshold` times
  std::size_t hits_ PENSTOCK_GUARDED_BY(mutex_) = 0;
};

}  // namespace penstock::native
