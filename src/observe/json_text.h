// JSON strings: writing any text as one, and reading back the arrays of strings written here.
// The store keeps an event's strings in that form, and event_format.h shows them so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace penstock::observe {

// Appends text as a JSON string with its quotes. Ill-formed UTF-8 is read as Latin-1.
void append_json_string(std::string& out, std::string_view text);

// ["a","b"] as built with append_json_string(); stops at anything else.
std::vector<std::string> parse_json_strings(std::string_view json);

}  // namespace penstock::observe
