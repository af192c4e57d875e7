// Header fields in the shape of HTTP_REQUEST_HEADERS and HTTP_RESPONSE_HEADERS.
// Used by request_raw.cc and response_raw.cc.
#pragma once

#include <httpserv.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/arena.h"
#include "http/header_map.h"

namespace penstock::native {

// Lengths in these structures are 16 bits.
constexpr USHORT raw_length(std::size_t length) {
  return static_cast<USHORT>(std::min<std::size_t>(length, UINT16_MAX));
}

// Fills `known` by id, and returns the rest (a second line of a known name included) as unknown
// headers in the arena.
std::span<HTTP_UNKNOWN_HEADER> fill_raw_headers(const http::HeaderMap& headers,
                                                std::span<HTTP_KNOWN_HEADER> known,
                                                base::Arena& arena);

}  // namespace penstock::native
