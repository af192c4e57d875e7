// Trace: what was called, in order, by the request's X-Trace; shared by all instances of the
// tracer module in a process. Tests read it through control.h. Lifetime events, which belong to no
// request, go to the file that the environment names in TRACER_LOG.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

class IHttpContext;

namespace tracer {

// Any thread.
class Trace {
 public:
  static Trace& instance();

  void add(const std::string& id, const std::string& entry);
  std::vector<std::string> entries(const std::string& id);
  // Blocks until the request has an entry that starts with `prefix`.
  void wait_for(const std::string& id, const std::string& prefix);

  // A request that was left pending, for whoever is to complete it.
  void hold(const std::string& id, IHttpContext* context);
  // Blocks until it is there.
  IHttpContext* take(const std::string& id);
  // What take() has given out for it.
  IHttpContext* taken(const std::string& id);

  // Named numbers: "Alpha.created".
  void count(const std::string& name);
  std::string counts();

  // A thread of the module's own. Joined when the module is unloaded.
  void run_thread(std::function<void()> function);
  void join_threads();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, std::vector<std::string>> entries_;
  std::map<std::string, IHttpContext*> held_;
  std::map<std::string, IHttpContext*> taken_;
  std::map<std::string, int> counts_;
  std::vector<std::thread> threads_;
};

// Appends a line to the log of lifetime events.
void log_lifetime(const std::string& line);

}  // namespace tracer
