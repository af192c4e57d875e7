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

// A close with unread input would reset the connection, and the client might lose the response.
void Connection::begin_lingering() {
  if (!refused_ && exchange_->input().empty() && exchange_->body().done()) {
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

void Connection::close_if_idle() {
  if (state_ == State::idle) {
    close();
  }
}

void Connection::close() {
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
