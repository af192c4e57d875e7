// Worker: one process's server, put together: event log, modules, sites, loops, listeners; and
// taken apart again in the reverse order. cli/commands/serve.cc runs it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/snapshot.h"
#include "server/module_loader.h"

namespace penstock::server {

struct WorkerOptions {
  std::shared_ptr<const config::Snapshot> snapshot;
  std::span<const BuiltinModule> builtins;
  // The source of the server's own events.
  std::string event_source = "Penstock";
  // Called when a module asks for the process to be recycled, from any thread; may be empty.
  std::function<void()> on_recycle;
};

enum class StopResult : std::uint8_t {
  drained,  // every request finished
  cut_off,  // stopped, but requests were still in work and lost their connections
  stuck,    // some still are, inside modules: the worker must be kept, nothing may be unloaded
};

// start() and stop() on the thread that owns the worker.
class Worker {
 public:
  // Loads modules, compiles sites, binds the ports and starts the loops. An error says what and
  // where: a module, a line of the configuration, an address in use.
  static base::Result<std::unique_ptr<Worker>> start(WorkerOptions options);
  ~Worker();

  // Where it listens: "http://127.0.0.1:8080/".
  const std::vector<std::string>& addresses() const;

  // Stops listening, lets requests end, closes connections, stops the loops, unloads the modules.
  // After `limit` the connections that are left are cut off.
  StopResult stop(std::chrono::milliseconds limit);

 private:
  struct Parts;
  explicit Worker(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace penstock::server
