// Comparison of keys and the count of hits; see url_info.h.
#include "native/url_info.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace penstock::native {

UriKey::UriKey(DWORD site_id, std::wstring site_name, std::wstring url, std::wstring config_path,
               UrlInfo* record)
    : site_id_(site_id),
      site_name_(std::move(site_name)),
      url_(std::move(url)),
      config_path_(std::move(config_path)),
      record_(record) {}

// FNV-1a.
DWORD UriKey::GetHash() const {
  DWORD hash = 2166136261U ^ site_id_;
  for (const wchar_t c : url_) {
    hash = (hash ^ static_cast<DWORD>(c)) * 16777619U;
  }
  return hash;
}

bool UriKey::GetIsEqual(IHttpCacheKey* other) const {
  const auto* key = dynamic_cast<const IUriKey*>(other);
  return key != nullptr && key->GetSiteId() == site_id_ && url_ == key->GetUrl();
}

bool UriKey::GetIsPrefix(IHttpCacheKey* other) const {
  const auto* key = dynamic_cast<const IUriKey*>(other);
  return key != nullptr && key->GetSiteId() == site_id_ &&
         std::wstring_view(key->GetUrl()).starts_with(url_);
}

VOID UriKey::UpdateFrequentlyHitTickCount(DWORD ticks) {
  if (record_ != nullptr) {
    record_->hit(ticks);
  }
}

UrlInfo::UrlInfo(const IUriKey& key, FrequentHits rule)
    : key_(key.GetSiteId(), key.GetSiteName(), key.GetUrl(), key.GetConfigPath(), this),
      period_ms_(rule.period_ms),
      latest_(std::clamp<DWORD>(rule.threshold, 1, kMostThreshold)) {}

void UrlInfo::hit(DWORD ticks) {
  const base::MutexLock lock(mutex_);
  latest_[hits_ % latest_.size()] = ticks;
  ++hits_;
  const DWORD oldest = latest_[hits_ % latest_.size()];
  frequent_.store(hits_ >= latest_.size() && ticks - oldest <= period_ms_,
                  std::memory_order_relaxed);
}

}  // namespace penstock::native
