// SignalFd: delivers process signals to a loop as events, so that no code runs in a signal handler.
// Neighbours: event_loop.h; src/process decides what a signal means.
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>

#include "base/result.h"
#include "io/event_loop.h"
#include "io/unique_fd.h"

namespace penstock::io {

class SignalFd final : public IoHandler {
 public:
  using Callback = std::function<void(int signal)>;

  // Blocks the signals in the calling thread and those it starts later: call it before any other
  // thread exists. Register the result with loop.add(fd(), handler, EventLoop::kLevelRead).
  static base::Result<std::unique_ptr<SignalFd>> create(std::initializer_list<int> signals,
                                                        Callback callback);

  int fd() const { return fd_.get(); }
  void on_ready(std::uint32_t epoll_events) override;

 private:
  SignalFd(UniqueFd fd, Callback callback) : fd_(std::move(fd)), callback_(std::move(callback)) {}

  UniqueFd fd_;
  Callback callback_;
};

// A write to a closed connection is an error value, not a signal: once per process.
void ignore_broken_pipes();

}  // namespace penstock::io
