// IHttpServer: files, fragments and what is kept of them; see http_server.h.
#include <penstock/host.h>
#include <unistd.h>

#include <cstring>

#include "base/result.h"
#include "base/text.h"
#include "cache/fragment_cache.h"
#include "native/chunk_resolver.h"
#include "native/file_info.h"
#include "native/http_server.h"

namespace penstock::native {
namespace {

// The bytes of a resolved chunk; an error when a file is shorter than its range.
base::Result<std::string> copy_chunk(const HTTP_DATA_CHUNK& chunk) {
  if (chunk.DataChunkType == HttpDataChunkFromMemory) {
    return std::string(static_cast<const char*>(chunk.FromMemory.pBuffer),
                       chunk.FromMemory.BufferLength);
  }
  std::string bytes(static_cast<std::size_t>(chunk_length(chunk)), '\0');
  const int fd = penstock_fd_of_handle(chunk.FromFileHandle.FileHandle);
  const auto start = static_cast<off_t>(chunk.FromFileHandle.ByteRange.StartingOffset.QuadPart);
  std::size_t read = 0;
  while (read < bytes.size()) {
    const ssize_t n =
        ::pread(fd, bytes.data() + read, bytes.size() - read, start + static_cast<off_t>(read));
    if (n <= 0) {
      return base::Error{"the file is shorter than the range of the chunk"};
    }
    read += static_cast<std::size_t>(n);
  }
  return bytes;
}

}  // namespace

HttpServer::OpenedFile HttpServer::open_file(std::string_view path, std::string_view root,
                                             IHttpTraceContext* trace) {
  if (!caches_.announced()) {
    const cache::FileCache::Opened opened = files_.open(path, root);
    return {static_cast<FileInfo*>(opened.record), opened.error};
  }
  FileKey key(base::to_wide(path));
  CacheOperations::Answer answer = caches_.announce(CACHE_OPERATION_RETRIEVE, key, nullptr, trace);
  if (auto* served = dynamic_cast<IHttpFileInfo*>(answer.record.get()); served != nullptr) {
    answer.record.release();
    return {served};
  }
  const cache::FileCache::Opened opened = files_.open(path, root);
  auto* file = static_cast<FileInfo*>(opened.record);
  if (opened.added &&
      caches_.announce(CACHE_OPERATION_ADD, *file->GetCacheKey(), file, trace).handled) {
    files_.forget(path);  // the module keeps it
  }
  return {file, opened.error};
}

void HttpServer::stop() {
  caches_.close();
  process_.stop();
  files_.clear();
  cache::FragmentCache::instance().clear();
}

HRESULT HttpServer::GetFileInfo(PCWSTR path, HANDLE, PSID, PCWSTR, HANDLE, BOOL,
                                IHttpFileInfo** file, IHttpTraceContext* trace) {
  if (path == nullptr || file == nullptr) {
    return E_INVALIDARG;
  }
  const OpenedFile opened = open_file(base::to_utf8(path), {}, trace);
  *file = opened.file;
  switch (opened.error) {
    case cache::OpenError::none:
      return S_OK;
    case cache::OpenError::not_found:
      return HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND);
    case cache::OpenError::denied:
      return HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED);
    case cache::OpenError::other:
      return HRESULT_FROM_WIN32(ERROR_TOO_MANY_OPEN_FILES);
  }
  return E_UNEXPECTED;
}

// Page: AddFragmentToCache. Memory and file chunks; the bytes are copied.
HRESULT HttpServer::AddFragmentToCache(HTTP_DATA_CHUNK* chunk, PCWSTR name) {
  if (chunk == nullptr || name == nullptr || *name == L'\0') {
    return HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER);
  }
  base::Arena arena;
  HTTP_DATA_CHUNK source = *chunk;
  const HRESULT resolved = resolve_chunk(source, arena);
  if (FAILED(resolved)) {
    return resolved;
  }
  base::Result<std::string> bytes = copy_chunk(source);
  if (!bytes.ok()) {
    return HRESULT_FROM_WIN32(ERROR_READ_FAULT);
  }
  cache::FragmentCache::instance().add(name, bytes.take());
  return S_OK;
}

// Pages: ReadFragmentFromCache, RemoveFragmentFromCache.
HRESULT HttpServer::ReadFragmentFromCache(PCWSTR name, BYTE* buffer, DWORD size, DWORD* copied) {
  if (name == nullptr || copied == nullptr || (buffer == nullptr && size > 0)) {
    return HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER);
  }
  *copied = 0;
  const std::shared_ptr<const cache::Fragment> fragment =
      cache::FragmentCache::instance().find(name);
  if (fragment == nullptr) {
    return HRESULT_FROM_WIN32(ERROR_PATH_NOT_FOUND);
  }
  *copied = static_cast<DWORD>(fragment->size());
  if (fragment->size() > size) {
    return HRESULT_FROM_WIN32(ERROR_INSUFFICIENT_BUFFER);
  }
  std::memcpy(buffer, fragment->data(), fragment->size());
  return S_OK;
}

HRESULT HttpServer::RemoveFragmentFromCache(PCWSTR name) {
  if (name == nullptr) {
    return HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER);
  }
  return cache::FragmentCache::instance().remove(name) ? S_OK
                                                       : HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND);
}

}  // namespace penstock::native
