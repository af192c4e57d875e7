// UTF-8 <-> wide text made in an arena: the conversions of text.h without a heap allocation.
#pragma once

#include <initializer_list>
#include <string_view>

#include "base/arena.h"

namespace penstock::base {

// Lenient, as to_wide(): an ill-formed byte becomes the character of the same value. The result
// is NUL-terminated.
std::wstring_view to_wide(std::string_view utf8, Arena& arena);

// Values that are no Unicode scalar become U+FFFD. The result is NUL-terminated.
std::string_view to_utf8(std::wstring_view wide, Arena& arena);

// All parts, one after another, NUL-terminated.
std::string_view concat(Arena& arena, std::initializer_list<std::string_view> parts);

}  // namespace penstock::base
