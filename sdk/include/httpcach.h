// Keys of the server's three caches.
#pragma once

#include "iis/cache.h"

#define URI_CACHE_NAME L"URI"
#define FILE_CACHE_NAME L"FILE"
#define TOKEN_CACHE_NAME L"TOKEN"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IUriKey : public IHttpCacheKey {
 public:
  PCWSTR GetCacheName() const override { return URI_CACHE_NAME; }
  virtual PCWSTR GetUrl() const = 0;
  virtual PCWSTR GetSiteName() const = 0;
  virtual DWORD GetSiteId() const = 0;
  virtual VOID UpdateFrequentlyHitTickCount(DWORD dwTicks) = 0;
  virtual PCWSTR GetConfigPath() const = 0;
};

class PENSTOCK_INTERFACE IFileKey : public IHttpCacheKey {
 public:
  PCWSTR GetCacheName() const override { return FILE_CACHE_NAME; }
  virtual PCWSTR GetPath() const = 0;
};

class PENSTOCK_INTERFACE IHttpTokenKey : public IHttpCacheKey {
 public:
  PCWSTR GetCacheName() const override { return TOKEN_CACHE_NAME; }
  virtual PCWSTR GetUserName() const = 0;
  virtual PCWSTR GetPasswordHash() const = 0;
  virtual DWORD GetLogonMethod() const = 0;
};

PENSTOCK_INTERFACES_END

PENSTOCK_DEFINE_UUID(IUriKey, 0xf1bc4f8c, 0x6bf8, 0x42c0, 0xb7, 0x45, 0x4f, 0xbe, 0x1a, 0x67, 0xe5,
                     0xa7);
PENSTOCK_DEFINE_UUID(IFileKey, 0x7377f6a4, 0x266c, 0x4043, 0xb6, 0x2a, 0x9e, 0xa9, 0x55, 0xa5, 0xe9,
                     0x7a);
PENSTOCK_DEFINE_UUID(IHttpTokenKey, 0x1d3dc8cb, 0xfc52, 0x42bc, 0x97, 0xe1, 0x1b, 0xf0, 0x21, 0x36,
                     0xe8, 0xba);
