// The Date header's value, formatted once a second and thread. Threads, not loops, because a
// detached executor writes heads too.
#pragma once

#include <cstdint>
#include <string_view>

namespace penstock::server {

// Valid until this thread's next call.
std::string_view current_http_date();

// Wall clock, microseconds since 1970 UTC.
std::int64_t wall_clock_us();

}  // namespace penstock::server
