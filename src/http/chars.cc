// The scan for bytes that would split a header; see chars.h.
#include "http/chars.h"

#include <algorithm>

namespace penstock::http {

bool has_line_break_or_nul(std::string_view text) {
  // Nearly every value has no control byte at all, which the wide scan finds quickly.
  const char* const end = text.data() + text.size();
  const char* const first = find_control(text.data(), end);
  return std::any_of(first, end, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

}  // namespace penstock::http
