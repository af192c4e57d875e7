// What single framing and routing fields of a request must look like (RFC 9112 3.2, 6). The
// request parser applies them; each either fills its out parameter or names the rule broken.
#pragma once

#include <cstdint>
#include <string_view>

#include "http/http1/parse_error.h"

namespace penstock::http {

ParseError parse_content_length(std::string_view value, std::uint64_t& out);

// Exactly one "chunked" is understood; other well-formed codings before it are refused as
// unsupported, everything else as malformed.
ParseError check_transfer_encoding(std::string_view value);

// "100-continue" in any case.
ParseError check_expectation(std::string_view value);

struct ConnectionOptions {
  bool close = false;
  bool keep_alive = false;
  bool upgrade = false;
};

// The options of a Connection header that the server acts on; others are ignored.
ConnectionOptions parse_connection(std::string_view value);

}  // namespace penstock::http
