// Threads that take the next index; see jobs.h.
#include "cli/port/jobs.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

#include "cli/port/run_process.h"

namespace penstock::cli {

void run_jobs(std::size_t threads, std::size_t count, const std::string& label,
              const std::function<void(std::size_t)>& job) {
  const bool shows = isatty(STDERR_FILENO) != 0;
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> done{0};
  const auto work = [&] {
    for (std::size_t i = next.fetch_add(1); i < count && !stop_requested(); i = next.fetch_add(1)) {
      job(i);
      const std::size_t number = done.fetch_add(1) + 1;
      if (shows) {
        std::fprintf(stderr, "\r\x1b[K%s %zu of %zu", label.c_str(), number, count);
      }
    }
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < std::min(threads, count); ++i) {
    others.emplace_back(work);
  }
  work();
  for (std::thread& other : others) {
    other.join();
  }
  if (shows) {
    std::fprintf(stderr, "\r\x1b[K");
  }
}

}  // namespace penstock::cli
