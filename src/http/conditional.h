// Preconditions of a request, evaluated in the order of RFC 9110 13.2.2 (If-Range included).
// Neighbours: etag.h and date.h do the comparing; the static file module asks.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace penstock::http {

// Header values as received; an empty view is an absent header.
struct Preconditions {
  std::string_view if_match;
  std::string_view if_none_match;
  std::string_view if_modified_since;
  std::string_view if_unmodified_since;
  std::string_view if_range;
  bool get_or_head = true;
};

struct CurrentState {
  bool exists = true;
  std::string_view etag;                 // with quotes, "W/" where weak; empty: none
  std::optional<std::int64_t> modified;  // Unix seconds
  std::int64_t now = 0;                  // Unix seconds; for If-Range's strong-date rule
};

enum class Verdict : std::uint8_t {
  kProceed,
  kNotModified,         // 304
  kPreconditionFailed,  // 412
};

Verdict evaluate_preconditions(const Preconditions& request, const CurrentState& current);

// Whether a Range header is to be honoured: true without If-Range, or when it matches.
bool range_applies(const Preconditions& request, const CurrentState& current);

}  // namespace penstock::http
