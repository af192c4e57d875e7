// Keys and records of the server's caches.
#pragma once

#include "types.h"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpCacheKey {
 public:
  virtual DWORD GetHash() const = 0;
  virtual PCWSTR GetCacheName() const = 0;
  virtual bool GetIsEqual(IN IHttpCacheKey* pCacheCompareKey) const = 0;
  virtual bool GetIsPrefix(IN IHttpCacheKey* pCacheCompareKey) const = 0;
  virtual VOID Enum(IN IHttpCacheSpecificData* pCacheData) = 0;
};

class PENSTOCK_INTERFACE IHttpCacheSpecificData {
 public:
  virtual IHttpCacheKey* GetCacheKey() const = 0;
  virtual VOID ReferenceCacheData() = 0;
  virtual VOID DereferenceCacheData() = 0;
  virtual VOID ResetTTL() = 0;
  virtual VOID DecrementTTL(OUT BOOL* pfTTLExpired) = 0;
  virtual VOID SetFlushed() = 0;
  virtual BOOL GetFlushed() const = 0;
};

class PENSTOCK_INTERFACE IHttpTokenEntry : public IHttpCacheSpecificData {
 public:
  virtual HANDLE GetImpersonationToken() = 0;
  virtual HANDLE GetPrimaryToken() = 0;
  virtual PSID GetSid() = 0;
};

PENSTOCK_INTERFACES_END
