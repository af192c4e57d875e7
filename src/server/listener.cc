// Accepting; see listener.h.
#include "server/listener.h"

#include <fmt/format.h>

#include <cstring>

#include "io/socket.h"
#include "native/http_server.h"
#include "server/connection.h"
#include "server/event_report.h"
#include "server/server_context.h"

namespace penstock::server {

Listener::Listener(LoopContext& context, io::UniqueFd fd) : context_(context), fd_(std::move(fd)) {}

Listener::~Listener() = default;

base::Result<void> Listener::start() {
  registered_ = true;
  return context_.loop().add(fd_.get(), this, io::EventLoop::kLevelRead);
}

void Listener::stop() {
  if (registered_) {
    while (accept_next()) {
    }
  }
  // Accepting may just have paused it.
  if (timer_.armed()) {
    context_.loop().cancel(timer_);
  }
  if (registered_) {
    registered_ = false;
    context_.loop().remove(fd_.get(), this);
  }
  fd_.reset();
}

void Listener::on_ready(std::uint32_t) {
  // Bounded, so that a flood of connections does not keep those that exist from being served.
  constexpr int kMostAtOnce = 64;
  for (int i = 0; i < kMostAtOnce && accept_next(); ++i) {
  }
}

bool Listener::accept_next() {
  ServerContext& server = context_.server();
  io::AcceptResult accepted = io::accept_one(fd_.get());
  switch (accepted.status) {
    case io::AcceptStatus::kAccepted:
      break;
    case io::AcceptStatus::kRetry:
      return true;
    case io::AcceptStatus::kExhausted:
      pause(accepted.error);
      return false;
    case io::AcceptStatus::kWouldBlock:
    case io::AcceptStatus::kError:
      return false;
  }
  if (server.connections.fetch_add(1, std::memory_order_relaxed) >= server.max_connections) {
    server.connections.fetch_sub(1, std::memory_order_relaxed);
    context_.counters().add(observe::Counter::kConnectionsRefused);
    return true;
  }
  context_.counters().add(observe::Counter::kConnectionsAccepted);
  context_.counters().add(observe::Counter::kConnectionsActive);
  const io::SocketAddress local = io::SocketAddress::local_of(accepted.fd.get());
  // A connection owns itself until close().
  (new Connection(context_, std::move(accepted.fd), accepted.peer, local))->start();
  return true;
}

void Listener::pause(int error) {
  context_.counters().add(observe::Counter::kConnectionsRefused);
  if (!reported_) {
    reported_ = true;
    report_event(
        context_.server(), EventKind::warning, kEventOutOfDescriptors, {std::strerror(error)},
        fmt::format("cannot accept connections: {}; existing ones go on", std::strerror(error)));
  }
  // What the cache holds open serves more as connections.
  context_.server().http_server->files().clear();
  registered_ = false;
  context_.loop().remove(fd_.get(), this);
  context_.loop().arm(timer_, kPauseMs);
}

void Listener::go_on() {
  if (!start().ok()) {
    context_.loop().arm(timer_, kPauseMs);
    registered_ = false;
    return;
  }
  on_ready(EPOLLIN);
}

}  // namespace penstock::server
