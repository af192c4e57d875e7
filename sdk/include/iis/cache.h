// Keys and records of the server's caches. The three there are, and what their keys tell:
// httpcach.h. Operations on them: IHttpServer::DoCacheOperation (server.h), GL_CACHE_OPERATION
// (global_module.h).
#pragma once

#include "types.h"

PENSTOCK_INTERFACES_BEGIN

// What a record is found by. Implemented by whoever makes the record; GetCacheName tells which
// derived interface it is, and dynamic_cast confirms it. The arguments of comparisons must not be
// null. (Pages: ihttpcachekey-*.)
class PENSTOCK_INTERFACE IHttpCacheKey {
 public:
  // A number that is equal for equal keys.
  virtual DWORD GetHash() const = 0;

  // Name of the cache the key is of; lives as long as the key.
  virtual PCWSTR GetCacheName() const = 0;

  // Whether the other key, of the same cache, names the same record.
  virtual bool GetIsEqual(IN IHttpCacheKey* pCacheCompareKey) const = 0;

  // Whether this key's name begins the other's: a folder a file's, a URL one below it. FALSE for
  // tokens.
  virtual bool GetIsPrefix(IN IHttpCacheKey* pCacheCompareKey) const = 0;

  // Called once for each record during CACHE_OPERATION_ENUM.
  virtual VOID Enum(IN IHttpCacheSpecificData* pCacheData) = 0;
};

// A record. Counted by reference, starting at 1; counting is safe from several threads. (Pages:
// ihttpcachespecificdata-*.)
class PENSTOCK_INTERFACE IHttpCacheSpecificData {
 public:
  // The record's key; belongs to it.
  virtual IHttpCacheKey* GetCacheKey() const = 0;

  // One more user of the record.
  virtual VOID ReferenceCacheData() = 0;

  // One user less; the last one frees it. It may outlive its place in the cache.
  virtual VOID DereferenceCacheData() = 0;

  // The record was used: its countdown begins again.
  virtual VOID ResetTTL() = 0;

  // One round of the cache's cleaner; `*pfTTLExpired` TRUE when the countdown is over.
  virtual VOID DecrementTTL(OUT BOOL* pfTTLExpired) = 0;

  // The record is out of the cache; nobody finds it any more.
  virtual VOID SetFlushed() = 0;

  // TRUE after SetFlushed, for records that note it.
  virtual BOOL GetFlushed() const = 0;
};

// A user that was logged on, with the tokens; a record of the token cache. From
// IHttpServer2::GetToken or IMetadataInfo::GetVrToken. Handles belong to the record and may be
// null. (Pages: ihttptokenentry-*.)
class PENSTOCK_INTERFACE IHttpTokenEntry : public IHttpCacheSpecificData {
 public:
  // Token to run as the user.
  virtual HANDLE GetImpersonationToken() = 0;

  // Token to start processes as the user.
  virtual HANDLE GetPrimaryToken() = 0;

  // The user's security id.
  virtual PSID GetSid() = 0;
};

PENSTOCK_INTERFACES_END
