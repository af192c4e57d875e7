// Listener: one listening socket of one loop; accepts until there is nothing more. Every loop has
// its own for the same address (SO_REUSEPORT), so that connections are spread by the kernel.
#pragma once

#include "io/event_loop.h"
#include "io/socket_address.h"
#include "io/task.h"
#include "io/unique_fd.h"
#include "server/loop_context.h"

namespace penstock::server {

// Loop-owned.
class Listener final : public io::IoHandler {
 public:
  Listener(LoopContext& context, io::UniqueFd fd);
  ~Listener();

  base::Result<void> start();
  // Stops accepting for good; what waits in the queue is accepted first.
  void stop();
  void on_ready(std::uint32_t events) override;

 private:
  // With no descriptors left the socket would be reported again and again: look away for a while.
  static constexpr std::int64_t kPauseMs = 500;

  bool accept_next();
  void pause(int error);
  void go_on();

  LoopContext& context_;
  io::UniqueFd fd_;
  bool registered_ = false;
  bool reported_ = false;
  io::MethodTimer<&Listener::go_on> timer_{*this};
};

}  // namespace penstock::server
