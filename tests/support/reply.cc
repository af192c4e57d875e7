// Parsing of heads, leniently: tests compare what comes out. See reply.h.
#include "support/reply.h"

#include <strings.h>

#include <algorithm>
#include <cstdlib>

namespace penstock::tests {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

std::string Reply::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [&](const auto& one) { return same_name(one.first, name); });
  return found == headers.end() ? "" : found->second;
}

std::size_t Reply::count(std::string_view name) const {
  return static_cast<std::size_t>(std::count_if(
      headers.begin(), headers.end(), [&](const auto& one) { return same_name(one.first, name); }));
}

std::pair<std::string, std::string> parse_header(const std::string& line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string::npos) {
    return {line, ""};
  }
  const std::size_t first = line.find_first_not_of(" \t", colon + 1);
  return {line.substr(0, colon), first == std::string::npos ? "" : line.substr(first)};
}

Reply parse_head(const std::string& head) {
  Reply reply;
  std::size_t start = 0;
  for (std::size_t end = 0; (end = head.find("\r\n", start)) != std::string::npos;
       start = end + 2) {
    const std::string line = head.substr(start, end - start);
    if (start == 0) {
      const std::size_t space = line.find(' ');
      reply.version = line.substr(0, space);
      if (space != std::string::npos) {
        reply.status = std::atoi(line.c_str() + space);
        const std::size_t second = line.find(' ', space + 1);
        reply.reason = second == std::string::npos ? "" : line.substr(second + 1);
      }
    } else if (!line.empty()) {
      reply.headers.push_back(parse_header(line));
    }
  }
  return reply;
}

}  // namespace penstock::tests
