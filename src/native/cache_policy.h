// HttpCachePolicy: what modules say about caching a response. Page: IHttpCachePolicy.
// Owner: http_response.h; who caches reads it.
#pragma once

#include <httpserv.h>

#include <string_view>

#include "base/arena.h"

namespace penstock::native {

// Owned by the request's executor. The flags only ever go one way.
class HttpCachePolicy final : public IHttpCachePolicy2 {
 public:
  explicit HttpCachePolicy(base::Arena& arena) : arena_(arena) {}

  void begin();
  // What the response varies by, from a parent's. Page: CLONE_FLAG_USER_CACHE_VARY_BY.
  void copy_vary_by(const HttpCachePolicy& other);

  HTTP_CACHE_POLICY* GetKernelCachePolicy() override { return &kernel_; }
  VOID SetKernelCacheInvalidatorSet() override { kernel_invalidator_ = true; }
  HTTP_CACHE_POLICY* GetUserCachePolicy() override { return &user_; }
  HRESULT AppendVaryByHeader(PCSTR header) override;
  PCSTR GetVaryByHeaders() const override { return vary_headers_.data(); }
  HRESULT AppendVaryByQueryString(PCSTR parameter) override;
  PCSTR GetVaryByQueryStrings() const override { return vary_queries_.data(); }
  HRESULT SetVaryByValue(PCSTR value) override;
  PCSTR GetVaryByValue() const override { return vary_value_.data(); }
  BOOL IsUserCacheEnabled() const override { return user_enabled_; }
  VOID DisableUserCache() override { user_enabled_ = false; }
  BOOL IsCached() const override { return cached_; }
  VOID SetIsCached() override { cached_ = true; }
  BOOL GetKernelCacheInvalidatorSet() const override { return kernel_invalidator_; }
  BOOL IsForceUpdateSet() const override { return force_update_; }
  VOID SetForceUpdate() override { force_update_ = true; }

 private:
  HRESULT append(std::string_view& list, PCSTR item);

  base::Arena& arena_;
  HTTP_CACHE_POLICY kernel_{};
  HTTP_CACHE_POLICY user_{};
  std::string_view vary_headers_ = "";
  std::string_view vary_queries_ = "";
  std::string_view vary_value_ = "";
  bool kernel_invalidator_ = false;
  bool user_enabled_ = true;
  bool cached_ = false;
  bool force_update_ = false;
};

}  // namespace penstock::native
