// Waiting for the last connection of a draining worker; see server_context.h.
#include "server/server_context.h"

namespace penstock::server {

void ServerContext::loop_drained() {
  const base::MutexLock lock(drain_mutex_);
  ++drained_loops_;
  drained_.notify_all();
}

void ServerContext::connection_closed() {
  if (connections.fetch_sub(1, std::memory_order_acq_rel) == 1 &&
      draining_.load(std::memory_order_acquire)) {
    const base::MutexLock lock(drain_mutex_);
    drained_.notify_all();
  }
}

bool ServerContext::wait_drained(std::size_t loops,
                                 std::chrono::steady_clock::time_point deadline) {
  const base::MutexLock lock(drain_mutex_);
  while (drained_loops_ < loops || connections.load(std::memory_order_acquire) > 0) {
    if (!drained_.wait_until(drain_mutex_, deadline)) {
      return drained_loops_ >= loops && connections.load(std::memory_order_acquire) == 0;
    }
  }
  return true;
}

}  // namespace penstock::server
