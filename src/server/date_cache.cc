// One formatted date a thread; see date_cache.h.
#include "server/date_cache.h"

#include <ctime>

#include "http/date.h"

namespace penstock::server {

std::string_view current_http_date() {
  thread_local std::int64_t cached_second = -1;
  thread_local char text[http::kDateLength];
  timespec now{};
  // The coarse clock is a memory read, and a second is all that is shown.
  clock_gettime(CLOCK_REALTIME_COARSE, &now);
  if (now.tv_sec != cached_second) {
    cached_second = now.tv_sec;
    http::format_date(cached_second, text);
  }
  return {text, http::kDateLength};
}

std::int64_t wall_clock_us() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000;
}

}  // namespace penstock::server
