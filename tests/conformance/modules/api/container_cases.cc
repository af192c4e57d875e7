// Module context containers: of requests, connections, sites, applications, configuration scopes,
// files, and dispensed ones. Each stored context writes its end to the file that the environment
// names in API_LOG. Cases: see case.h.
#include <cstdlib>
#include <fstream>
#include <mutex>

#include "case.h"

namespace api {
namespace {

void log(const std::string& line) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  if (const char* file = std::getenv("API_LOG"); file != nullptr) {
    std::ofstream(file, std::ios::app) << line << std::endl;
  }
}

class Stored final : public IHttpStoredContext {
 public:
  explicit Stored(std::string name) : name_(std::move(name)) {}
  VOID CleanupStoredContext() override {
    log("cleanup " + name_);
    delete this;
  }
  const std::string& name() const { return name_; }

 private:
  ~Stored() = default;
  std::string name_;
};

class StoredConnection final : public IHttpConnectionStoredContext {
 public:
  VOID CleanupStoredContext() override {
    log("cleanup connection context");
    delete this;
  }
  VOID NotifyDisconnect() override { log("disconnect"); }

 private:
  ~StoredConnection() = default;
};

// Stores a context unless there is one; reports which it was, and that a second is refused.
void use(Report& report, const std::string& name, IHttpModuleContextContainer* container) {
  if (container->GetModuleContext(module_id) != nullptr) {
    report.add(name, "known");
    return;
  }
  auto* stored = new Stored(name);
  report.result(name, container->SetModuleContext(stored, module_id));
  report.number(name + " found", container->GetModuleContext(module_id) == stored);
  auto* second = new Stored(name + " twice");
  report.result(name + " twice", container->SetModuleContext(second, module_id));
  second->CleanupStoredContext();
}

Status containers(Call& call) {
  Report& report = *call.report;
  use(report, "request", call.context->GetModuleContextContainer());
  use(report, "connection", call.context->GetConnection()->GetModuleContextContainer());
  use(report, "site", call.context->GetSite()->GetModuleContextContainer());
  use(report, "application", call.context->GetApplication()->GetModuleContextContainer());
  use(report, "metadata", call.context->GetMetadata()->GetModuleContextContainer());
  return RQ_NOTIFICATION_CONTINUE;
}

// The record of a file lives in the server's cache.
Status file(Call& call) {
  WCHAR path[1024];
  DWORD bytes = sizeof(path);
  call.context->MapPath(L"/numbers.txt", path, &bytes);
  IHttpFileInfo* info = nullptr;
  if (FAILED(server->GetFileInfo(path, nullptr, nullptr, nullptr, nullptr, TRUE, &info))) {
    return RQ_NOTIFICATION_CONTINUE;
  }
  use(*call.report, "file", info->GetModuleContextContainer());
  info->DereferenceCacheData();
  return RQ_NOTIFICATION_CONTINUE;
}

Status connection(Call& call) {
  IHttpConnectionModuleContextContainer* container =
      call.context->GetConnection()->GetModuleContextContainer();
  if (container->GetConnectionModuleContext(module_id) != nullptr) {
    call.report->add("context", "known");
    return RQ_NOTIFICATION_CONTINUE;
  }
  call.report->result("context",
                      container->SetConnectionModuleContext(new StoredConnection, module_id));
  return RQ_NOTIFICATION_CONTINUE;
}

Status dispensed(Call& call) {
  IDispensedHttpModuleContextContainer* container = server->DispenseContainer();
  use(*call.report, "dispensed", container);
  container->ReleaseContainer();
  return RQ_NOTIFICATION_CONTINUE;
}

Status named(Call& call) {
  Report& report = *call.report;
  INamedContextContainer* container =
      dynamic_cast<IHttpContext3*>(call.context)->GetNamedContextContainer();
  report.number("empty", container->GetNamedContext(L"mine") == nullptr);
  auto* stored = new Stored("named");
  report.result("set", container->SetNamedContext(stored, L"mine"));
  report.number("found", container->GetNamedContext(L"mine") == stored);
  report.number("other", container->GetNamedContext(L"theirs") == nullptr);
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& container_cases() {
  static const Cases cases = {
      {"containers", containers}, {"file-context", file}, {"connection-context", connection},
      {"dispensed", dispensed},   {"named", named},
  };
  return cases;
}

}  // namespace api
