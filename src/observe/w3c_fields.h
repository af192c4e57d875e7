// The fields of the W3C extended log format: their flags as configured (logExtFileFlags), their
// names in the #Fields directive, and the order in which IIS writes them. Lines: w3c_line.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace penstock::observe {

// A bit each, in the order of the written line.
enum class W3cField : std::uint32_t {
  kDate = 1u << 0,
  kTime = 1u << 1,
  kSiteName = 1u << 2,
  kComputerName = 1u << 3,
  kServerIp = 1u << 4,
  kMethod = 1u << 5,
  kUriStem = 1u << 6,
  kUriQuery = 1u << 7,
  kServerPort = 1u << 8,
  kUserName = 1u << 9,
  kClientIp = 1u << 10,
  kProtocolVersion = 1u << 11,
  kUserAgent = 1u << 12,
  kCookie = 1u << 13,
  kReferer = 1u << 14,
  kHost = 1u << 15,
  kHttpStatus = 1u << 16,
  kHttpSubStatus = 1u << 17,
  kWin32Status = 1u << 18,
  kBytesSent = 1u << 19,
  kBytesRecv = 1u << 20,
  kTimeTaken = 1u << 21,
};

using W3cFields = std::uint32_t;

constexpr W3cFields operator|(W3cField a, W3cField b) {
  return static_cast<W3cFields>(a) | static_cast<W3cFields>(b);
}
constexpr W3cFields operator|(W3cFields a, W3cField b) { return a | static_cast<W3cFields>(b); }
constexpr bool has(W3cFields fields, W3cField field) {
  return (fields & static_cast<W3cFields>(field)) != 0;
}

inline constexpr W3cFields kAllW3cFields = (1u << 22) - 1;

// What the original writes unless told otherwise.
inline constexpr W3cFields kDefaultW3cFields =
    W3cField::kDate | W3cField::kTime | W3cField::kServerIp | W3cField::kMethod |
    W3cField::kUriStem | W3cField::kUriQuery | W3cField::kServerPort | W3cField::kUserName |
    W3cField::kClientIp | W3cField::kUserAgent | W3cField::kReferer | W3cField::kHttpStatus |
    W3cField::kHttpSubStatus | W3cField::kWin32Status | W3cField::kTimeTaken;

// The configured form: "Date,Time,ClientIP,..." (case ignored, spaces allowed around commas).
base::Result<W3cFields> parse_w3c_fields(std::string_view flags);

// "date time s-ip cs-method ...", as after "#Fields: ".
std::string w3c_fields_directive(W3cFields fields);

}  // namespace penstock::observe
