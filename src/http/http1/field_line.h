// One field line, split in place. Shared by the request head and by chunked trailers.
#pragma once

#include <string_view>

#include "http/chars.h"
#include "http/http1/parse_error.h"

namespace penstock::http {

struct FieldLine {
  std::string_view name;
  std::string_view value;
};

// Splits [begin, end), a line without its CRLF and without control bytes but HTAB. Writes NULs
// over the colon and behind the value: *end must be writable (it is the line's CR).
inline ParseError split_field_line(char* begin, char* end, FieldLine& out) {
  char* colon = begin;
  while (colon != end && is_in(kToken, *colon)) ++colon;
  if (colon == end) return ParseError::kMissingColon;
  if (*colon != ':' || colon == begin) {
    const bool space = *colon == ' ' || *colon == '\t';
    if (!space) return ParseError::kBadFieldName;
    return colon == begin ? ParseError::kObsoleteFold : ParseError::kSpaceBeforeColon;
  }
  char* value = colon + 1;
  while (value != end && (*value == ' ' || *value == '\t')) ++value;
  while (end != value && (end[-1] == ' ' || end[-1] == '\t')) --end;
  *colon = '\0';
  *end = '\0';
  out.name = {begin, static_cast<std::size_t>(colon - begin)};
  out.value = {value, static_cast<std::size_t>(end - value)};
  return ParseError::kNone;
}

}  // namespace penstock::http
