// Implements the text helpers of text.h.
#include "base/text.h"

#include <algorithm>

namespace penstock::base {
namespace {

struct Decoded {
  char32_t code_point;
  std::size_t length;  // 0: ill-formed
};

constexpr bool is_scalar(char32_t c) { return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

// One strict UTF-8 sequence at the start of text (not empty).
Decoded decode(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) {
    return {first, 1};
  }
  std::size_t length = 0;
  char32_t value = 0;
  char32_t smallest = 0;
  if ((first & 0xE0) == 0xC0) {
    length = 2, value = first & 0x1F, smallest = 0x80;
  } else if ((first & 0xF0) == 0xE0) {
    length = 3, value = first & 0x0F, smallest = 0x800;
  } else if ((first & 0xF8) == 0xF0) {
    length = 4, value = first & 0x07, smallest = 0x10000;
  }
  if (length == 0 || text.size() < length) {
    return {0, 0};
  }
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0) != 0x80) {
      return {0, 0};
    }
    value = (value << 6) | (next & 0x3F);
  }
  if (value < smallest || !is_scalar(value)) {
    return {0, 0};
  }
  return {value, length};
}

template <typename Char>
Char lower(Char c) {
  return (c >= Char('A') && c <= Char('Z')) ? static_cast<Char>(c | 0x20) : c;
}

template <typename View>
bool iequals(View a, View b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](auto x, auto y) { return lower(x) == lower(y); });
}

}  // namespace

std::optional<std::wstring> utf8_to_wide(std::string_view utf8) {
  std::wstring wide;
  wide.reserve(utf8.size());
  while (!utf8.empty()) {
    const Decoded d = decode(utf8);
    if (d.length == 0) {
      return std::nullopt;
    }
    wide.push_back(static_cast<wchar_t>(d.code_point));
    utf8.remove_prefix(d.length);
  }
  return wide;
}

std::wstring to_wide(std::string_view utf8) {
  std::wstring wide;
  wide.reserve(utf8.size());
  while (!utf8.empty()) {
    const Decoded d = decode(utf8);
    wide.push_back(d.length != 0 ? static_cast<wchar_t>(d.code_point)
                                 : static_cast<wchar_t>(static_cast<unsigned char>(utf8[0])));
    utf8.remove_prefix(std::max<std::size_t>(d.length, 1));
  }
  return wide;
}

void append_utf8(std::string& out, char32_t c) {
  if (!is_scalar(c)) {
    c = 0xFFFD;
  }
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

std::string to_utf8(std::wstring_view wide) {
  std::string out;
  out.reserve(wide.size());
  for (const wchar_t c : wide) {
    append_utf8(out, static_cast<char32_t>(c));
  }
  return out;
}

bool is_valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const Decoded d = decode(text);
    if (d.length == 0) {
      return false;
    }
    text.remove_prefix(d.length);
  }
  return true;
}

bool ascii_iequals(std::string_view a, std::string_view b) { return iequals(a, b); }
bool ascii_iequals(std::wstring_view a, std::wstring_view b) { return iequals(a, b); }

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
  return out;
}

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && blank(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

std::vector<std::string> split_list(std::string_view list) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::string_view name = trim(list.substr(begin, end - begin));
    if (!name.empty()) {
      names.emplace_back(name);
    }
    begin = end + 1;
  }
  return names;
}

}  // namespace penstock::base
