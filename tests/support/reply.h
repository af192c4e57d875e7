// Reply: a response as it came over the wire; read by raw_client.h.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace penstock::tests {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Reply {
  std::string version;
  int status = 0;
  std::string reason;
  Headers headers;
  std::string body;
  std::vector<std::size_t> chunks;  // sizes, when it was chunked; without the last one
  Headers trailers;
  std::vector<int> interim;  // 1xx responses before it
  bool ended_by_close = false;

  // Of that name in any case: the first one's value, or "" if there is none.
  std::string header(std::string_view name) const;
  bool has(std::string_view name) const { return count(name) != 0; }
  std::size_t count(std::string_view name) const;
};

// Of a status line and header lines, with the empty line or without it.
Reply parse_head(const std::string& head);
// Of one "Name: value" line a header.
std::pair<std::string, std::string> parse_header(const std::string& line);

}  // namespace penstock::tests
