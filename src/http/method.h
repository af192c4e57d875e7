// The request methods the server knows by number; any other token is kOther and travels as text.
// Neighbours: http1/request_parser.h fills it in, native/ maps it to the API's verbs.
#pragma once

#include <cstdint>
#include <string_view>

namespace penstock::http {

enum class Method : std::uint8_t {
  kOther,
  kGet,
  kHead,
  kPost,
  kPut,
  kDelete,
  kOptions,
  kTrace,
  kConnect,
  kPatch,
  kTrack,
  kMove,
  kCopy,
  kPropfind,
  kProppatch,
  kMkcol,
  kLock,
  kUnlock,
  kSearch,
};

// Case-sensitive, as RFC 9110 9.1 has it: "get" is another method than "GET".
Method method_from_text(std::string_view text);

// The method's name; empty for kOther.
std::string_view method_text(Method method);

}  // namespace penstock::http
