// Text as the content of a double-quoted XML attribute.
#pragma once

#include <string>
#include <string_view>

namespace penstock::config {

// Control characters become character references, or they would be read back as spaces.
inline std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out.append("&#").append(std::to_string(static_cast<int>(c))).append(1, ';');
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace penstock::config
