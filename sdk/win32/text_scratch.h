// Room for the UTF-8 forms of a call's arguments: a block on the stack first, the heap only for
// what does not fit. Neighbours: utf.h (the conversions), event_log.cc and files.cc (users).
#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "win32/utf.h"

namespace penstock::win32 {

class TextScratch {
 public:
  TextScratch() = default;
  TextScratch(const TextScratch&) = delete;
  TextScratch& operator=(const TextScratch&) = delete;

  // Valid, NUL-terminated UTF-8, living as long as the scratch (or as `text`, which is returned
  // itself when it is valid already and NUL-terminated, as every C string is).
  std::string_view utf8(const wchar_t* text) {
    const std::wstring_view wide(text);
    char* const out = reserve(wide.size() * kMaxUtf8PerWide + 1);
    return terminate(out, to_utf8(wide, out));
  }
  std::string_view utf8(const char* text) {
    const std::string_view narrow(text);
    return is_valid_utf8(narrow) ? narrow : repair(narrow);
  }

 private:
  static constexpr size_t kInlineSize = 2048;

  std::string_view repair(std::string_view text) {
    const std::wstring wide = to_wide(text);
    char* const out = reserve(wide.size() * kMaxUtf8PerWide + 1);
    return terminate(out, to_utf8(wide, out));
  }

  char* reserve(size_t size) {
    if (size <= kInlineSize - used_) return inline_ + used_;
    overflow_.push_back(std::make_unique<char[]>(size));
    return overflow_.back().get();
  }

  std::string_view terminate(char* out, size_t size) {
    out[size] = '\0';
    // Only what was really written stays taken: the reservation was for the worst case.
    if (out == inline_ + used_) used_ += size + 1;
    return {out, size};
  }

  char inline_[kInlineSize];
  size_t used_ = 0;
  std::vector<std::unique_ptr<char[]>> overflow_;
};

}  // namespace penstock::win32
