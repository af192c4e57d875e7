// Spawning, collecting output, waiting; see child_process.h.
#include "support/child_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

extern char** environ;

namespace penstock::tests {
namespace {

std::vector<std::string> merged_environment(const Environment& added) {
  std::vector<std::string> all;
  for (const auto& [name, value] : added) {
    all.push_back(name + "=" + value);
  }
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view one(*entry);
    bool replaced = false;
    for (const auto& [name, value] : added) {
      replaced = replaced || one.substr(0, name.size() + 1) == name + "=";
    }
    if (!replaced) {
      all.emplace_back(one);
    }
  }
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> all;
  for (std::string& one : strings) {
    all.push_back(one.data());
  }
  all.push_back(nullptr);
  return all;
}

int exit_code_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

ChildProcess::ChildProcess(const std::string& program, const std::vector<std::string>& arguments,
                           const Environment& environment) {
  int out[2];
  int err[2];
  if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) {
    ADD_FAILURE() << "no pipe for " << program << ": " << std::strerror(errno);
    return;
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  std::vector<std::string> words = arguments;
  words.insert(words.begin(), program);
  std::vector<std::string> variables = merged_environment(environment);
  const int failure = posix_spawn(&pid_, program.c_str(), &actions, nullptr, pointers(words).data(),
                                  pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  close(out[1]);
  close(err[1]);
  if (failure != 0) {
    ADD_FAILURE() << "cannot start " << program << ": " << std::strerror(failure);
    exit_code_ = 127;
  }
  out_.collect(out[0]);
  err_.collect(err[0]);
}

ChildProcess::~ChildProcess() {
  if (!ended()) {
    signal(SIGKILL);
    wait();
  }
  out_.join();
  err_.join();
}

void ChildProcess::signal(int number) const { kill(pid_, number); }

std::optional<std::string> ChildProcess::wait_for_out(const std::string& text) {
  return out_.wait_for(text);
}

std::optional<std::string> ChildProcess::wait_for_err(const std::string& text) {
  return err_.wait_for(text);
}

int ChildProcess::wait() {
  if (ended()) {
    return *exit_code_;
  }
  pollfd end{static_cast<int>(syscall(SYS_pidfd_open, pid_, 0)), POLLIN, 0};
  if (poll(&end, 1, static_cast<int>(kPatience.count())) != 1) {
    ADD_FAILURE() << "process " << pid_ << " did not end; it said:\n" << out() << err();
    signal(SIGKILL);
  }
  close(end.fd);
  int status = 0;
  waitpid(pid_, &status, 0);
  exit_code_ = exit_code_of(status);
  out_.join();
  err_.join();
  return *exit_code_;
}

void ChildProcess::Stream::collect(int fd) {
  thread_ = std::thread([this, fd] { read_all(fd); });
}

void ChildProcess::Stream::read_all(int fd) {
  char bytes[4096];
  for (ssize_t count = 0; (count = read(fd, bytes, sizeof(bytes))) > 0;) {
    const std::lock_guard lock(mutex_);
    text_.append(bytes, static_cast<std::size_t>(count));
    changed_.notify_all();
  }
  close(fd);
  const std::lock_guard lock(mutex_);
  ended_ = true;
  changed_.notify_all();
}

void ChildProcess::Stream::join() {
  if (thread_.joinable()) {
    thread_.join();
  }
}

std::string ChildProcess::Stream::text() const {
  const std::lock_guard lock(mutex_);
  return text_;
}

std::optional<std::string> ChildProcess::Stream::wait_for(const std::string& wanted) {
  std::unique_lock lock(mutex_);
  std::optional<std::string> found;
  const auto look = [&] {
    for (std::size_t start = 0, end = 0; (end = text_.find('\n', start)) != std::string::npos;
         start = end + 1) {
      if (std::string line = text_.substr(start, end - start);
          line.find(wanted) != std::string::npos) {
        found = std::move(line);
        return true;
      }
    }
    return ended_;
  };
  changed_.wait_for(lock, kPatience, look);
  return found;
}

RunResult run(const std::string& program, const std::vector<std::string>& arguments,
              const Environment& environment) {
  ChildProcess process(program, arguments, environment);
  RunResult result;
  result.exit_code = process.wait();
  result.out = process.out();
  result.err = process.err();
  return result;
}

}  // namespace penstock::tests
