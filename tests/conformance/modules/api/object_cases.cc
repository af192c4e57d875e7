// IHttpSite, IHttpApplication, IMetadataInfo, IHttpConnection: what a request belongs to.
// Cases: see case.h.
#include "case.h"

namespace api {
namespace {

Status site(Call& call) {
  Report& report = *call.report;
  IHttpSite* site = call.context->GetSite();
  report.number("id", site->GetSiteId());
  report.add("name", site->GetSiteName());
  report.number("same", site == call.context->GetSite());
  IHttpModuleContextContainer* container = site->GetModuleContextContainer();
  report.number("container",
                container != nullptr && container == site->GetModuleContextContainer());
  report.number("not the application's",
                container != call.context->GetApplication()->GetModuleContextContainer());
  IHttpPerfCounterInfo* counters = site->GetPerfCounterInfo();
  report.number("counters", counters != nullptr && counters == site->GetPerfCounterInfo());
  report.number("not the server's", counters != server->GetPerfCounterInfo());
  return RQ_NOTIFICATION_CONTINUE;
}

Status application(Call& call) {
  Report& report = *call.report;
  IHttpApplication* one = call.context->GetApplication();
  report.add("path", one->GetApplicationPhysicalPath());
  report.add("id", one->GetApplicationId());
  report.add("config", one->GetAppConfigPath());
  IHttpModuleContextContainer* container = one->GetModuleContextContainer();
  report.number("container", container != nullptr && container == one->GetModuleContextContainer());
  return RQ_NOTIFICATION_CONTINUE;
}

Status warmup(Call& call) {
  Report& report = *call.report;
  IHttpApplication2* one = nullptr;
  report.result("interface",
                HttpGetExtendedInterface(server, call.context->GetApplication(), &one));
  report.number("at first", one->QueryIsWarmingUp());
  one->BeginApplicationWarmup();
  report.number("begun", one->QueryIsWarmingUp());
  one->BeginApplicationWarmup();
  report.number("begun twice", one->QueryIsWarmingUp());
  one->EndApplicationWarmup();
  report.number("ended", one->QueryIsWarmingUp());
  one->EndApplicationWarmup();
  report.number("ended twice", one->QueryIsWarmingUp());
  return RQ_NOTIFICATION_CONTINUE;
}

Status metadata(Call& call) {
  IMetadataInfo* info = call.context->GetMetadata();
  call.report->add("path", info->GetMetaPath());
  call.report->add("directory", info->GetVrPath());
  call.report->number("token", info->GetVrToken() != nullptr);
  IHttpModuleContextContainer* container = info->GetModuleContextContainer();
  call.report->number("container",
                      container != nullptr && container == info->GetModuleContextContainer());
  return RQ_NOTIFICATION_CONTINUE;
}

// --- connections

Status connected(Call& call) {
  call.report->number("connected", call.context->GetConnection()->IsConnected());
  return RQ_NOTIFICATION_CONTINUE;
}

// The client leaves before it has sent the body that the module waits for.
Status left(Call& call) {
  IHttpConnection* connection = call.context->GetConnection();
  log(connection->IsConnected() ? "connected" : "gone");
  char byte = 0;
  DWORD received = 0;
  while (SUCCEEDED(call.request->ReadEntityBody(&byte, 1, FALSE, &received))) {
  }
  log(connection->IsConnected() ? "connected" : "gone");
  return RQ_NOTIFICATION_CONTINUE;
}

// Text in the connection's memory: what a request of the connection leaves for the next one.
class Note final : public IHttpStoredContext {
 public:
  explicit Note(char* text) : text_(text) {}
  VOID CleanupStoredContext() override { delete this; }
  const char* text() const { return text_; }

 private:
  ~Note() = default;
  char* text_;
};

Status connection_memory(Call& call) {
  IHttpConnection* connection = call.context->GetConnection();
  IHttpModuleContextContainer* container = connection->GetModuleContextContainer();
  if (auto* note = static_cast<Note*>(container->GetModuleContext(module_id)); note != nullptr) {
    call.report->add("kept", note->text());
    return RQ_NOTIFICATION_CONTINUE;
  }
  constexpr DWORD kLarge = 100'000;
  auto* large = static_cast<char*>(connection->AllocateMemory(kLarge));
  auto* text = static_cast<char*>(connection->AllocateMemory(9));
  std::string(kLarge, 'x').copy(large, kLarge);
  text[std::string("lasting!").copy(text, 8)] = '\0';
  call.report->number("large", large[0] == 'x' && large[kLarge - 1] == 'x');
  call.report->number("aligned", reinterpret_cast<std::uintptr_t>(text) % sizeof(void*) == 0);
  call.report->result("stored", container->SetModuleContext(new Note(text), module_id));
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& object_cases() {
  static const Cases cases = {
      {"site", site},
      {"application", application},
      {"warmup", warmup},
      {"metadata", metadata},
      {"connected", connected},
      {"left", left},
      {"connection-memory", connection_memory},
  };
  return cases;
}

}  // namespace api
