// The pool and the list of connections of one loop; see loop_context.h.
#include "server/loop_context.h"

#include "server/connection.h"
#include "server/exchange.h"

namespace penstock::server {

LoopContext::LoopContext(ServerContext& server, io::EventLoop& loop,
                         observe::CounterBlock& counters)
    : server_(server), loop_(loop), counters_(counters), scopes_(server) {
  pool_.reserve(kMostPooled);
}

LoopContext::~LoopContext() {
  while (connections_ != nullptr) {
    connections_->abandon();
  }
}

Exchange* LoopContext::acquire() {
  if (pool_.empty()) {
    return std::make_unique<Exchange>(server_).release();
  }
  Exchange* exchange = pool_.back().release();
  pool_.pop_back();
  return exchange;
}

void LoopContext::release(Exchange* exchange) {
  std::unique_ptr<Exchange> owned(exchange);
  owned->recycle();
  if (owned->parked()) {
    resting_.push_back(std::move(owned));
    if (resting_.size() <= kMostResting) {
      return;
    }
    owned = std::move(resting_.front());
    resting_.pop_front();
  }
  if (pool_.size() < kMostPooled) {
    pool_.push_back(std::move(owned));
  }
}

Exchange* LoopContext::replace(Exchange* exchange) {
  Exchange* fresh = acquire();
  fresh->take_over(*exchange);
  release(exchange);
  return fresh;
}

void LoopContext::add(Connection& connection) {
  connection.next_ = connections_;
  connection.previous_ = nullptr;
  if (connections_ != nullptr) {
    connections_->previous_ = &connection;
  }
  connections_ = &connection;
  ++connection_count_;
}

void LoopContext::remove(Connection& connection) {
  if (connection.previous_ != nullptr) {
    connection.previous_->next_ = connection.next_;
  } else {
    connections_ = connection.next_;
  }
  if (connection.next_ != nullptr) {
    connection.next_->previous_ = connection.previous_;
  }
  --connection_count_;
}

void LoopContext::drain() {
  draining_.store(true, std::memory_order_relaxed);
  for_each_connection(&Connection::drain);
}

void LoopContext::cut_off() { for_each_connection(&Connection::cut_off); }

// The call may end the connection.
void LoopContext::for_each_connection(void (Connection::*call)()) {
  Connection* next = nullptr;
  for (Connection* connection = connections_; connection != nullptr; connection = next) {
    next = connection->next_;
    (connection->*call)();
  }
}

}  // namespace penstock::server
