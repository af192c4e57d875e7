// The leader's side of a connection: receiving, parsing, serving one request after the other; see
// connection.h. Executing and what follows it is in connection_execute.cc, closing in
// connection_close.cc.
#include "server/connection.h"

#include <algorithm>

#include "io/socket.h"
#include "server/canned_response.h"
#include "server/exchange.h"
#include "server/server_context.h"

namespace penstock::server {
namespace {

// The largest head: request line and fields (HeadLimits), and the line ends.
constexpr std::size_t kMostHead = 34 * 1024;

}  // namespace

Connection::Connection(LoopContext& context, io::UniqueFd fd, const io::SocketAddress& peer,
                       const io::SocketAddress& local)
    : context_(context),
      fd_(std::move(fd)),
      local_(local),
      native_(fd_.get(), peer.data(), peer.size(), local.data(), local.size()),
      keep_alive_ms_(context.server().timeouts.keep_alive_ms) {
  context_.add(*this);
}

Connection::~Connection() {
  if (exchange_ != nullptr) {
    context_.release(exchange_);
  }
  context_.remove(*this);
}

bool Connection::start() {
  if (!loop().add(fd_.get(), this).ok()) {
    abandon();
    return false;
  }
  set_head_deadline();
  return true;
}

void Connection::on_ready(std::uint32_t events) {
  if (!latch_.admit(events)) {
    if (waits_for_io_) {
      run_io();
    }
    return;
  }
  if ((events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) {
    input_exhausted_ = false;
    peer_closed_ = peer_closed_ || (events & EPOLLRDHUP) != 0;
  }
  switch (state_) {
    case State::idle:
    case State::reading:
      if (!input_exhausted_ && !turn_posted_) {
        serve();
      }
      break;
    case State::draining:
      if (!turn_posted_) {
        drained();
      }
      break;
    case State::lingering:
      linger();
      break;
    case State::executing:
    case State::closed:
      break;
  }
}

// Parses and executes what has arrived until input runs out, a request does not end at once, or
// others are to have their turn.
void Connection::serve() {
  if (exchange_ == nullptr) {
    exchange_ = context_.acquire();
    exchange_->attach(*this);
  }
  int requests = 0;
  for (;;) {
    if (exchange_->input().empty()) {
      if (flush() == After::stop || !receive()) {
        return;
      }
    }
    switch (exchange_->parse()) {
      case http::ParseStatus::kNeedMore:
        if (flush() == After::stop || !receive()) {
          return;
        }
        break;
      case http::ParseStatus::kError:
        refuse(http::status_of(exchange_->parser().error()));
        return;
      case http::ParseStatus::kComplete:
        if (serve_parsed() == After::stop) {
          return;
        }
        if (++requests == kRequestsATurn) {
          if (flush() == After::serve_on) {
            post_turn();
          }
          return;
        }
        break;
    }
  }
}

// One receive. False: nothing more now (the state is set for the next event), or closed.
bool Connection::receive() {
  InputBuffer& input = exchange_->input();
  if (!input_exhausted_) {
    if (!input.make_room_for_head(kMostHead)) {
      refuse(431);
      return false;
    }
    const std::size_t room = input.space_size();
    const io::IoResult result = io::read_some(fd_.get(), input.space(), room);
    if (result.ok() && result.bytes > 0) {
      input.received(result.bytes);
      fresh_ = false;
      context_.counters().add(observe::Counter::kBytesReceived,
                              static_cast<std::int64_t>(result.bytes));
      // Less than there was room for: the socket is empty, and its next byte raises an edge.
      input_exhausted_ = result.bytes < room && !peer_closed_;
      return true;
    }
    if (result.status != io::IoStatus::kWouldBlock) {
      close();
      return false;
    }
    input_exhausted_ = true;
  }
  if (input.empty()) {
    release_exchange();
    state_ = State::idle;
    if (fresh_) {
      return false;  // start() has set the deadline
    }
    if (context_.draining()) {
      close();
      return false;
    }
    set_deadline(keep_alive_ms_);
  } else if (state_ != State::reading) {
    state_ = State::reading;
    set_head_deadline();
  }
  return false;
}

Connection::After Connection::serve_parsed() {
  context_.counters().add(observe::Counter::kRequests);
  if (loop().saturated()) {
    context_.counters().add(observe::Counter::kPoolExhausted);
    return refuse(503);
  }
  if (exchange_->prepare() == Prepared::refuse) {
    return refuse(exchange_->refusal());
  }
  keep_alive_ms_ = exchange_->keep_alive_ms();
  return execute(false);
}

// The transport's own answer, for what never becomes a request of a site. Closes.
Connection::After Connection::refuse(int status) {
  write_canned(exchange_->output(), status,
               context_.server().snapshot->server().penstock.engine.server_header);
  refused_ = true;
  request_open_ = false;
  close_after_drain_ = true;
  drained();
  return After::stop;
}

std::int64_t Connection::send_timeout_ms() const {
  return std::min(context_.server().timeouts.send_ms, keep_alive_ms_);
}

void Connection::set_deadline(std::int64_t delay_ms) {
  deadline_ms_ = loop().now_ms() + delay_ms;
  // An armed timer that is early looks at the deadline again; only a late one must be moved.
  if (!timer_.armed() || deadline_ms_ < timer_due_ms_) {
    timer_due_ms_ = deadline_ms_;
    loop().arm(timer_, delay_ms);
  }
}

void Connection::set_head_deadline() {
  const std::int64_t limit = context_.server().timeouts.header_ms;
  set_deadline(context_.draining() ? std::min(limit, kDrainGraceMs) : limit);
}

void Connection::on_timeout() {
  const std::int64_t now = loop().now_ms();
  if (latch_.busy()) {
    const bool late = waits_for_io_ && now >= deadline_ms_;
    const std::int64_t next =
        waits_for_io_ && !late ? deadline_ms_ - now : context_.server().timeouts.body_ms;
    timer_due_ms_ = now + next;
    loop().arm(timer_, next);
    if (late) {
      exchange_->give_up_io();
      run_io();
    }
    return;
  }
  if (now < deadline_ms_ || turn_posted_) {
    timer_due_ms_ = std::max(deadline_ms_, now + 100);
    loop().arm(timer_, timer_due_ms_ - now);
    return;
  }
  switch (state_) {
    case State::reading:
      refuse(408);
      break;
    case State::draining:
      // The client does not take its response: the request ends without it. A reset, so that the
      // kernel keeps no bytes for it either.
      exchange_->reset_connection();
      finish_draining();
      break;
    default:
      close();
  }
}

}  // namespace penstock::server
