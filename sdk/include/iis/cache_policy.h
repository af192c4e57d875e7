// Whether and how a response may be cached, by the server's response cache ("kernel") and by the
// output cache modules ("user"). Reached through IHttpResponse::GetCachePolicy (response.h).
#pragma once

#include "types.h"

PENSTOCK_INTERFACES_BEGIN

// The policy of one response; it lives with the response. Flags go one way: what a module has
// forbidden, no other can allow again. (Pages: ihttpcachepolicy-*.)
class PENSTOCK_INTERFACE IHttpCachePolicy {
 public:
  // Policy of the response cache, to be changed in place. Starts as HttpCachePolicyNocache, 0
  // seconds.
  virtual HTTP_CACHE_POLICY* GetKernelCachePolicy() = 0;

  // Notes that somebody will invalidate the cached response when its source changes, without which
  // HttpCachePolicyUserInvalidates would never end.
  virtual VOID SetKernelCacheInvalidatorSet() = 0;

  // Policy of the output cache, to be changed in place. Starts like the other.
  virtual HTTP_CACHE_POLICY* GetUserCachePolicy() = 0;

  // The cached response depends on this request header too. Copied; null does nothing and is S_OK.
  // E_FAIL, ERROR_NOT_ENOUGH_MEMORY.
  virtual HRESULT AppendVaryByHeader(IN PCSTR pszHeader) = 0;

  // Names appended so far, with commas between them; empty at first.
  virtual PCSTR GetVaryByHeaders() const = 0;

  // The cached response depends on this parameter of the query. Otherwise as AppendVaryByHeader.
  virtual HRESULT AppendVaryByQueryString(IN PCSTR pszParam) = 0;

  // Parameters appended so far, with commas between them.
  virtual PCSTR GetVaryByQueryStrings() const = 0;

  // Any further text the cached response depends on; replaces the one before. E_INVALIDARG: null.
  // ERROR_ARITHMETIC_OVERFLOW: too long.
  virtual HRESULT SetVaryByValue(IN PCSTR pszValue) = 0;

  // That text; empty at first.
  virtual PCSTR GetVaryByValue() const = 0;

  // TRUE until DisableUserCache.
  virtual BOOL IsUserCacheEnabled() const = 0;

  // Keeps the response out of the output cache.
  virtual VOID DisableUserCache() = 0;

  // TRUE after SetIsCached.
  virtual BOOL IsCached() const = 0;

  // Notes that the response came out of a cache, so that it is not stored again.
  virtual VOID SetIsCached() = 0;

  // TRUE after SetKernelCacheInvalidatorSet.
  virtual BOOL GetKernelCacheInvalidatorSet() const = 0;
};

class PENSTOCK_INTERFACE IHttpCachePolicy2 : public IHttpCachePolicy {
 public:
  // TRUE after SetForceUpdate.
  virtual BOOL IsForceUpdateSet() const = 0;

  // Asks the output cache to replace its entry with this response although the entry is still good.
  virtual VOID SetForceUpdate() = 0;
};

PENSTOCK_INTERFACES_END
