// Small tools of the test modules: the request's URL and query, bodies in and out. Written against
// the SDK alone, as a third party's module would be.
#pragma once

#include <httpserv.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace probe {

inline std::string variable(IHttpContext* context, PCSTR name) {
  PCSTR value = nullptr;
  DWORD length = 0;
  return SUCCEEDED(context->GetServerVariable(name, &value, &length)) ? std::string(value, length)
                                                                      : std::string();
}

// One "name=value" of the query, as it stands there.
inline std::string parameter(IHttpContext* context, std::string_view name) {
  const std::string query = variable(context, "QUERY_STRING");
  for (std::size_t at = 0; at < query.size();) {
    const std::size_t end = std::min(query.find('&', at), query.size());
    const std::string_view pair = std::string_view(query).substr(at, end - at);
    if (pair.substr(0, pair.find('=')) == name && pair.find('=') != pair.npos) {
      return std::string(pair.substr(pair.find('=') + 1));
    }
    at = end + 1;
  }
  return {};
}

inline std::size_t number(IHttpContext* context, std::string_view name) {
  return std::strtoull(parameter(context, name).c_str(), nullptr, 10);
}

// Byte `i` of every generated body: a period that no buffer size divides.
inline char pattern_byte(std::size_t i) { return static_cast<char>('a' + i % 251 % 26); }

inline std::string pattern(std::size_t from, std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i) text[i] = pattern_byte(from + i);
  return text;
}

// Adds a copy of the text to the response.
inline HRESULT write(IHttpContext* context, std::string_view text) {
  HTTP_DATA_CHUNK chunk{};
  chunk.DataChunkType = HttpDataChunkFromMemory;
  chunk.FromMemory.pBuffer = const_cast<char*>(text.data());
  chunk.FromMemory.BufferLength = static_cast<ULONG>(text.size());
  DWORD sent = 0;
  return context->GetResponse()->WriteEntityChunks(&chunk, 1, FALSE, TRUE, &sent);
}

inline REQUEST_NOTIFICATION_STATUS answer(IHttpContext* context, std::string_view text) {
  context->GetResponse()->SetHeader(HttpHeaderContentType, "text/plain", 10, TRUE);
  const HRESULT written = write(context, text);
  if (FAILED(written)) context->GetResponse()->SetStatus(500, "Write failed", 0, written);
  return RQ_NOTIFICATION_FINISH_REQUEST;
}

// Reads the body to its end, waiting for it. The last result is S_OK at the end.
inline HRESULT read_all(IHttpContext* context, std::string& body) {
  char buffer[8 * 1024];
  for (;;) {
    DWORD received = 0;
    const HRESULT result =
        context->GetRequest()->ReadEntityBody(buffer, sizeof(buffer), FALSE, &received);
    if (result == HRESULT_FROM_WIN32(ERROR_HANDLE_EOF)) return S_OK;
    if (FAILED(result)) return result;
    body.append(buffer, received);
  }
}

}  // namespace probe
