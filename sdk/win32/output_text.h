// UTF-8 text in the form a function gives out: as it is, or wide. Users: libraries.cc,
// environment.cc, error_text.cc, security_ids.cc.
#pragma once

#include <string>
#include <string_view>

#include "win32/utf.h"

namespace penstock::win32 {

template <class Char>
std::basic_string<Char> output_text(std::string_view text) {
  if constexpr (sizeof(Char) == 1) {
    return std::string(text);
  } else {
    return to_wide(text);
  }
}

}  // namespace penstock::win32
