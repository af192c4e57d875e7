// Full, partial and multipart bodies; see ranges.h.
#include "modules/static_file/ranges.h"

#include <array>
#include <cstdio>
#include <cstring>
#include <random>

namespace penstock::modules {
namespace {

constexpr DWORD kMostRanges = 100;

// What separates the parts must not be in them (RFC 2046 5.1): no file is written to hold it if
// nobody knows it beforehand.
const std::string& boundary() {
  static const std::string made = [] {
    std::random_device random;
    char text[48];
    std::snprintf(text, sizeof(text), "penstock-%08x%08x%08x", random(), random(), random());
    return std::string(text);
  }();
  return made;
}

HRESULT add_memory(IHttpResponse& response, const void* data, std::size_t size) {
  HTTP_DATA_CHUNK chunk{};
  chunk.DataChunkType = HttpDataChunkFromMemory;
  chunk.FromMemory.pBuffer = const_cast<void*>(data);
  chunk.FromMemory.BufferLength = static_cast<ULONG>(size);
  return response.WriteEntityChunkByReference(&chunk, -1);
}

HRESULT add_bytes(IHttpResponse& response, IHttpFileInfo& file, ULONGLONG first, ULONGLONG length) {
  if (length == 0) {
    return S_OK;
  }
  if (const BYTE* content = file.GetFileBuffer(); content != nullptr) {
    return add_memory(response, content + first, static_cast<std::size_t>(length));
  }
  HTTP_DATA_CHUNK chunk{};
  chunk.DataChunkType = HttpDataChunkFromFileHandle;
  chunk.FromFileHandle.FileHandle = file.GetFileHandle();
  chunk.FromFileHandle.ByteRange.StartingOffset.QuadPart = first;
  chunk.FromFileHandle.ByteRange.Length.QuadPart = length;
  return response.WriteEntityChunkByReference(&chunk, -1);
}

void set_type(IHttpResponse& response, std::string_view type) {
  response.SetHeader(HttpHeaderContentType, type.data(), static_cast<USHORT>(type.size()), TRUE);
}

// "bytes 0-9/100", or "bytes */100" without a range.
void set_content_range(IHttpResponse& response, const PENSTOCK_BYTE_RANGE* range, ULONGLONG size) {
  char text[80];
  const auto whole = static_cast<unsigned long long>(size);
  const int length = range == nullptr
                         ? std::snprintf(text, sizeof(text), "bytes */%llu", whole)
                         : std::snprintf(text, sizeof(text), "bytes %llu-%llu/%llu",
                                         static_cast<unsigned long long>(range->First),
                                         static_cast<unsigned long long>(range->Last), whole);
  response.SetHeader(HttpHeaderContentRange, text, static_cast<USHORT>(length), TRUE);
}

HRESULT write_parts(IHttpContext* context, IHttpFileInfo& file, const std::string& type,
                    const PENSTOCK_BYTE_RANGE* ranges, DWORD count, ULONGLONG size) {
  IHttpResponse& response = *context->GetResponse();
  const std::string multipart = "multipart/byteranges; boundary=" + boundary();
  set_type(response, multipart);
  for (DWORD i = 0; i < count; ++i) {
    const std::size_t room = type.size() + boundary().size() + 160;
    char* head = static_cast<char*>(context->AllocateRequestMemory(static_cast<DWORD>(room)));
    if (head == nullptr) {
      return HRESULT_FROM_WIN32(ERROR_NOT_ENOUGH_MEMORY);
    }
    const int length = std::snprintf(
        head, room, "\r\n--%s\r\nContent-Type: %s\r\nContent-Range: bytes %llu-%llu/%llu\r\n\r\n",
        boundary().c_str(), type.c_str(), static_cast<unsigned long long>(ranges[i].First),
        static_cast<unsigned long long>(ranges[i].Last), static_cast<unsigned long long>(size));
    HRESULT result = add_memory(response, head, static_cast<std::size_t>(length));
    if (SUCCEEDED(result)) {
      result = add_bytes(response, file, ranges[i].First, ranges[i].Last - ranges[i].First + 1);
    }
    if (FAILED(result)) {
      return result;
    }
  }
  static const std::string kEnd = "\r\n--" + boundary() + "--\r\n";
  return add_memory(response, kEnd.data(), kEnd.size());
}

}  // namespace

HRESULT write_body(IHttpContext* context, IPenstockServer& server, IHttpFileInfo& file,
                   const std::string& type, PCSTR etag, const FILETIME& modified) {
  IHttpResponse& response = *context->GetResponse();
  ULARGE_INTEGER size{};
  file.GetSize(&size);
  std::array<PENSTOCK_BYTE_RANGE, kMostRanges> ranges;
  DWORD count = 0;
  switch (server.ResolveRange(context, size.QuadPart, etag, &modified, ranges.data(), kMostRanges,
                              &count)) {
    case PENSTOCK_RANGE_FULL:
      set_type(response, type);
      return add_bytes(response, file, 0, size.QuadPart);
    case PENSTOCK_RANGE_UNSATISFIABLE:
      response.SetStatus(416, "Range Not Satisfiable");
      set_content_range(response, nullptr, size.QuadPart);
      return S_OK;
    case PENSTOCK_RANGE_PARTIAL:
      break;
  }
  response.SetStatus(206, "Partial Content");
  if (count > 1) {
    return write_parts(context, file, type, ranges.data(), count, size.QuadPart);
  }
  set_type(response, type);
  set_content_range(response, ranges.data(), size.QuadPart);
  return add_bytes(response, file, ranges[0].First, ranges[0].Last - ranges[0].First + 1);
}

}  // namespace penstock::modules
