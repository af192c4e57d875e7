// ChildProcess: a program of ours started by a test, with its output collected while it runs.
// test_server.h runs the server with it; run() is for commands that end by themselves.
#pragma once

#include <sys/types.h>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "support/deadline.h"

namespace penstock::tests {

using Environment = std::vector<std::pair<std::string, std::string>>;

struct RunResult {
  int exit_code = -1;  // 128 + signal, when one ended it
  std::string out;
  std::string err;
};

class ChildProcess {
 public:
  // `environment` is added to the test's own.
  ChildProcess(const std::string& program, const std::vector<std::string>& arguments,
               const Environment& environment = {});
  // Kills it if it still runs.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t pid() const { return pid_; }
  void signal(int number) const;

  // Waits until a complete line of standard output (or error) that contains `text` is there, and
  // returns it; nothing if the output ends without one.
  std::optional<std::string> wait_for_out(const std::string& text);
  std::optional<std::string> wait_for_err(const std::string& text);

  // Waits for the end. Fails the test, and kills the process, if it does not come.
  int wait();
  bool ended() const { return exit_code_.has_value(); }

  std::string out() const { return out_.text(); }
  std::string err() const { return err_.text(); }

 private:
  // What one stream has said so far; filled by a thread of its own.
  class Stream {
   public:
    void collect(int fd);
    void join();
    std::string text() const;
    std::optional<std::string> wait_for(const std::string& text);

   private:
    void read_all(int fd);

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::string text_;
    bool ended_ = false;
    std::thread thread_;
  };

  pid_t pid_ = -1;
  Stream out_;
  Stream err_;
  std::optional<int> exit_code_;
};

// Runs a command to its end.
RunResult run(const std::string& program, const std::vector<std::string>& arguments,
              const Environment& environment = {});

}  // namespace penstock::tests
