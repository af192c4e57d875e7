// LoopContext: what one event loop owns besides its epoll instance: the pool of exchanges, the
// list of connections, its counters. Touched by the loop's leader only. worker.cc makes one a loop.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "io/event_loop.h"
#include "observe/counters.h"
#include "server/scope_cache.h"

namespace penstock::server {

class Connection;
class Exchange;
class SiteTable;
struct ServerContext;

class LoopContext {
 public:
  LoopContext(ServerContext& server, io::EventLoop& loop, observe::CounterBlock& counters);
  ~LoopContext();
  LoopContext(const LoopContext&) = delete;
  LoopContext& operator=(const LoopContext&) = delete;

  io::EventLoop& loop() { return loop_; }
  ServerContext& server() { return server_; }
  observe::CounterBlock& counters() { return counters_; }
  ScopeCache& scopes() { return scopes_; }

  // An exchange from the pool, most recently used first, so that its memory is in the cache.
  Exchange* acquire();
  // One that was parked rests first, until as many others as kMostResting were after it: a
  // completion that comes too late finds its request over, and not another one in its place.
  void release(Exchange* exchange);
  // The same between two requests of a connection, which goes on with the one returned.
  Exchange* replace(Exchange* exchange);

  // Connections are linked while they live, for draining.
  void add(Connection& connection);
  void remove(Connection& connection);
  std::size_t connection_count() const { return connection_count_; }

  // Leader only. From here on idle connections are closed, and others after their request.
  void drain();
  // Leader only, after drain(): connections end whatever their requests do.
  void cut_off();
  // Any thread.
  bool draining() const { return draining_.load(std::memory_order_relaxed); }

 private:
  static constexpr std::size_t kMostPooled = 1024;
  static constexpr std::size_t kMostResting = 128;

  void for_each_connection(void (Connection::*call)());

  ServerContext& server_;
  io::EventLoop& loop_;
  observe::CounterBlock& counters_;
  ScopeCache scopes_;
  std::vector<std::unique_ptr<Exchange>> pool_;
  std::deque<std::unique_ptr<Exchange>> resting_;
  Connection* connections_ = nullptr;
  std::size_t connection_count_ = 0;
  std::atomic<bool> draining_{false};
};

}  // namespace penstock::server
