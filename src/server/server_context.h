// ServerContext: what all loops and requests of a worker share. Made and owned by worker.cc;
// constant once the loops run, but for the parts that say how they are shared.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "base/thread_annotations.h"
#include "config/snapshot.h"
#include "observe/counters.h"
#include "observe/event_log.h"

namespace penstock::native {
class HttpServer;
class ServerServices;
}  // namespace penstock::native

namespace penstock::server {

class AccessLog;
class ModuleLoader;
class SiteTable;

struct Timeouts {
  std::int64_t header_ms = 30'000;       // first byte to complete head
  std::int64_t keep_alive_ms = 120'000;  // between requests
  std::int64_t body_ms = 60'000;         // between two reads of a body
  std::int64_t send_ms = 60'000;         // without progress of a response
  std::int64_t linger_ms = 2'000;        // after the last response, until the client closes
};

struct ServerContext {
  std::shared_ptr<const config::Snapshot> snapshot;
  observe::EventLog* events = nullptr;    // may be null: no event log configured
  std::string event_source = "Penstock";  // of the server's own events
  observe::Counters* counters = nullptr;
  SiteTable* sites = nullptr;
  ModuleLoader* modules = nullptr;
  native::HttpServer* http_server = nullptr;
  native::ServerServices* services = nullptr;
  AccessLog* access_log = nullptr;
  Timeouts timeouts;
  bool handoff = true;
  std::uint32_t max_connections = 65'000;
  std::atomic<std::uint32_t> connections{0};  // any thread

  // --- draining; any thread
  void begin_draining() { draining_.store(true, std::memory_order_release); }
  // A loop has stopped accepting, or cut off what was left; or a connection was closed.
  void loop_drained() PENSTOCK_EXCLUDES(drain_mutex_);
  void connection_closed();
  // True when all loops have stopped accepting and no connection is left.
  bool wait_drained(std::size_t loops, std::chrono::steady_clock::time_point deadline)
      PENSTOCK_EXCLUDES(drain_mutex_);

 private:
  std::atomic<bool> draining_{false};
  base::Mutex drain_mutex_;
  base::CondVar drained_;
  std::size_t drained_loops_ PENSTOCK_GUARDED_BY(drain_mutex_) = 0;
};

}  // namespace penstock::server
