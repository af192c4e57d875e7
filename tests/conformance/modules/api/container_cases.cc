// Module context containers: of requests, connections, sites, applications, configuration scopes,
// files, and dispensed ones. Each stored context writes its end to the file that the environment
// names in API_LOG. Cases: see case.h.
#include "case.h"

namespace api {
namespace {

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

Status connection_arguments(Call& call) {
  Report& report = *call.report;
  IHttpConnectionModuleContextContainer* container =
      call.context->GetConnection()->GetModuleContextContainer();
  report.number("empty", container->GetConnectionModuleContext(module_id) == nullptr);
  report.result("null", container->SetConnectionModuleContext(nullptr, module_id));
  auto* stored = new StoredConnection;
  report.result("null id", container->SetConnectionModuleContext(stored, nullptr));
  report.result("set", container->SetConnectionModuleContext(stored, module_id));
  report.number("found", container->GetConnectionModuleContext(module_id) == stored);
  auto* second = new StoredConnection;
  report.result("twice", container->SetConnectionModuleContext(second, module_id));
  second->CleanupStoredContext();
  report.number("still the first", container->GetConnectionModuleContext(module_id) == stored);
  // The plain contexts of the same connection are others.
  report.number("no plain one", container->GetModuleContext(module_id) == nullptr);
  return RQ_NOTIFICATION_CONTINUE;
}

Status arguments(Call& call) {
  Report& report = *call.report;
  IHttpModuleContextContainer* container = call.context->GetModuleContextContainer();
  report.number("empty", container->GetModuleContext(module_id) == nullptr);
  report.result("null", container->SetModuleContext(nullptr, module_id));
  auto* stored = new Stored("mine");
  report.result("null id", container->SetModuleContext(stored, nullptr));
  report.result("set", container->SetModuleContext(stored, module_id));
  int other_module = 0;
  report.number("other id", container->GetModuleContext(&other_module) == nullptr);
  auto* other = new Stored("other");
  report.result("set other", container->SetModuleContext(other, &other_module));
  report.number("both", container->GetModuleContext(module_id) == stored &&
                            container->GetModuleContext(&other_module) == other);
  return RQ_NOTIFICATION_CONTINUE;
}

Status dispensed(Call& call) {
  IDispensedHttpModuleContextContainer* container = server->DispenseContainer();
  IDispensedHttpModuleContextContainer* other = server->DispenseContainer();
  call.report->number("each its own", container != other);
  use(*call.report, "dispensed", container);
  call.report->number("other is empty", other->GetModuleContext(module_id) == nullptr);
  other->ReleaseContainer();
  log("released the empty one");
  container->ReleaseContainer();
  log("released");
  return RQ_NOTIFICATION_CONTINUE;
}

Status named(Call& call) {
  Report& report = *call.report;
  INamedContextContainer* container =
      dynamic_cast<IHttpContext3*>(call.context)->GetNamedContextContainer();
  report.number(
      "same", container == dynamic_cast<IHttpContext3*>(call.context)->GetNamedContextContainer());
  report.number("empty", container->GetNamedContext(L"mine") == nullptr);
  auto* stored = new Stored("named");
  report.result("set", container->SetNamedContext(stored, L"mine"));
  report.number("found", container->GetNamedContext(L"mine") == stored);
  report.number("other", container->GetNamedContext(L"theirs") == nullptr);
  report.number("other case", container->GetNamedContext(L"MINE") == nullptr);
  report.number("null name", container->GetNamedContext(nullptr) == nullptr);
  report.result("set null", container->SetNamedContext(nullptr, L"null"));
  auto* second = new Stored("second");
  report.result("set without name", container->SetNamedContext(second, nullptr));
  report.result("set twice", container->SetNamedContext(second, L"mine"));
  report.result("set by another name", container->SetNamedContext(second, L"second"));
  report.number("both", container->GetNamedContext(L"mine") == stored &&
                            container->GetNamedContext(L"second") == second);
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& container_cases() {
  static const Cases cases = {
      {"containers", containers},
      {"file-context", file},
      {"connection-context", connection},
      {"container-arguments", arguments},
      {"connection-arguments", connection_arguments},
      {"dispensed", dispensed},
      {"named", named},
  };
  return cases;
}

}  // namespace api
