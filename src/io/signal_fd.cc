// Blocks signals and reads them from a descriptor. See signal_fd.h.
#include "io/signal_fd.h"

#include <sys/signalfd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

namespace penstock::io {

base::Result<std::unique_ptr<SignalFd>> SignalFd::create(std::initializer_list<int> signals,
                                                         Callback callback) {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : signals) {
    sigaddset(&set, signal);
  }
  const int blocked = pthread_sigmask(SIG_BLOCK, &set, nullptr);
  if (blocked != 0) {
    return base::Error{"cannot block signals: " + std::system_category().message(blocked)};
  }
  UniqueFd fd(signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC));
  if (!fd) {
    return base::Error{"cannot create a signalfd: " + std::system_category().message(errno)};
  }
  return std::unique_ptr<SignalFd>(new SignalFd(std::move(fd), std::move(callback)));
}

// One signal a call: the callback may destroy this object, and level-triggered readiness brings
// the next one.
void SignalFd::on_ready(std::uint32_t) {
  signalfd_siginfo info{};
  if (read(fd_.get(), &info, sizeof(info)) == sizeof(info)) {
    const Callback callback = callback_;
    callback(static_cast<int>(info.ssi_signo));
  }
}

void ignore_broken_pipes() { signal(SIGPIPE, SIG_IGN); }

}  // namespace penstock::io
