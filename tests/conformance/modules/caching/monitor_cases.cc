// IHttpServer::RegisterFileChangeMonitor. What monitors see is in the listener's file.
#include <map>

#include "caching.h"

namespace caching {
namespace {

// By the name that the query gives them: "name=/path". One thread at a time asks.
std::map<std::string, IHttpFileMonitor*> monitors;

class Named final : public IHttpStoredContext {
 public:
  explicit Named(std::string name) : name_(std::move(name)) {}
  VOID CleanupStoredContext() override {
    note("monitor " + name_ + " cleaned up");
    delete this;
  }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

void watch(Call& call) {
  const std::size_t equals = call.query.find('=');
  const std::string name = call.query.substr(0, equals);
  IHttpFileMonitor* monitor = nullptr;
  call.report.result("registered",
                     server->RegisterFileChangeMonitor(widen(call.query.substr(equals + 1)).c_str(),
                                                       nullptr, &monitor));
  call.report.number("there", monitor != nullptr);
  if (monitor == nullptr) {
    return;
  }
  IHttpModuleContextContainer* container = monitor->GetModuleContextContainer();
  call.report.result("named", container->SetModuleContext(new Named(name), module_id));
  Named second("second");
  call.report.result("named twice", container->SetModuleContext(&second, module_id));
  monitors[name] = monitor;
}

void unwatch(Call& call) {
  monitors[call.query]->DereferenceFileMonitor();
  monitors.erase(call.query);
}

void notify(Call& call) { server->NotifyFileChange(widen(call.query).c_str()); }

// "<monitor>=<path>"
void await(Call& call) {
  std::string change = call.query;
  change[change.find('=')] = ' ';
  for (const std::string& one : await_change(change)) {
    call.report.add("change", one);
  }
}

void arguments(Call& call) {
  IHttpFileMonitor* monitor = nullptr;
  call.report.result("null path", server->RegisterFileChangeMonitor(nullptr, nullptr, &monitor));
  call.report.result("empty path", server->RegisterFileChangeMonitor(L"", nullptr, &monitor));
  call.report.result("nowhere to", server->RegisterFileChangeMonitor(L"/tmp", nullptr, nullptr));
  call.report.result("no folder",
                     server->RegisterFileChangeMonitor(L"/no/such/folder", nullptr, &monitor));
  call.report.result("a file",
                     server->RegisterFileChangeMonitor(L"/proc/self/maps", nullptr, &monitor));
  call.report.number("null", monitor == nullptr);
}

}  // namespace

std::string monitor_name(IHttpFileMonitor* monitor) {
  if (monitor == nullptr) {
    return "-";
  }
  auto* named =
      dynamic_cast<Named*>(monitor->GetModuleContextContainer()->GetModuleContext(module_id));
  return named == nullptr ? "?" : named->name();
}

void end_monitors() {
  for (const auto& [name, monitor] : monitors) {
    monitor->DereferenceFileMonitor();
  }
  monitors.clear();
}

const Cases& monitor_cases() {
  static const Cases cases = {{"watch", watch},
                              {"unwatch", unwatch},
                              {"notify-file", notify},
                              {"await", await},
                              {"monitor-arguments", arguments}};
  return cases;
}

}  // namespace caching
