// RecordRef: one reference to a record of a cache (IHttpCacheSpecificData), given back by its
// destructor. Used by record_cache.h and by native/cache_operations.h.
#pragma once

#include <httpserv.h>

#include <utility>

namespace penstock::cache {

// Move-only; empty when there is no record.
class RecordRef {
 public:
  RecordRef() = default;
  // Takes the caller's reference over.
  static RecordRef adopt(IHttpCacheSpecificData* record) { return RecordRef(record); }
  // One reference more.
  static RecordRef share(IHttpCacheSpecificData* record) {
    if (record != nullptr) {
      record->ReferenceCacheData();
    }
    return RecordRef(record);
  }

  RecordRef(RecordRef&& other) noexcept : record_(std::exchange(other.record_, nullptr)) {}
  RecordRef& operator=(RecordRef&& other) noexcept {
    std::swap(record_, other.record_);
    return *this;
  }
  RecordRef(const RecordRef&) = delete;
  RecordRef& operator=(const RecordRef&) = delete;
  ~RecordRef() {
    if (record_ != nullptr) {
      record_->DereferenceCacheData();
    }
  }

  IHttpCacheSpecificData* get() const { return record_; }
  IHttpCacheSpecificData* operator->() const { return record_; }
  explicit operator bool() const { return record_ != nullptr; }
  // The reference is the caller's from here on.
  IHttpCacheSpecificData* release() { return std::exchange(record_, nullptr); }

 private:
  explicit RecordRef(IHttpCacheSpecificData* record) : record_(record) {}

  IHttpCacheSpecificData* record_ = nullptr;
};

}  // namespace penstock::cache
