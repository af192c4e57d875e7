// IHttpServer: fragments, conditions, files, notifications. Cases: see case.h.
#include "case.h"

namespace api {
namespace {

Status facts(Call& call) {
  Report& report = *call.report;
  report.number("command line", server->IsCommandLineLaunch() != 2);
  report.add("pool", server->GetAppPoolName());
  IHttpServer2* second = nullptr;
  IHttpServer3* third = nullptr;
  report.result("2", server->GetExtendedInterface(HTTP_SERVER_INTERFACE_V2,
                                                  reinterpret_cast<PVOID*>(&second)));
  report.result("3", server->GetExtendedInterface(HTTP_SERVER_INTERFACE_V3,
                                                  reinterpret_cast<PVOID*>(&third)));
  DWORD length = 0;
  report.add("config", second->GetAppPoolConfigFile(&length));
  report.number("length", length);
  IHttpPerfCounterInfo* counters = server->GetPerfCounterInfo();
  report.number("counters", counters != nullptr && counters == server->GetPerfCounterInfo());
  return RQ_NOTIFICATION_CONTINUE;
}

Status fragments(Call& call) {
  Report& report = *call.report;
  BYTE bytes[32];
  DWORD copied = 99;
  report.result("missing", server->ReadFragmentFromCache(L"api", bytes, sizeof(bytes), &copied));
  report.result("remove missing", server->RemoveFragmentFromCache(L"api"));
  const std::string text = "fragment text";
  HTTP_DATA_CHUNK chunk = memory_chunk(text);
  report.result("add", server->AddFragmentToCache(&chunk, L"api"));
  report.result("read", server->ReadFragmentFromCache(L"api", bytes, sizeof(bytes), &copied));
  report.add("text", std::string(reinterpret_cast<char*>(bytes), copied));
  report.number("short fails", FAILED(server->ReadFragmentFromCache(L"api", bytes, 3, &copied)));
  const std::string other = "other";
  chunk = memory_chunk(other);
  report.result("replace", server->AddFragmentToCache(&chunk, L"api"));
  server->ReadFragmentFromCache(L"api", bytes, sizeof(bytes), &copied);
  report.add("replaced", std::string(reinterpret_cast<char*>(bytes), copied));
  report.result("remove", server->RemoveFragmentFromCache(L"api"));
  report.result("removed", server->ReadFragmentFromCache(L"api", bytes, sizeof(bytes), &copied));
  report.number("null fails", FAILED(server->AddFragmentToCache(nullptr, L"api")));
  return RQ_NOTIFICATION_CONTINUE;
}

Status conditions(Call& call) {
  for (const char* one :
       {"integratedMode", "ISAPIMode", "bitness64", "bitness32", "integratedMode,bitness64",
        "integratedMode,bitness32", "runtimeVersionv2.0", "appPoolName=DefaultAppPool",
        "appPoolName=other", "appPoolName=other;DefaultAppPool", "nonsense"}) {
    BOOL unknown = FALSE;
    const BOOL met = server->SatisfiesPrecondition(widen(one).c_str(), &unknown);
    call.report->add(one, std::string(met ? "yes" : "no") + (unknown ? " unknown" : ""));
  }
  return RQ_NOTIFICATION_CONTINUE;
}

Status file(Call& call) {
  Report& report = *call.report;
  WCHAR path[1024];
  DWORD bytes = sizeof(path);
  call.context->MapPath(L"/numbers.txt", path, &bytes);
  IHttpFileInfo* info = nullptr;
  report.result("found",
                server->GetFileInfo(path, nullptr, nullptr, nullptr, nullptr, TRUE, &info));
  ULARGE_INTEGER size{};
  info->GetSize(&size);
  report.number("size", static_cast<long long>(size.QuadPart));
  report.number("flushed", info->GetFlushed());
  info->DereferenceCacheData();
  info = nullptr;
  report.result("missing", server->GetFileInfo(L"/no/such/file", nullptr, nullptr, nullptr, nullptr,
                                               FALSE, &info));
  report.number("null", info == nullptr);
  return RQ_NOTIFICATION_CONTINUE;
}

class Notification final : public ICustomNotificationProvider {
 public:
  PCWSTR QueryNotificationType() override { return L"api-type"; }
  VOID SetErrorStatus(HRESULT) override {}
};

Status notify(Call& call) {
  Notification notification;
  call.report->number("continue",
                      server->NotifyCustomNotification(&notification) == GL_NOTIFICATION_CONTINUE);
  return RQ_NOTIFICATION_CONTINUE;
}

Status notify_null(Call& call) {
  call.report->number("continue",
                      server->NotifyCustomNotification(nullptr) == GL_NOTIFICATION_CONTINUE);
  return RQ_NOTIFICATION_CONTINUE;
}

Status notify_configuration(Call& call) {
  server->NotifyConfigurationChange(L"MACHINE/WEBROOT/APPHOST/test");
  call.report->add("notified", "yes");
  return RQ_NOTIFICATION_CONTINUE;
}

Status notify_file(Call& call) {
  server->NotifyFileChange(L"/a/changed/file.txt");
  call.report->add("notified", "yes");
  return RQ_NOTIFICATION_CONTINUE;
}

// More of one than of the other, in both directions.
Status thread_count(Call& call) {
  for (int i = 0; i < 300; ++i) {
    server->IncrementThreadCount();
  }
  for (int i = 0; i < 600; ++i) {
    server->DecrementThreadCount();
  }
  call.report->add("counted", "yes");
  return RQ_NOTIFICATION_CONTINUE;
}

Status flush(Call& call) {
  call.report->result("null", server->FlushKernelCache(nullptr));
  call.report->result("url", server->FlushKernelCache(L"http://localhost:80/nothing"));
  return RQ_NOTIFICATION_CONTINUE;
}

Status recycle(Call& call) {
  server->RecycleProcess(L"a case asks for it");
  call.report->add("asked", "yes");
  return RQ_NOTIFICATION_CONTINUE;
}

Status unhealthy(Call& call) {
  server->ReportUnhealthy(L"a case is ill", E_FAIL);
  call.report->add("reported", "yes");
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& server_cases() {
  static const Cases cases = {
      {"server", facts},
      {"fragments", fragments},
      {"conditions", conditions},
      {"server-file", file},
      {"notify", notify},
      {"recycle", recycle},
      {"thread-count", thread_count},
      {"flush-kernel-cache", flush},
      {"unhealthy", unhealthy},
      {"notify-null", notify_null},
      {"notify-configuration", notify_configuration},
      {"notify-file", notify_file},
  };
  return cases;
}

}  // namespace api
