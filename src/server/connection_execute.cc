// Executing a request and what follows it, on whichever thread that happens; see connection.h.
// The thread that leads the loop when the request ends goes on with the connection; any other
// posts it back.
#include "io/chain_sender.h"
#include "io/socket.h"
#include "server/connection.h"
#include "server/exchange.h"
#include "server/server_context.h"
#include "server/thread_cleanup.h"

namespace penstock::server {

// Runs module code, so the loop may be gone when it returns: between enter and leave nothing of
// the loop is touched.
Connection::After Connection::execute(bool resumed) {
  io::EventLoop& event_loop = loop();
  // Of what outlives the connection: a request that pends may take it along.
  const ServerContext& server = context_.server();
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
      raise_thread_cleanup(server);
      event_loop.leave_detachable();
    }
    return After::stop;
  }
  exchange.finish();
  const bool sent = try_transmit();
  if (sent) {
    exchange.end();
  }
  request_open_ = !sent;
  if (!nested) {
    raise_thread_cleanup(server);
  }
  if (!nested && event_loop.leave_detachable()) {
    return after_request();
  }
  // The loop waits for a slow client, not this thread.
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
    set_deadline(send_timeout_ms());
    // Not at once: behind a response that is all sent the next request would start from here, and
    // so on, deeper and deeper.
    post_turn();
    return After::stop;
  }
  if (close_after_drain_) {
    begin_lingering();
    return After::stop;
  }
  if (exchange_->parked()) {
    exchange_ = context_.replace(exchange_);
  }
  state_ = State::reading;
  set_head_deadline();
  return After::serve_on;
}

// Posted by a detached executor or a module's thread, run by the leader: the request is through
// the pipeline.
void Connection::come_back() {
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
  switch (exchange_->continue_io()) {
    case IoStep::waits:
      if (waits_for_io_) {
        break;
      }
      [[fallthrough]];
    case IoStep::progress:
      waits_for_io_ = true;
      set_deadline(exchange_->io_timeout_ms());
      break;
    case IoStep::done:
      waits_for_io_ = false;
      break;
    case IoStep::resume:
      waits_for_io_ = false;
      resume();
      break;
  }
}

void Connection::run_posted_io() {
  io_posted_.exchange(false, std::memory_order_acq_rel);
  if (state_ == State::closed) {
    close();
    return;
  }
  // Asked for by CancelIo, it may come when its request is over.
  if (state_ == State::executing) {
    run_io();
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
  set_deadline(send_timeout_ms());
  return After::stop;
}

// Leader: goes on sending; when all is out, the request ends and the connection goes on.
void Connection::drained() {
  for (;;) {
    const io::SendResult sent = io::send_chain(fd_.get(), exchange_->output().chain(), kSendBudget);
    if (sent.bytes > 0) {
      set_deadline(send_timeout_ms());
    }
    if (sent.status == io::SendStatus::kBudget) {
      // Others of this loop have their turn first.
      state_ = State::draining;
      post_turn();
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

void Connection::post_turn() {
  turn_posted_ = true;
  loop().post(&turn_task_);
}

void Connection::take_turn() {
  turn_posted_ = false;
  if (state_ == State::draining) {
    drained();
  } else {
    serve();
  }
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
