// Announcing and carrying out; see cache_operations.h.
#include "native/cache_operations.h"

#include <httpcach.h>

#include <cwchar>
#include <new>
#include <optional>

#include "base/text.h"
#include "native/cache_provider.h"
#include "native/file_info.h"
#include "native/global_events.h"
#include "native/hresult_boundary.h"
#include "native/url_info.h"

namespace penstock::native {
namespace {

constexpr HRESULT kNotFound = HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND);

std::string path_of(const IFileKey& key) { return base::to_utf8(key.GetPath()); }

// A module's key of a URL finds the server's record whatever hash it has: by a key of the server's.
std::optional<UriKey> own_form(const IHttpCacheKey& key) {
  const auto* uri = dynamic_cast<const IUriKey*>(&key);
  if (uri == nullptr || dynamic_cast<const UriKey*>(uri) != nullptr || uri->GetUrl() == nullptr) {
    return std::nullopt;
  }
  return UriKey(uri->GetSiteId(), L"", uri->GetUrl(), L"");
}

// Null for keys of other caches.
const IFileKey* file_key(const IHttpCacheKey& key) { return dynamic_cast<const IFileKey*>(&key); }

}  // namespace

CacheOperations::Answer CacheOperations::announce(CACHE_OPERATION operation, IHttpCacheKey& key,
                                                  IHttpCacheSpecificData* record,
                                                  IHttpTraceContext* trace) {
  Answer answer;
  if (!announced()) {
    return answer;
  }
  CacheProvider provider(operation, key, record, trace);
  answer.handled = raise_cache_operation(services_, provider) == GL_NOTIFICATION_HANDLED;
  answer.error = provider.error();
  if (operation == CACHE_OPERATION_RETRIEVE) {
    answer.record = provider.take_record();
  }
  return answer;
}

// Keys and records are mostly modules' code, and what they throw stays with this call.
HRESULT CacheOperations::perform(CACHE_OPERATION operation, IHttpCacheKey* key,
                                 IHttpCacheSpecificData** data, IHttpTraceContext* trace) {
  if (!open_.load(std::memory_order_acquire)) {
    return HRESULT_FROM_WIN32(ERROR_NOT_READY);
  }
  const bool needs_data = operation == CACHE_OPERATION_RETRIEVE || operation == CACHE_OPERATION_ADD;
  if (key == nullptr || (needs_data && data == nullptr)) {
    return kInvalidParameter;
  }
  try {
    if (key->GetCacheName() == nullptr) {
      return kInvalidParameter;
    }
    return carry_out(operation, *key, data, trace);
  } catch (const std::bad_alloc&) {
    return kNotEnoughMemory;
  } catch (...) {
    return E_UNEXPECTED;
  }
}

HRESULT CacheOperations::carry_out(CACHE_OPERATION operation, IHttpCacheKey& key,
                                   IHttpCacheSpecificData** data, IHttpTraceContext* trace) {
  if (operation == CACHE_OPERATION_ADD) {
    return *data == nullptr ? kInvalidParameter : add(key, **data, trace);
  }
  store(data, nullptr);
  switch (operation) {
    case CACHE_OPERATION_RETRIEVE:
      return retrieve(key, data, trace);
    case CACHE_OPERATION_DELETE:
      return remove(key, trace);
    case CACHE_OPERATION_FLUSH_PREFIX:
    case CACHE_OPERATION_ENUM:
      break;
    default:
      return kInvalidParameter;
  }
  const Answer answer = announce(operation, key, nullptr, trace);
  if (answer.handled) {
    return answer.error;
  }
  operation == CACHE_OPERATION_ENUM ? enumerate(key) : flush_prefix(key);
  return S_OK;
}

HRESULT CacheOperations::retrieve(IHttpCacheKey& key, IHttpCacheSpecificData** data,
                                  IHttpTraceContext* trace) {
  Answer answer = announce(CACHE_OPERATION_RETRIEVE, key, nullptr, trace);
  if (!answer.handled && !answer.record) {
    answer.record = find(key);
  }
  *data = answer.record.release();
  if (*data != nullptr) {
    return S_OK;
  }
  return FAILED(answer.error) ? answer.error : kNotFound;
}

