// FileInfo: IHttpFileInfo, an open file as modules see it: handle, size, entity tag, times, and
// for small files the content. Made by the file cache's factory, shared by requests and modules
// through its reference count.
#pragma once

#include <httpcach.h>
#include <httpserv.h>

#include <memory>
#include <string>
#include <utility>

#include "cache/file_cache.h"
#include "native/module_context_container.h"

namespace penstock::native {

// The key of a file in the FILE cache. Page: IFileKey.
class FileKey final : public IFileKey {
 public:
  explicit FileKey(std::wstring path) : path_(std::move(path)) {}
  DWORD GetHash() const override;
  PCWSTR GetPath() const override { return path_.c_str(); }
  bool GetIsEqual(IHttpCacheKey* other) const override;
  bool GetIsPrefix(IHttpCacheKey* other) const override;
  VOID Enum(IHttpCacheSpecificData*) override {}

 private:
  std::wstring path_;
};

// Immutable but for counts and contexts; any thread.
class FileInfo final : public IHttpFileInfo, public cache::FileRecord {
 public:
  // Files up to this size have their content in memory (GetFileBuffer).
  static constexpr std::int64_t kMostInMemory = 64 * 1024;

  // Takes the descriptor over. The factory of the file cache.
  static cache::FileRecord* make(const cache::OpenedFile& file);

  bool is_directory() const { return directory_; }

  // IHttpCacheSpecificData
  IHttpCacheKey* GetCacheKey() const override { return &key_; }
  VOID ReferenceCacheData() override { reference(); }
  VOID DereferenceCacheData() override { release(); }
  VOID ResetTTL() override { ttl_.store(kTtl, std::memory_order_relaxed); }
  VOID DecrementTTL(BOOL* expired) override;
  // Pages: SetFlushed, GetFlushed. A file counts as cached as long as somebody holds it.
  VOID SetFlushed() override {}
  BOOL GetFlushed() const override { return FALSE; }

  // IHttpFileInfo
  DWORD GetAttributes() const override;
  VOID GetSize(ULARGE_INTEGER* size) const override;
  const BYTE* GetFileBuffer() const override {
    return reinterpret_cast<const BYTE*>(content_.get());
  }
  HANDLE GetFileHandle() const override {
    return handle_ == nullptr ? INVALID_HANDLE_VALUE : handle_;
  }
  PCWSTR GetFilePath() const override { return key_.GetPath(); }
  PCSTR GetETag(USHORT* length) const override;
  VOID GetLastModifiedTime(FILETIME* time) const override;
  PCSTR GetLastModifiedString() const override { return last_modified_; }
  BOOL GetHttpCacheAllowed(DWORD* seconds) const override;
  HRESULT AccessCheck(HANDLE, PSID) override { return S_OK; }
  HANDLE GetVrToken() const override { return nullptr; }
  // The file's folder is local: it has no path of its own to watch, nor a token to do so.
  PCWSTR GetVrPath() const override { return nullptr; }
  IHttpModuleContextContainer* GetModuleContextContainer() override { return &contexts_; }
  BOOL CheckIfFileHasChanged(HANDLE token) override;

 private:
  static constexpr int kTtl = 2;  // page: DecrementTTL; the count a record starts with

  explicit FileInfo(const cache::OpenedFile& file);
  ~FileInfo() override;
  void read_content(int fd);

  mutable FileKey key_;
  HANDLE handle_ = nullptr;
  bool directory_ = false;
  struct stat status_;
  std::unique_ptr<char[]> content_;
  char etag_[40] = "";
  std::uint16_t etag_length_ = 0;
  char last_modified_[30] = "";
  std::atomic<int> ttl_{kTtl};
  ModuleContextContainer contexts_;
};

}  // namespace penstock::native
