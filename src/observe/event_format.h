// How events are shown and asked for on a command line: a line for people, a JSON object for
// machines, and the names of levels. Times (--since, --until) are event_time.h. No I/O here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "observe/event_record.h"
#include "observe/event_time.h"

namespace penstock::observe {

// "information", "warning", "error", "success", "audit-success", "audit-failure".
std::string_view type_name(EventType type);

// A comma list of type names (case ignored; "info", "warn" for short): "error,warning".
base::Result<std::vector<EventType>> parse_levels(std::string_view text);

// One line without line break: time, type, log, source, id, category, strings. Control characters
// in the strings are shown escaped, so that an event cannot forge a line or drive a terminal.
std::string human_line(const EventRecord& event);

// The heading of a table of human_line()s.
std::string human_heading();

// One JSON object on one line: time, log, source, type, event_id, category, strings, data (base64).
std::string json_line(const EventRecord& event);

}  // namespace penstock::observe
