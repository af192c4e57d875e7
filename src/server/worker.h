// Worker: one process's server, put together: event log, modules, sites, loops, listeners; and
// taken apart again in the reverse order. cli/commands/serve.cc runs it.
#pragma once

#include <chrono>
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
  // Called when a module asks for the process to be recycled, from any thread; may be empty.
  std::function<void()> on_recycle;
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
  // False: requests were still running after `limit`; the process should end without unloading.
  bool stop(std::chrono::milliseconds limit);

 private:
  struct Parts;
  explicit Worker(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace penstock::server
