// The lists and values that need memory; see cache_policy.h.
#include "native/cache_policy.h"

#include "base/arena_text.h"

namespace penstock::native {

void HttpCachePolicy::begin() {
  kernel_ = {HttpCachePolicyNocache, 0};
  user_ = {HttpCachePolicyNocache, 0};
  vary_headers_ = "";
  vary_queries_ = "";
  vary_value_ = "";
  kernel_invalidator_ = false;
  user_enabled_ = true;
  cached_ = false;
  force_update_ = false;
}

// Null is no item and no error. Page: IHttpCachePolicy::AppendVaryByHeader.
void HttpCachePolicy::copy_vary_by(const HttpCachePolicy& other) {
  vary_headers_ = arena_.copy(other.vary_headers_);
  vary_queries_ = arena_.copy(other.vary_queries_);
  vary_value_ = arena_.copy(other.vary_value_);
}

HRESULT HttpCachePolicy::append(std::string_view& list, PCSTR item) {
  if (item != nullptr) {
    list = base::concat(arena_, {list, list.empty() ? "" : ",", item});
  }
  return S_OK;
}

HRESULT HttpCachePolicy::AppendVaryByHeader(PCSTR header) { return append(vary_headers_, header); }

HRESULT HttpCachePolicy::AppendVaryByQueryString(PCSTR parameter) {
  return append(vary_queries_, parameter);
}

HRESULT HttpCachePolicy::SetVaryByValue(PCSTR value) {
  if (value == nullptr) {
    return E_INVALIDARG;
  }
  vary_value_ = arena_.copy(std::string_view(value));
  return S_OK;
}

}  // namespace penstock::native
