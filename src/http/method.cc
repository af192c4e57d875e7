// The table of methods; see method.h.
#include "http/method.h"

#include <array>
#include <cstddef>

namespace penstock::http {
namespace {

constexpr std::array<std::string_view, 19> kNames = {
    "",          "GET",     "HEAD",  "POST",   "PUT",    "DELETE", "OPTIONS",
    "TRACE",     "CONNECT", "PATCH", "TRACK",  "MOVE",   "COPY",   "PROPFIND",
    "PROPPATCH", "MKCOL",   "LOCK",  "UNLOCK", "SEARCH",
};

}  // namespace

Method method_from_text(std::string_view text) {
  // The commonest are early in the table, and string_view compares lengths first.
  for (std::size_t i = 1; i < kNames.size(); ++i) {
    if (kNames[i] == text) return static_cast<Method>(i);
  }
  return Method::kOther;
}

std::string_view method_text(Method method) { return kNames[static_cast<std::size_t>(method)]; }

}  // namespace penstock::http
