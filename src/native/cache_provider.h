// CacheProvider: ICacheProvider, what GL_CACHE_OPERATION hands over. cache_operations.cc raises it.
#pragma once

#include <httpserv.h>

#include "cache/record_ref.h"

namespace penstock::native {

// Lives while one operation is announced, on the calling thread's stack.
class CacheProvider final : public ICacheProvider {
 public:
  CacheProvider(CACHE_OPERATION operation, IHttpCacheKey& key, IHttpCacheSpecificData* record,
                IHttpTraceContext* trace)
      : operation_(operation), key_(key), record_(cache::RecordRef::share(record)), trace_(trace) {}

  VOID SetErrorStatus(HRESULT error) override { error_ = error; }
  CACHE_OPERATION GetCacheOperation() const override { return operation_; }
  IHttpCacheKey* GetCacheKey() const override { return &key_; }
  IHttpCacheSpecificData* GetCacheRecord() const override { return record_.get(); }
  VOID SetCacheRecord(IHttpCacheSpecificData* record) override {
    record_ = cache::RecordRef::adopt(record);
  }
  IHttpTraceContext* GetTraceContext() const override { return trace_; }

  HRESULT error() const { return error_; }
  cache::RecordRef take_record() { return std::move(record_); }

 private:
  CACHE_OPERATION operation_;
  IHttpCacheKey& key_;
  cache::RecordRef record_;
  IHttpTraceContext* trace_;
  HRESULT error_ = S_OK;
};

}  // namespace penstock::native
