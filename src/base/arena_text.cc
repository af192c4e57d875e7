// The decoders write into the arena what text.cc writes into strings; see arena_text.h.
#include "base/arena_text.h"

#include <algorithm>
#include <cstdint>

namespace penstock::base {
namespace {

// Length of the well-formed sequence at text[0] and its code point; 0 when it is ill-formed.
std::size_t decode(std::string_view text, char32_t& code_point) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  std::size_t length = 0;
  char32_t least = 0;
  if (lead < 0x80) {
    code_point = lead;
    return 1;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2, code_point = lead & 0x1F, least = 0x80;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3, code_point = lead & 0x0F, least = 0x800;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4, code_point = lead & 0x07, least = 0x10000;
  }
  if (length == 0 || text.size() < length) {
    return 0;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) {
      return 0;
    }
    code_point = (code_point << 6) | (byte(i) & 0x3F);
  }
  const bool scalar = code_point >= least && code_point <= 0x10FFFF &&
                      !(code_point >= 0xD800 && code_point <= 0xDFFF);
  return scalar ? length : 0;
}

std::size_t encode(char32_t c, char* out) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
    c = 0xFFFD;
  }
  const auto put = [out](std::size_t i, char32_t bits) { out[i] = static_cast<char>(bits); };
  if (c < 0x80) {
    put(0, c);
    return 1;
  }
  const auto tail = [c](int shift) { return 0x80 | ((c >> shift) & 0x3F); };
  if (c < 0x800) {
    put(0, 0xC0 | (c >> 6)), put(1, tail(0));
    return 2;
  }
  if (c < 0x10000) {
    put(0, 0xE0 | (c >> 12)), put(1, tail(6)), put(2, tail(0));
    return 3;
  }
  put(0, 0xF0 | (c >> 18)), put(1, tail(12)), put(2, tail(6)), put(3, tail(0));
  return 4;
}

}  // namespace

std::wstring_view to_wide(std::string_view utf8, Arena& arena) {
  auto* out =
      static_cast<wchar_t*>(arena.allocate((utf8.size() + 1) * sizeof(wchar_t), alignof(wchar_t)));
  std::size_t count = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    char32_t code_point = 0;
    const std::size_t length = decode(utf8.substr(i), code_point);
    out[count++] = static_cast<wchar_t>(
        length != 0 ? code_point : static_cast<char32_t>(static_cast<unsigned char>(utf8[i])));
    i += std::max<std::size_t>(length, 1);
  }
  out[count] = L'\0';
  return {out, count};
}

std::string_view to_utf8(std::wstring_view wide, Arena& arena) {
  char buffer[4];
  std::size_t size = 0;
  for (const wchar_t c : wide) {
    size += encode(static_cast<char32_t>(c), buffer);
  }
  char* out = static_cast<char*>(arena.allocate(size + 1, 1));
  std::size_t used = 0;
  for (const wchar_t c : wide) {
    used += encode(static_cast<char32_t>(c), out + used);
  }
  out[used] = '\0';
  return {out, used};
}

std::string_view concat(Arena& arena, std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (const std::string_view part : parts) {
    size += part.size();
  }
  char* out = static_cast<char*>(arena.allocate(size + 1, 1));
  std::size_t used = 0;
  for (const std::string_view part : parts) {
    used += part.copy(out + used, part.size());
  }
  out[used] = '\0';
  return {out, used};
}

}  // namespace penstock::base
