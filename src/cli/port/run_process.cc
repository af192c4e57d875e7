// Spawning, collecting and ending children; see run_process.h.
#include "cli/port/run_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace penstock::cli {
namespace {

std::atomic<bool> stopping{false};
std::atomic<int> stopping_fd{-1};

void on_stop_signal(int) {
  const int saved = errno;
  stopping.store(true);
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(stopping_fd.load(), &one, sizeof one);
  errno = saved;
}

std::vector<char*> c_array(const std::vector<std::string>& strings) {
  std::vector<char*> array;
  for (const std::string& string : strings) {
    array.push_back(const_cast<char*>(string.c_str()));
  }
  array.push_back(nullptr);
  return array;
}

// Compilers speak English only under LC_ALL=C, and diagnostics.cc reads them.
std::vector<std::string> child_environment() {
  std::vector<std::string> environment{"LC_ALL=C"};
  for (char** entry = environ; *entry != nullptr; ++entry) {
    if (std::strncmp(*entry, "LC_ALL=", 7) != 0) {
      environment.emplace_back(*entry);
    }
  }
  return environment;
}

// Appends what is there. False: the stream has ended.
bool read_some(int fd, std::string& text) {
  std::array<char, 16384> buffer{};
  const ssize_t count = read(fd, buffer.data(), buffer.size());
  if (count > 0) {
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return count > 0 || (count < 0 && errno == EINTR);
}

int milliseconds_until(Clock::time_point deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return left < 0 ? 0 : static_cast<int>(left) + 1;
}

int exit_code_of(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

base::Result<Child> spawn(const std::vector<std::string>& arguments, const std::string& folder) {
  int out[2];
  int err[2];
  if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) {
    return base::Error{std::string("no pipe: ") + std::strerror(errno)};
  }
  Child child{-1, io::UniqueFd(out[0]), io::UniqueFd(err[0])};
  // What a server says while nobody reads must not stop it.
  fcntl(err[1], F_SETPIPE_SZ, 1 << 20);
  const io::UniqueFd out_end(out[1]);
  const io::UniqueFd err_end(err[1]);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], 1);
  posix_spawn_file_actions_adddup2(&actions, err[1], 2);
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  const std::vector<std::string> environment = child_environment();
  const int failed = posix_spawnp(&child.pid, arguments[0].c_str(), &actions, &attributes,
                                  c_array(arguments).data(), c_array(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (failed != 0) {
    return base::Error{"cannot run " + arguments[0] + ": " + std::strerror(failed)};
  }
  return child;
}

ProcessResult finish(Child& child, Clock::time_point deadline) {
  ProcessResult result;
  std::array<pollfd, 3> waits{
      {{child.out.get(), POLLIN, 0}, {child.err.get(), POLLIN, 0}, {stop_fd(), POLLIN, 0}}};
  while (waits[0].fd >= 0 || waits[1].fd >= 0) {
    const int ready = poll(waits.data(), waits.size(), milliseconds_until(deadline));
    if (ready == 0 || stop_requested()) {
      result.in_time = false;
      kill(-child.pid, SIGKILL);
      break;
    }
    if (ready < 0) {
      continue;
    }
    if (waits[0].revents != 0 && !read_some(waits[0].fd, result.out)) {
      waits[0].fd = -1;
    }
    if (waits[1].revents != 0 && !read_some(waits[1].fd, result.err)) {
      waits[1].fd = -1;
    }
  }
  result.exit_code = exit_code_of(child.pid);
  return result;
}

ProcessResult run_process(const std::vector<std::string>& arguments, const std::string& folder,
                          std::chrono::seconds limit) {
  base::Result<Child> child = spawn(arguments, folder);
  if (!child.ok()) {
    ProcessResult result;
    result.err = child.error().message;
    return result;
  }
  return finish(child.value(), Clock::now() + limit);
}

void catch_stop_signals() {
  stopping_fd.store(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  struct sigaction action {};
  action.sa_handler = on_stop_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool stop_requested() { return stopping.load(); }
int stop_fd() { return stopping_fd.load(); }

}  // namespace penstock::cli
