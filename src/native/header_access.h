// GetHeader, SetHeader, DeleteHeader over a HeaderMap: what request and response share.
// Pages: IHttpRequest::SetHeader, IHttpResponse::SetHeader and their like.
#pragma once

#include <httpserv.h>

#include <string_view>

#include "http/header_map.h"
#include "native/hresult_boundary.h"

namespace penstock::native {

// Lengths in the API are 16 bits.
inline constexpr std::size_t kMaxHeaderValue = 65535;

// Null, and length 0, when there is no such header: samples look at the length alone.
inline PCSTR header_value(const http::HeaderEntry* entry, USHORT* length) {
  store(length, entry == nullptr ? 0 : entry->value.size());
  return entry == nullptr ? nullptr : entry->value.data();
}

// `key` is an id (int) or a name (std::string_view).
template <typename Key>
HRESULT change_header(http::HeaderMap& headers, Key key, PCSTR value, USHORT length, BOOL replace) {
  if (value == nullptr) {
    return kInvalidParameter;
  }
  const std::string_view text(value, length);
  if (replace) {
    return from_header_error(headers.set(key, text));
  }
  if (headers.get(key).size() + text.size() + 2 > kMaxHeaderValue) {
    return kInvalidData;
  }
  return from_header_error(headers.append(key, text));
}

}  // namespace penstock::native
