// CacheOperations: what IHttpServer::DoCacheOperation does. Each operation is announced to the
// modules that listen (GL_CACHE_OPERATION); unless one of them handled it, it is carried out on the
// cache that the key names: a RecordCache, and for files the file cache beside it. The server's own
// look-ups of files, URLs and tokens go through here, too.
// Pages: IHttpServer::DoCacheOperation, CGlobalModule::OnGlobalCacheOperation, ICacheProvider.
#pragma once

#include <httpserv.h>

#include <atomic>
#include <map>
#include <string>
#include <vector>

#include "base/thread_annotations.h"
#include "cache/file_cache.h"
#include "cache/record_cache.h"
#include "native/server_services.h"

namespace penstock::native {

// Any thread, but for open() and close().
class CacheOperations {
 public:
  CacheOperations(ServerServices& services, cache::FileCache& files)
      : services_(services), files_(files) {}

  // Once all modules are loaded; until then an operation is too early.
  void open() { open_.store(true, std::memory_order_release); }
  // GL_CACHE_CLEANUP, then everything is let go, before modules are unloaded.
  void close();

  // A module listens: only then is an operation of the file cache announced.
  bool announced() const { return services_.globals().wanted(GL_CACHE_OPERATION); }

  // RETRIEVE gives the caller a reference in *data; ADD reads *data; the others leave it null.
  HRESULT perform(CACHE_OPERATION operation, IHttpCacheKey* key, IHttpCacheSpecificData** data,
                  IHttpTraceContext* trace);

  // What the modules said.
  struct Answer {
    bool handled = false;
    HRESULT error = S_OK;
    cache::RecordRef record;  // of RETRIEVE
  };
  Answer announce(CACHE_OPERATION operation, IHttpCacheKey& key, IHttpCacheSpecificData* record,
                  IHttpTraceContext* trace);

 private:
  // Records that one cache keeps. What the file cache keeps is not counted here.
  static constexpr std::size_t kMostRecords = 4096;

  HRESULT carry_out(CACHE_OPERATION operation, IHttpCacheKey& key, IHttpCacheSpecificData** data,
                    IHttpTraceContext* trace);
  HRESULT retrieve(IHttpCacheKey& key, IHttpCacheSpecificData** data, IHttpTraceContext* trace);
  HRESULT add(IHttpCacheKey& key, IHttpCacheSpecificData& record, IHttpTraceContext* trace);
  HRESULT remove(IHttpCacheKey& key, IHttpTraceContext* trace);
  void flush_prefix(IHttpCacheKey& key);
  void enumerate(IHttpCacheKey& key);
  cache::RecordRef find(IHttpCacheKey& key);
  std::vector<cache::RecordRef> open_files();
  cache::RecordCache& cache_of(const IHttpCacheKey& key) PENSTOCK_EXCLUDES(mutex_);

  ServerServices& services_;
  cache::FileCache& files_;
  std::atomic<bool> open_{false};
  base::Mutex mutex_;
  // By name; a cache never leaves while this object lives.
  std::map<std::wstring, cache::RecordCache, std::less<>> caches_ PENSTOCK_GUARDED_BY(mutex_);
};

}  // namespace penstock::native
