// How events are shown and asked for on a command line: a line for people, a JSON object for
// machines, and the inverse for --since/--until and --level. No I/O here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "observe/event_record.h"

namespace penstock::observe {

// "information", "warning", "error", "success", "audit-success", "audit-failure".
std::string_view type_name(EventType type);

// A comma list of type names (case ignored; "info", "warn" for short): "error,warning".
base::Result<std::vector<EventType>> parse_levels(std::string_view text);

// 2026-01-31T12:00:00.123456Z
std::string iso_time(std::int64_t time_us);

// Microseconds since 1970 UTC of: "10m" ago (s, m, h, d, w), "now", "today", "yesterday" (local
// midnight), "2026-01-31", "2026-01-31T12:00[:00[.123]]" (local time; with Z or +02:00 that
// zone's).
base::Result<std::int64_t> parse_time(std::string_view text, std::int64_t now_us);

// One line without line break: time, type, log, source, id, category, strings. Control characters
// in the strings are shown escaped, so that an event cannot forge a line or drive a terminal.
std::string human_line(const EventRecord& event);

// The heading of a table of human_line()s.
std::string human_heading();

// One JSON object on one line: time, log, source, type, event_id, category, strings, data (base64).
std::string json_line(const EventRecord& event);

}  // namespace penstock::observe
