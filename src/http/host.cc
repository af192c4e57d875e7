// Validation of authorities; see host.h.
#include "http/host.h"

#include <algorithm>
#include <cstddef>

#include "http/chars.h"

namespace penstock::http {
namespace {

bool is_ipv4(std::string_view text) {
  int octets = 0;
  while (true) {
    std::size_t digits = 0;
    int value = 0;
    while (digits < text.size() && digits < 3 && is_digit(text[digits])) {
      value = value * 10 + (text[digits++] - '0');
    }
    if (digits == 0 || value > 255 || (digits > 1 && text[0] == '0')) return false;
    text.remove_prefix(digits);
    if (++octets == 4) return text.empty();
    if (text.empty() || text[0] != '.') return false;
    text.remove_prefix(1);
  }
}

// RFC 3986 3.2.2: up to eight groups of up to four digits, one "::", IPv4 in place of the last two.
bool is_ipv6(std::string_view text) {
  int groups = 0;
  bool elided = false;
  if (text.starts_with("::")) {
    elided = true;
    text.remove_prefix(2);
  }
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(':'), text.size());
    const std::string_view group = text.substr(0, end);
    if (end == text.size() && group.find('.') != group.npos) {
      if (!is_ipv4(group)) return false;
      groups += 2;
      break;
    }
    const bool hex =
        std::all_of(group.begin(), group.end(), [](char c) { return is_in(kHexDigit, c); });
    if (group.empty() || group.size() > 4 || !hex) return false;
    ++groups;
    text.remove_prefix(end);
    if (text.empty()) break;
    text.remove_prefix(1);  // the colon
    if (text.empty()) return false;
    if (text[0] == ':') {
      if (elided) return false;
      elided = true;
      text.remove_prefix(1);
    }
  }
  return elided ? groups < 8 : groups == 8;
}

// Where the host ends: at its port's colon or the end of text; 0 when it is malformed.
std::size_t host_length(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    return close != text.npos && is_ipv6(text.substr(1, close - 1)) ? close + 1 : 0;
  }
  std::size_t length = 0;
  while (length < text.size() && is_in(kHostName, text[length])) ++length;
  return length;
}

std::optional<std::uint16_t> parse_port(std::string_view digits) {
  unsigned value = 0;
  if (digits.size() > 5) return std::nullopt;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  if (value > 65535) return std::nullopt;
  return static_cast<std::uint16_t>(value);
}

}  // namespace

std::optional<Authority> parse_authority(std::string_view text) {
  const std::size_t length = host_length(text);
  if (length == 0) return std::nullopt;
  Authority authority{text.substr(0, length), std::nullopt};
  if (length == text.size()) return authority;
  if (text[length] != ':') return std::nullopt;
  // RFC 3986 3.2.3 allows an empty port, which means the scheme's default.
  if (length + 1 == text.size()) return authority;
  authority.port = parse_port(text.substr(length + 1));
  if (!authority.port) return std::nullopt;
  return authority;
}

}  // namespace penstock::http