HRESULT CacheOperations::add(IHttpCacheKey& key, IHttpCacheSpecificData& record,
                             IHttpTraceContext* trace) {
  IHttpCacheKey* own = record.GetCacheKey();
  if (own == nullptr || own->GetCacheName() == nullptr ||
      std::wcscmp(own->GetCacheName(), key.GetCacheName()) != 0) {
    return kInvalidParameter;
  }
  const Answer answer = announce(CACHE_OPERATION_ADD, key, &record, trace);
  if (answer.handled) {
    return answer.error;
  }
  cache_of(key).add(record);
  return S_OK;
}

HRESULT CacheOperations::remove(IHttpCacheKey& key, IHttpTraceContext* trace) {
  if (announced()) {
    const cache::RecordRef record = find(key);
    const Answer answer = announce(CACHE_OPERATION_DELETE, key, record.get(), trace);
    if (answer.handled) {
      return answer.error;
    }
  }
  bool removed = cache_of(key).remove(key);
  if (const auto own = own_form(key); own.has_value()) {
    removed = cache_of(key).remove(*own) || removed;
  }
  if (const IFileKey* file = file_key(key); file != nullptr) {
    removed = files_.forget(path_of(*file)) || removed;
  }
  return removed ? S_OK : kNotFound;
}

void CacheOperations::flush_prefix(IHttpCacheKey& key) {
  cache_of(key).remove_prefix(key);
  if (file_key(key) == nullptr) {
    return;
  }
  for (const cache::RecordRef& record : open_files()) {
    IHttpCacheKey* own = record->GetCacheKey();
    if (key.GetIsPrefix(own)) {
      files_.forget(path_of(*static_cast<IFileKey*>(own)));
    }
  }
}

// Page: IHttpCacheKey::Enum.
void CacheOperations::enumerate(IHttpCacheKey& key) {
  for (const cache::RecordRef& record : cache_of(key).all()) {
    key.Enum(record.get());
  }
  if (file_key(key) != nullptr) {
    for (const cache::RecordRef& record : open_files()) {
      key.Enum(record.get());
    }
  }
}

cache::RecordRef CacheOperations::find(IHttpCacheKey& key) {
  cache::RecordRef record = cache_of(key).find(key);
  if (const auto own = own_form(key); !record && own.has_value()) {
    record = cache_of(key).find(*own);
  }
  const IFileKey* file = record ? nullptr : file_key(key);
  if (file != nullptr) {
    record = cache::RecordRef::adopt(static_cast<FileInfo*>(files_.find(path_of(*file))));
  }
  return record;
}

std::vector<cache::RecordRef> CacheOperations::open_files() {
  std::vector<cache::RecordRef> records;
  for (cache::FileRecord* record : files_.all()) {
    records.push_back(cache::RecordRef::adopt(static_cast<FileInfo*>(record)));
  }
  return records;
}

cache::RecordCache& CacheOperations::cache_of(const IHttpCacheKey& key) {
  const std::wstring_view name = key.GetCacheName();
  const base::MutexLock lock(mutex_);
  const auto known = caches_.find(name);
  return known != caches_.end()
             ? known->second
             : caches_.try_emplace(std::wstring(name), kMostRecords).first->second;
}

void CacheOperations::close() {
  if (!open_.load(std::memory_order_acquire)) {
    return;
  }
  raise_cache_cleanup(services_);
  open_.store(false, std::memory_order_release);
  std::vector<cache::RecordCache*> caches;
  {
    const base::MutexLock lock(mutex_);
    for (auto& [name, cache] : caches_) {
      caches.push_back(&cache);
    }
  }
  for (cache::RecordCache* cache : caches) {
    cache->clear();
  }
}

}  // namespace penstock::native
