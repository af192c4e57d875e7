// The scan for bytes that would split a header; see chars.h.
#include "http/chars.h"

#include <algorithm>
#include <cstring>

namespace penstock::http {
namespace {

// Whether any of the eight bytes is zero (the classic carry trick).
constexpr bool has_zero(std::uint64_t word) {
  return ((word - 0x0101010101010101U) & ~word & 0x8080808080808080U) != 0;
}

bool word_splits(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof(word));
  return has_zero(word) || has_zero(word ^ 0x0d0d0d0d0d0d0d0dU) ||
         has_zero(word ^ 0x0a0a0a0a0a0a0a0aU);
}

bool byte_splits(char c) { return c == '\r' || c == '\n' || c == '\0'; }

}  // namespace

bool has_line_break_or_nul(std::string_view text) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  if (text.size() < kWord) {
    return std::any_of(text.begin(), text.end(), byte_splits);
  }
  // The last word overlaps the one before it, so that no byte is looked at alone.
  const char* const last = text.data() + text.size() - kWord;
  for (const char* at = text.data(); at < last; at += kWord) {
    if (word_splits(at)) {
      return true;
    }
  }
  return word_splits(last);
}

}  // namespace penstock::http
