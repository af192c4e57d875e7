// How a response may be cached.
#pragma once

#include "types.h"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpCachePolicy {
 public:
  virtual HTTP_CACHE_POLICY* GetKernelCachePolicy() = 0;
  virtual VOID SetKernelCacheInvalidatorSet() = 0;
  virtual HTTP_CACHE_POLICY* GetUserCachePolicy() = 0;
  virtual HRESULT AppendVaryByHeader(IN PCSTR pszHeader) = 0;
  virtual PCSTR GetVaryByHeaders() const = 0;
  virtual HRESULT AppendVaryByQueryString(IN PCSTR pszParam) = 0;
  virtual PCSTR GetVaryByQueryStrings() const = 0;
  virtual HRESULT SetVaryByValue(IN PCSTR pszValue) = 0;
  virtual PCSTR GetVaryByValue() const = 0;
  virtual BOOL IsUserCacheEnabled() const = 0;
  virtual VOID DisableUserCache() = 0;
  virtual BOOL IsCached() const = 0;
  virtual VOID SetIsCached() = 0;
  virtual BOOL GetKernelCacheInvalidatorSet() const = 0;
};

class PENSTOCK_INTERFACE IHttpCachePolicy2 : public IHttpCachePolicy {
 public:
  virtual BOOL IsForceUpdateSet() const = 0;
  virtual VOID SetForceUpdate() = 0;
};

PENSTOCK_INTERFACES_END
