// IHttpResponse: entity chunks from memory, files and fragments, and their places. Cases: see
// case.h.
#include <windows.h>

#include "case.h"

namespace api {
namespace {

Status handled(Call& call) {
  call.report->stay_silent();
  call.context->SetRequestHandled();
  return RQ_NOTIFICATION_FINISH_REQUEST;
}

Status several(Call& call) {
  const std::string texts[] = {"one ", "two ", "", "three"};
  HTTP_DATA_CHUNK chunks[4];
  for (int i = 0; i < 4; ++i) {
    chunks[i] = memory_chunk(texts[i]);
  }
  DWORD sent = 0;
  call.response->WriteEntityChunks(chunks, 4, FALSE, FALSE, &sent);
  return handled(call);
}

HTTP_DATA_CHUNK file_chunk(HANDLE file, ULONGLONG start, ULONGLONG length) {
  HTTP_DATA_CHUNK chunk{};
  chunk.DataChunkType = HttpDataChunkFromFileHandle;
  chunk.FromFileHandle.ByteRange.StartingOffset.QuadPart = start;
  chunk.FromFileHandle.ByteRange.Length.QuadPart = length;
  chunk.FromFileHandle.FileHandle = file;
  return chunk;
}

HANDLE open_file(Call& call) {
  WCHAR path[1024];
  DWORD bytes = sizeof(path);
  call.context->MapPath(L"/numbers.txt", path, &bytes);
  return CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, nullptr, OPEN_EXISTING, 0, nullptr);
}

// The file holds 0123456789; the handle is closed before the response is sent.
Status file(Call& call) {
  HANDLE numbers = open_file(call);
  const std::string between = "|";
  HTTP_DATA_CHUNK chunks[] = {file_chunk(numbers, 2, 3), memory_chunk(between),
                              file_chunk(numbers, 7, HTTP_BYTE_RANGE_TO_EOF)};
  DWORD sent = 0;
  const HRESULT result = call.response->WriteEntityChunks(chunks, 3, FALSE, FALSE, &sent);
  CloseHandle(numbers);
  write(call.response, "|" + std::to_string(sent) + "|" + (SUCCEEDED(result) ? "ok" : "failed"));
  return handled(call);
}

Status bad_file(Call& call) {
  HTTP_DATA_CHUNK chunk = file_chunk(INVALID_HANDLE_VALUE, 0, 1);
  DWORD sent = 0;
  call.report->number("refused",
                      FAILED(call.response->WriteEntityChunks(&chunk, 1, FALSE, FALSE, &sent)));
  return RQ_NOTIFICATION_CONTINUE;
}

Status fragment(Call& call) {
  const std::string text = "0123456789";
  HTTP_DATA_CHUNK stored = memory_chunk(text);
  server->AddFragmentToCache(&stored, L"numbers");
  HTTP_DATA_CHUNK chunks[2]{};
  chunks[0].DataChunkType = HttpDataChunkFromFragmentCache;
  chunks[0].FromFragmentCache.pFragmentName = L"numbers";
  chunks[0].FromFragmentCache.FragmentNameLength = 7 * sizeof(WCHAR);
  chunks[1].DataChunkType = HttpDataChunkFromFragmentCacheEx;
  chunks[1].FromFragmentCacheEx.pFragmentName = L"numbers";
  chunks[1].FromFragmentCacheEx.ByteRange.StartingOffset.QuadPart = 8;
  chunks[1].FromFragmentCacheEx.ByteRange.Length.QuadPart = HTTP_BYTE_RANGE_TO_EOF;
  DWORD sent = 0;
  call.response->WriteEntityChunks(chunks, 2, FALSE, FALSE, &sent);
  server->RemoveFragmentFromCache(L"numbers");
  return handled(call);
}

Status by_reference(Call& call) {
  static const std::string texts[] = {"a", "b", "c", "d"};
  HTTP_DATA_CHUNK chunks[4];
  for (int i = 0; i < 4; ++i) {
    chunks[i] = memory_chunk(texts[i]);
  }
  call.response->WriteEntityChunkByReference(&chunks[0]);      // a
  call.response->WriteEntityChunkByReference(&chunks[1], -1);  // ab
  call.response->WriteEntityChunkByReference(&chunks[2], 0);   // cab
  call.response->WriteEntityChunkByReference(&chunks[3], 1);   // cdab
  return handled(call);
}

// Memory that changes after the call changes the response: it was not copied.
Status not_copied(Call& call) {
  auto* text = static_cast<char*>(call.context->AllocateRequestMemory(6));
  std::string("before").copy(text, 6);
  HTTP_DATA_CHUNK chunk{};
  chunk.DataChunkType = HttpDataChunkFromMemory;
  chunk.FromMemory.pBuffer = text;
  chunk.FromMemory.BufferLength = 6;
  call.response->WriteEntityChunkByReference(&chunk);
  std::string("after!").copy(text, 6);
  return handled(call);
}

Status copied(Call& call) {
  std::string text = "before";
  HTTP_DATA_CHUNK chunk = memory_chunk(text);
  DWORD sent = 0;
  call.response->WriteEntityChunks(&chunk, 1, FALSE, FALSE, &sent);
  text = "after!";
  return handled(call);
}

Status arguments(Call& call) {
  Report& report = *call.report;
  HTTP_DATA_CHUNK chunk = memory_chunk("x");
  report.result("null", call.response->WriteEntityChunkByReference(nullptr));
  report.result("too far", call.response->WriteEntityChunkByReference(&chunk, 5));
  report.result("below", call.response->WriteEntityChunkByReference(&chunk, -2));
  DWORD sent = 0;
  report.result("null chunks", call.response->WriteEntityChunks(nullptr, 1, FALSE, FALSE, &sent));
  HRESULT result = S_OK;
  int count = 0;
  static const std::string one = "x";
  chunk = memory_chunk(one);
  while (SUCCEEDED(result)) {
    result = call.response->WriteEntityChunkByReference(&chunk);
    count += SUCCEEDED(result) ? 1 : 0;
  }
  report.number("most", count);
  report.result("one more", result);
  call.response->Clear();
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& chunk_cases() {
  static const Cases cases = {
      {"chunks-several", several},
      {"chunks-file", file},
      {"chunks-bad-file", bad_file},
      {"chunks-fragment", fragment},
      {"chunks-by-reference", by_reference},
      {"chunks-not-copied", not_copied},
      {"chunks-copied", copied},
      {"chunks-arguments", arguments},
  };
  return cases;
}

}  // namespace api
