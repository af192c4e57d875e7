// Keys and records as a module makes them, for caches of its own and for the server's.
#pragma once

#include <httpcach.h>
#include <httpserv.h>

#include <atomic>
#include <stdexcept>
#include <string>

namespace caching {

// Of a cache of the module's own. Equal texts, equal keys.
class Key final : public IHttpCacheKey {
 public:
  explicit Key(std::wstring text, PCWSTR cache = L"CACHING")
      : text_(std::move(text)), cache_(cache) {}

  DWORD GetHash() const override {
    if (throws) {
      throw std::runtime_error("a key's hash");
    }
    DWORD hash = 0;
    for (const wchar_t c : text_) {
      hash = hash * 31 + static_cast<DWORD>(c);
    }
    return hash;
  }
  PCWSTR GetCacheName() const override { return cache_; }
  bool GetIsEqual(IHttpCacheKey* other) const override {
    const auto* key = dynamic_cast<const Key*>(other);
    return key != nullptr && key->text_ == text_;
  }
  bool GetIsPrefix(IHttpCacheKey* other) const override {
    const auto* key = dynamic_cast<const Key*>(other);
    return key != nullptr && key->text_.rfind(text_, 0) == 0;
  }
  VOID Enum(IHttpCacheSpecificData* record) override {
    const auto* key = dynamic_cast<const Key*>(record->GetCacheKey());
    enumerated += (key == nullptr ? L"?" : key->text_) + L" ";
  }

  std::wstring enumerated;  // keys of the records that ENUM showed
  bool throws = false;

 private:
  std::wstring text_;
  PCWSTR cache_;
};

// Counts what happens to it.
class Record final : public IHttpCacheSpecificData {
 public:
  explicit Record(std::wstring text, PCWSTR cache = L"CACHING") : key_(std::move(text), cache) {
    ++alive;
  }
  IHttpCacheKey* GetCacheKey() const override { return &key_; }
  VOID ReferenceCacheData() override { ++references; }
  VOID DereferenceCacheData() override {
    if (--references == 0) {
      delete this;
    }
  }
  VOID ResetTTL() override {
    ++resets;
    ttl = 2;
  }
  VOID DecrementTTL(BOOL* expired) override { *expired = --ttl == 0; }
  VOID SetFlushed() override { flushed = true; }
  BOOL GetFlushed() const override { return flushed; }

  static inline std::atomic<int> alive{0};
  std::atomic<int> references{1};
  std::atomic<int> resets{0};
  std::atomic<int> ttl{2};
  std::atomic<bool> flushed{false};

 private:
  ~Record() { --alive; }
  mutable Key key_;
};

// Of the FILE cache.
class ModuleFileKey final : public IFileKey {
 public:
  explicit ModuleFileKey(std::wstring path) : path_(std::move(path)) {}
  DWORD GetHash() const override { return static_cast<DWORD>(path_.size()); }
  PCWSTR GetPath() const override { return path_.c_str(); }
  bool GetIsEqual(IHttpCacheKey* other) const override {
    const auto* key = dynamic_cast<const IFileKey*>(other);
    return key != nullptr && path_ == key->GetPath();
  }
  bool GetIsPrefix(IHttpCacheKey* other) const override {
    const auto* key = dynamic_cast<const IFileKey*>(other);
    return key != nullptr && std::wstring(key->GetPath()).rfind(path_, 0) == 0;
  }
  VOID Enum(IHttpCacheSpecificData* record) override {
    const auto* file = dynamic_cast<const IHttpFileInfo*>(record);
    if (file != nullptr) {
      enumerated += std::wstring(file->GetFilePath()) + L" ";
    }
  }

  std::wstring enumerated;

 private:
  std::wstring path_;
};

}  // namespace caching
