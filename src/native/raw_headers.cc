// See raw_headers.h.
#include "native/raw_headers.h"

namespace penstock::native {

std::span<HTTP_UNKNOWN_HEADER> fill_raw_headers(const http::HeaderMap& headers,
                                                std::span<HTTP_KNOWN_HEADER> known,
                                                base::Arena& arena) {
  std::fill(known.begin(), known.end(), HTTP_KNOWN_HEADER{});
  auto* unknown = static_cast<HTTP_UNKNOWN_HEADER*>(
      arena.allocate(headers.size() * sizeof(HTTP_UNKNOWN_HEADER), alignof(HTTP_UNKNOWN_HEADER)));
  std::size_t count = 0;
  for (const http::HeaderEntry& entry : headers) {
    const USHORT length = raw_length(entry.value.size());
    const bool first =
        entry.id >= 0 && known[static_cast<std::size_t>(entry.id)].pRawValue == nullptr;
    if (first) {
      known[static_cast<std::size_t>(entry.id)] = {length, entry.value.data()};
    } else {
      unknown[count++] = {raw_length(entry.name.size()), length, entry.name.data(),
                          entry.value.data()};
    }
  }
  return {unknown, count};
}

}  // namespace penstock::native
