// Pieces of error messages: names as they look in the file.
#pragma once

#include <string>
#include <string_view>

namespace penstock::config {

// "text" in double quotes.
inline std::string quoted(std::string_view text) {
  std::string out(1, '"');
  return out.append(text).append(1, '"');
}

// <name>
inline std::string tag(std::string_view name) {
  std::string out(1, '<');
  return out.append(name).append(1, '>');
}

// </name>
inline std::string end_tag(std::string_view name) {
  std::string out("</");
  return out.append(name).append(1, '>');
}

}  // namespace penstock::config
