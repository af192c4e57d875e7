// See trace.h.
#include "trace.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace tracer {

Trace& Trace::instance() {
  static Trace trace;
  return trace;
}

void Trace::add(const std::string& id, const std::string& entry) {
  if (id.empty()) {
    return;
  }
  const std::lock_guard lock(mutex_);
  entries_[id].push_back(entry);
  changed_.notify_all();
}

std::vector<std::string> Trace::entries(const std::string& id) {
  const std::lock_guard lock(mutex_);
  return entries_[id];
}

void Trace::wait_for(const std::string& id, const std::string& prefix) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] {
    const std::vector<std::string>& all = entries_[id];
    return std::any_of(all.begin(), all.end(),
                       [&](const std::string& one) { return one.rfind(prefix, 0) == 0; });
  });
}

void Trace::hold(const std::string& id, IHttpContext* context) {
  const std::lock_guard lock(mutex_);
  held_[id] = context;
  changed_.notify_all();
}

IHttpContext* Trace::take(const std::string& id) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return held_.count(id) != 0; });
  IHttpContext* context = held_[id];
  held_.erase(id);
  taken_[id] = context;
  return context;
}

IHttpContext* Trace::taken(const std::string& id) {
  const std::lock_guard lock(mutex_);
  return taken_[id];
}

void Trace::count(const std::string& name) {
  const std::lock_guard lock(mutex_);
  ++counts_[name];
  changed_.notify_all();
}

std::string Trace::counts() {
  const std::lock_guard lock(mutex_);
  std::string text;
  for (const auto& [name, value] : counts_) {
    text += name + "=" + std::to_string(value) + "\n";
  }
  return text;
}

void Trace::run_thread(std::function<void()> function) {
  const std::lock_guard lock(mutex_);
  threads_.emplace_back(std::move(function));
}

void Trace::join_threads() {
  std::vector<std::thread> all;
  {
    const std::lock_guard lock(mutex_);
    all.swap(threads_);
  }
  for (std::thread& thread : all) {
    thread.join();
  }
}

void log_lifetime(const std::string& line) {
  if (const char* file = std::getenv("TRACER_LOG"); file != nullptr) {
    std::ofstream(file, std::ios::app) << line << '\n';
  }
}

}  // namespace tracer
