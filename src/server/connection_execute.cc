// Executing a request and what follows it, on whichever thread that happens; see connection.h.
// The thread that leads the loop when the request ends goes on with the connection; any other
// posts it back.
#include "io/chain_sender.h"
#include "io/socket.h"
#include "server/connection.h"
#include "server/exchange.h"
#include "server/server_context.h"

namespace penstock::server {

// Runs module code, so the loop may be gone when it returns: between enter and leave nothing of
// the loop is touched.
Connection::After Connection::execute(bool resumed) {
  io::EventLoop& event_loop = loop();
  Exchange& exchange = *exchange_;
  if (!resumed) {
    state_ = State::executing;
    latch_.close();
  }
  // IndicateCompletion may be called from within another request's callback: then that request
  // owns the mark, and this one is executed as if by a foreign thread.
  const bool nested = io::this_thread().detachable;
  if (!nested) {
    event_loop.enter_detachable();
  }
  const pipeline::WalkResult walk = resumed ? exchange.resume() : exchange.run();
  if (walk == pipeline::WalkResult::pending) {
    // Another thread may own the request already.
    if (!nested) {
      event_loop.leave_detachable();
    }
    return After::stop;
  }
  exchange.finish();
  const bool sent = try_transmit();
  if (sent) {
    exchange.end();
  }
  if (!nested && event_loop.leave_detachable()) {
    request_open_ = !sent;
    return after_request();
  }
  if (!sent) {
    exchange.transmit_blocking();
    exchange.end();
  }
  event_loop.post(&return_task_);
  return After::stop;
}

// Sends what the socket takes. True when nothing of the request is needed any more: all is sent,
// or what is left lies in the output block and goes out with the answers that follow, or the
// connection is broken.
bool Connection::try_transmit() {
  Exchange& exchange = *exchange_;
  if (exchange.aborted()) {
    exchange.output().reset();
    return true;
  }
  if (may_batch()) {
    return true;
  }
  const io::SendResult sent = io::send_chain(fd_.get(), exchange.output().chain(), kSendBudget);
  if (sent.status == io::SendStatus::kError) {
    exchange.abort();
  } else if (sent.status != io::SendStatus::kDone) {
    return false;
  }
  exchange.output().reset();
  return true;
}

// More requests of this client wait in the buffer: their answers leave in one write.
bool Connection::may_batch() const {
  const OutputQueue& output = exchange_->output();
  return exchange_->keep_alive() && !exchange_->input().empty() && output.self_contained() &&
         output.size() < OutputQueue::kBlock / 2;
}

// Leader, after a request that it (or, before come_back(), another thread) has executed.
Connection::After Connection::after_request() {
  const std::uint32_t missed = latch_.open();
  if ((missed & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) {
    input_exhausted_ = false;
  }
  peer_closed_ = peer_closed_ || (missed & EPOLLRDHUP) != 0;
  if (exchange_->aborted()) {
    close();
    return After::stop;
  }
  close_after_drain_ = !exchange_->keep_alive();
  if (request_open_ || (close_after_drain_ && !exchange_->output().empty())) {
    state_ = State::draining;
    set_deadline(context_.server().timeouts.send_ms);
    drained();
    return After::stop;
  }
  if (close_after_drain_) {
    begin_lingering();
    return After::stop;
  }
  state_ = State::reading;
  deadline_ms_ = loop().now_ms() + context_.server().timeouts.header_ms;
  return After::serve_on;
}

// Posted by a detached executor or a module's thread, run by the leader: the request has ended.
void Connection::come_back() {
  request_open_ = false;
  if (after_request() == After::serve_on) {
    serve();
  }
}

void Connection::resume() {
  if (execute(true) == After::serve_on) {
    serve();
  }
}

// Leader: the owner of a parked request handed it over.
void Connection::run_resume() { resume(); }

// Leader: an operation of the request waits for the socket, or may be able to go on.
void Connection::run_io() {
  bool owns_request = false;
  if (!exchange_->continue_io(owns_request)) {
    if (!waits_for_io_) {
      waits_for_io_ = true;
      set_deadline(exchange_->io_waits_for_write() ? context_.server().timeouts.send_ms
                                                   : context_.server().timeouts.body_ms);
    }
    return;
  }
  waits_for_io_ = false;
  if (owns_request) {
    resume();
  }
}

// Between two requests: sends what batching held back.
Connection::After Connection::flush() {
  if (exchange_->output().empty()) {
    return After::serve_on;
  }
  const io::SendResult sent = io::send_chain(fd_.get(), exchange_->output().chain());
  if (sent.status == io::SendStatus::kDone) {
    exchange_->output().reset();
    return After::serve_on;
  }
  if (sent.status == io::SendStatus::kError) {
    close();
    return After::stop;
  }
  request_open_ = false;
  close_after_drain_ = false;
  state_ = State::draining;
  set_deadline(context_.server().timeouts.send_ms);
  return After::stop;
}

// Leader: goes on sending; when all is out, the request ends and the connection goes on.
void Connection::drained() {
  for (;;) {
    const io::SendResult sent = io::send_chain(fd_.get(), exchange_->output().chain(), kSendBudget);
    if (sent.bytes > 0) {
      set_deadline(context_.server().timeouts.send_ms);
    }
    if (sent.status == io::SendStatus::kBudget) {
      // Others of this loop have their turn first.
      state_ = State::draining;
      drain_posted_ = true;
      loop().post(&drain_task_);
      return;
    }
    if (sent.status == io::SendStatus::kWouldBlock) {
      state_ = State::draining;
      return;
    }
    if (sent.status == io::SendStatus::kError) {
      exchange_->abort();
    }
    break;
  }
  exchange_->output().reset();
  finish_draining();
}

void Connection::drain_on() {
  drain_posted_ = false;
  drained();
}

void Connection::finish_draining() {
  if (request_open_) {
    // Disposing of module objects is module code.
    request_open_ = false;
    state_ = State::executing;
    latch_.close();
    loop().enter_detachable();
    exchange_->end();
    if (!loop().leave_detachable()) {
      loop().post(&return_task_);
      return;
    }
    if (after_request() == After::serve_on) {
      serve();
    }
    return;
  }
  if (exchange_->aborted()) {
    close();
  } else if (close_after_drain_) {
    begin_lingering();
  } else {
    state_ = State::reading;
    serve();
  }
}

}  // namespace penstock::server
