// A program run to its end within a time limit, its output collected: the compiler, the linker.
// trial.cc starts a server with the same spawn() and talks to it while it runs.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/unique_fd.h"

namespace penstock::cli {

using Clock = std::chrono::steady_clock;

struct ProcessResult {
  int exit_code = -1;  // 128 + signal, when one ended it
  bool in_time = true;
  std::string out;
  std::string err;
};

// A running child in a process group of its own, so that kill() reaches what it started itself.
struct Child {
  pid_t pid = -1;
  io::UniqueFd out;
  io::UniqueFd err;
};

// The child gets this process's environment with LC_ALL=C, and `folder` as its working directory.
base::Result<Child> spawn(const std::vector<std::string>& arguments, const std::string& folder);

// Reads both streams until they end; then the child's end. At the deadline, or when stop was
// requested, its group is killed.
ProcessResult finish(Child& child, Clock::time_point deadline);

ProcessResult run_process(const std::vector<std::string>& arguments, const std::string& folder,
                          std::chrono::seconds limit);

// SIGINT and SIGTERM end what run_process() and finish() wait for, instead of this process, which
// then tidies up. stop_requested() tells that one came; stop_fd() is readable from then on.
void catch_stop_signals();
bool stop_requested();
int stop_fd();

}  // namespace penstock::cli
