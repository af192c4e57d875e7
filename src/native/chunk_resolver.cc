// See chunk_resolver.h.
#include "native/chunk_resolver.h"

#include <penstock/host.h>
#include <sys/stat.h>

#include <cwchar>
#include <memory>

#include "cache/fragment_cache.h"
#include "native/hresult_boundary.h"

namespace penstock::native {
namespace {

HRESULT resolve_file(HTTP_DATA_CHUNK::FileRange& file) {
  HTTP_BYTE_RANGE& range = file.ByteRange;
  if (range.Length.QuadPart != HTTP_BYTE_RANGE_TO_EOF) {
    return S_OK;
  }
  struct stat status {};
  if (::fstat(penstock_fd_of_handle(file.FileHandle), &status) != 0) {
    return HRESULT_FROM_WIN32(ERROR_INVALID_HANDLE);
  }
  const auto size = static_cast<ULONGLONG>(status.st_size);
  if (range.StartingOffset.QuadPart > size) {
    return kInvalidData;
  }
  range.Length.QuadPart = size - range.StartingOffset.QuadPart;
  return S_OK;
}

// `range` null: the whole fragment.
HRESULT resolve_fragment(HTTP_DATA_CHUNK& chunk, PCWSTR name, std::size_t length,
                         const HTTP_BYTE_RANGE* range, base::Arena& arena) {
  if (name == nullptr) {
    return kInvalidParameter;
  }
  const std::shared_ptr<const cache::Fragment> fragment =
      cache::FragmentCache::instance().find(std::wstring_view(name, length));
  if (fragment == nullptr) {
    return HRESULT_FROM_WIN32(ERROR_PATH_NOT_FOUND);
  }
  const std::string_view whole = **arena.make<std::shared_ptr<const cache::Fragment>>(fragment);
  std::string_view bytes = whole;
  if (range != nullptr) {
    if (range->StartingOffset.QuadPart > whole.size()) {
      return kInvalidData;
    }
    bytes = whole.substr(range->StartingOffset.QuadPart, range->Length.QuadPart);
  }
  chunk = {};
  chunk.DataChunkType = HttpDataChunkFromMemory;
  chunk.FromMemory.pBuffer = const_cast<char*>(bytes.data());
  chunk.FromMemory.BufferLength = static_cast<ULONG>(bytes.size());
  return S_OK;
}

}  // namespace

HRESULT resolve_chunk(HTTP_DATA_CHUNK& chunk, base::Arena& arena) {
  switch (chunk.DataChunkType) {
    case HttpDataChunkFromMemory:
      return chunk.FromMemory.pBuffer == nullptr && chunk.FromMemory.BufferLength != 0
                 ? kInvalidParameter
                 : S_OK;
    case HttpDataChunkFromFileHandle:
      return resolve_file(chunk.FromFileHandle);
    case HttpDataChunkFromFragmentCache: {
      const HTTP_DATA_CHUNK::Fragment named = chunk.FromFragmentCache;
      return resolve_fragment(chunk, named.pFragmentName, named.FragmentNameLength / sizeof(WCHAR),
                              nullptr, arena);
    }
    case HttpDataChunkFromFragmentCacheEx: {
      const HTTP_DATA_CHUNK::FragmentRange named = chunk.FromFragmentCacheEx;
      const std::size_t length =
          named.pFragmentName == nullptr ? 0 : std::wcslen(named.pFragmentName);
      return resolve_fragment(chunk, named.pFragmentName, length, &named.ByteRange, arena);
    }
    default:
      return kInvalidParameter;
  }
}

std::uint64_t chunk_length(const HTTP_DATA_CHUNK& chunk) {
  switch (chunk.DataChunkType) {
    case HttpDataChunkFromMemory:
      return chunk.FromMemory.BufferLength;
    case HttpDataChunkFromFileHandle:
      return chunk.FromFileHandle.ByteRange.Length.QuadPart;
    default:
      return 0;
  }
}

HRESULT append_chunks(std::span<const HTTP_DATA_CHUNK> chunks, base::BufferChain& out,
                      base::Arena& arena) {
  for (HTTP_DATA_CHUNK chunk : chunks) {
    if (const HRESULT result = resolve_chunk(chunk, arena); FAILED(result)) {
      return result;
    }
    const std::uint64_t length = chunk_length(chunk);
    if (length == 0) {
      continue;
    }
    if (chunk.DataChunkType == HttpDataChunkFromMemory) {
      out.push({static_cast<const char*>(chunk.FromMemory.pBuffer), length});
      continue;
    }
    const int file = penstock_fd_of_handle(chunk.FromFileHandle.FileHandle);
    if (file < 0) {
      return HRESULT_FROM_WIN32(ERROR_INVALID_HANDLE);
    }
    out.push_file(file, chunk.FromFileHandle.ByteRange.StartingOffset.QuadPart, length);
  }
  return S_OK;
}

}  // namespace penstock::native
