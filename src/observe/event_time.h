// Times as the command line shows and takes them. Part of event_format.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace penstock::observe {

// 2026-01-31T12:00:00.123456Z
std::string iso_time(std::int64_t time_us);

// Microseconds since 1970 UTC of: "10m" ago (s, m, h, d, w), "now", "today", "yesterday" (local
// midnight), "2026-01-31", "2026-01-31T12:00[:00[.123]]" (local time; with Z or +02:00 that
// zone's).
base::Result<std::int64_t> parse_time(std::string_view text, std::int64_t now_us);

}  // namespace penstock::observe
