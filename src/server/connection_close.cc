// Ways in which a connection ends, and in which it becomes idle; see connection.h.
#include "io/socket.h"
#include "server/connection.h"
#include "server/exchange.h"
#include "server/server_context.h"

namespace penstock::server {

void Connection::release_exchange() {
  context_.release(exchange_);
  exchange_ = nullptr;
}

// A close with unread input would reset the connection, and the client might lose the response
// (RFC 9112 9.6). Only a client that announced its last request sends nothing more.
void Connection::begin_lingering() {
  if (!refused_ && exchange_->client_closes() && input_exhausted_ && exchange_->input().empty() &&
      exchange_->body().done()) {
    close();
    return;
  }
  release_exchange();
  state_ = State::lingering;
  io::shutdown_write(fd_.get());
  set_deadline(context_.server().timeouts.linger_ms);
  linger();
}

void Connection::linger() {
  if (io::discard_input(fd_.get()) == io::Lingering::kClosed) {
    close();
  }
}

void Connection::drain() {
  const std::int64_t grace = loop().now_ms() + kDrainGraceMs;
  if ((state_ == State::reading || (state_ == State::idle && fresh_)) && deadline_ms_ > grace) {
    set_deadline(kDrainGraceMs);
  } else if (state_ == State::idle && !fresh_ && !io::input_waits(fd_.get())) {
    // A request that has arrived raises its event yet, and is the last.
    close();
  }
}

void Connection::cut_off() {
  // Who works with it, or has a turn posted, finds it at its end.
  io::shutdown_both(fd_.get());
  if (turn_posted_ || state_ == State::executing || state_ == State::closed) {
    return;
  }
  if (state_ == State::draining) {
    exchange_->abort();
    finish_draining();
  } else {
    close();
  }
}

void Connection::close() {
  if (io_posted_.load(std::memory_order_acquire)) {
    // The inbox refers to it: run_posted_io() closes.
    if (state_ != State::closed) {
      state_ = State::closed;
      loop().remove(fd_.get(), this);
    }
    return;
  }
  loop().forget(this);
  abandon();
}

void Connection::abandon() {
  if (timer_.armed()) {
    loop().cancel(timer_);
  }
  native_.notify_disconnect();
  context_.counters().add(observe::Counter::kConnectionsActive, -1);
  ServerContext& server = context_.server();
  delete this;
  server.connection_closed();
}

}  // namespace penstock::server
