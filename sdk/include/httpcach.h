// Keys of the server's three caches: what IHttpCacheKey::GetCacheName tells, and the interface to
// cast to then. Records are in iis/cache.h and iis/file.h. (Page: caching-constants.)
#pragma once

#include "iis/cache.h"

// Names of the caches; a module's own cache has a name of its own.
#define URI_CACHE_NAME L"URI"
#define FILE_CACHE_NAME L"FILE"
#define TOKEN_CACHE_NAME L"TOKEN"

PENSTOCK_INTERFACES_BEGIN

// A URL of a site. Equal: site and URL are. (Pages: iurikey-*, iurikay-*.)
class PENSTOCK_INTERFACE IUriKey : public IHttpCacheKey {
 public:
  // Marks the key as one of this cache.
  PCWSTR GetCacheName() const override { return URI_CACHE_NAME; }

  // Path of the URL within the site.
  virtual PCWSTR GetUrl() const = 0;

  // The site.
  virtual PCWSTR GetSiteName() const = 0;

  // Its number.
  virtual DWORD GetSiteId() const = 0;

  // The server's own: a hit at this time, for IHttpUrlInfo::IsFrequentlyHit.
  virtual VOID UpdateFrequentlyHitTickCount(DWORD dwTicks) = 0;

  // The URL's place in the configuration.
  virtual PCWSTR GetConfigPath() const = 0;
};

// A file. Equal: the paths are. (Pages: ifilekey-*.)
class PENSTOCK_INTERFACE IFileKey : public IHttpCacheKey {
 public:
  // Marks the key as one of this cache.
  PCWSTR GetCacheName() const override { return FILE_CACHE_NAME; }

  // Full physical path.
  virtual PCWSTR GetPath() const = 0;
};

// A user who was logged on. Equal: name and logon method are. (Pages: ihttptokenkey-*.)
class PENSTOCK_INTERFACE IHttpTokenKey : public IHttpCacheKey {
 public:
  // Marks the key as one of this cache.
  PCWSTR GetCacheName() const override { return TOKEN_CACHE_NAME; }

  // Name, in clear text.
  virtual PCWSTR GetUserName() const = 0;

  // A hash of the password, from which it cannot be had back.
  virtual PCWSTR GetPasswordHash() const = 0;

  // LOGON32_ value it was logged on with.
  virtual DWORD GetLogonMethod() const = 0;
};

PENSTOCK_INTERFACES_END

PENSTOCK_DEFINE_UUID(IUriKey, 0xf1bc4f8c, 0x6bf8, 0x42c0, 0xb7, 0x45, 0x4f, 0xbe, 0x1a, 0x67, 0xe5,
                     0xa7);
PENSTOCK_DEFINE_UUID(IFileKey, 0x7377f6a4, 0x266c, 0x4043, 0xb6, 0x2a, 0x9e, 0xa9, 0x55, 0xa5, 0xe9,
                     0x7a);
PENSTOCK_DEFINE_UUID(IHttpTokenKey, 0x1d3dc8cb, 0xfc52, 0x42bc, 0x97, 0xe1, 0x1b, 0xf0, 0x21, 0x36,
                     0xe8, 0xba);
