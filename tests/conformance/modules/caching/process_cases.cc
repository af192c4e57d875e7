// The worker process: settings, actions, protocol managers; and tokens.
#include <wpframework.h>

#include "caching.h"

namespace caching {
namespace {

IHttpServer2* second() {
  IHttpServer2* found = nullptr;
  server->GetExtendedInterface(HTTP_SERVER_INTERFACE_V2, reinterpret_cast<PVOID*>(&found));
  return found;
}

void numbers(Report& report, IWpfSettings* settings) {
  DWORD number = 99;
  report.result("requests", settings->GetDwordProperty(PERIODIC_RESTART_REQUESTS, &number));
  report.number("requests is", number);
  settings->GetDwordProperty(PERIODIC_RESTART_TIME, &number);
  report.number("time is", number);
  settings->GetDwordProperty(IDLE_TIMEOUT, &number);
  report.number("idle is", number);
  settings->GetDwordProperty(MANAGED_PIPELINE_MODE, &number);
  report.number("mode is", number);
  report.result("unknown number",
                settings->GetDwordProperty(static_cast<WPF_SETTINGS_DWORD_ENUM>(99), &number));
  report.result("no place", settings->GetDwordProperty(IDLE_TIMEOUT, nullptr));
  ULONGLONG memory = 99;
  report.result("memory", settings->GetUlonglongProperty(PERIODIC_RESTART_PRIVATE_MEMORY, &memory));
  report.number("memory is", static_cast<long long>(memory));
  report.result("unknown size", settings->GetUlonglongProperty(
                                    static_cast<WPF_SETTINGS_ULONGLONG_ENUM>(99), &memory));
  BOOL flag = TRUE;
  report.result("flag", settings->GetBoolProperty(ENABLED_HOSTABLE_WEB_CORE, &flag));
  report.number("flag is", flag);
  report.result("unknown flag",
                settings->GetBoolProperty(static_cast<WPF_SETTINGS_BOOL_ENUM>(99), &flag));
  HANDLE handle = reinterpret_cast<HANDLE>(1);
  report.result("handle", settings->GetHandleProperty(ANONYMOUS_USER_TOKEN, &handle));
  report.number("handle is", handle != nullptr);
}

void settings(Call& call) {
  Report& report = call.report;
  IWpfSettings* settings = nullptr;
  report.result("settings", server->GetWorkerProcessSettings(&settings));
  report.result("nowhere to", server->GetWorkerProcessSettings(nullptr));
  numbers(report, settings);
  DWORD length = 0;
  report.result("length alone", settings->GetStringProperty(APP_POOL_NAME, nullptr, &length));
  report.number("length is", length);
  std::wstring text(length, L'?');
  report.result("text", settings->GetStringProperty(APP_POOL_NAME, text.data(), &length));
  report.add("text is", text.c_str());
  length = 3;
  report.result("too short", settings->GetStringProperty(APP_POOL_NAME, text.data(), &length));
  WCHAR path[1024];
  length = 1024;
  settings->GetStringProperty(APP_HOST_FILE_NAME, path, &length);
  report.add("file", path);
  report.result("unknown text", settings->GetStringProperty(
                                    static_cast<WPF_SETTINGS_STRING_ENUM>(99), path, &length));
  report.result("no length", settings->GetStringProperty(APP_POOL_NAME, path, nullptr));
}

void framework(Call& call) {
  Report& report = call.report;
  IWorkerProcessFramework* process = nullptr;
  report.result("framework", second()->GetWorkerProcessFramework(&process));
  report.result("nowhere to", second()->GetWorkerProcessFramework(nullptr));
  DWORD major = 0;
  DWORD minor = 0;
  report.result("version", process->GetInterfaceVersion(&major, &minor));
  report.number("major", major);
  IWpfSettings* settings = nullptr;
  report.result("part",
                process->GetWpfInterface(WPF_SETTINGS_ID, reinterpret_cast<PVOID*>(&settings)));
  DWORD length = 0;
  report.result("part usable", settings->GetStringProperty(APP_POOL_NAME, nullptr, &length));
  const ULONG count = settings->AddRef();
  report.number("counted", settings->Release() == count - 1);
  settings->Release();
  PVOID none = &none;
  report.result("unknown part",
                process->GetWpfInterface(static_cast<WPF_INTERFACE_ID_ENUM>(99), &none));
  report.number("null", none == nullptr);
  report.result("custom", process->GetCustomInterface(1, &none));
  process->Release();
}

void recycle(Call& call) {
  IWorkerProcessFramework* process = nullptr;
  second()->GetWorkerProcessFramework(&process);
  IWpfActions* actions = nullptr;
  call.report.result("actions",
                     process->GetWpfInterface(WPF_ACTIONS_ID, reinterpret_cast<PVOID*>(&actions)));
  actions->RecycleWorkerProcess(L"a part asks for it");
  actions->Release();
  process->Release();
}

// The query is the library.
void manager(Call& call) {
  Report& report = call.report;
  const std::wstring library = widen(call.query);
  const auto ask = [](PCWSTR dll, PCWSTR function, DWORD id, PVOID* object) {
    return server->GetProtocolManagerCustomInterface(dll, function, id, object);
  };
  PVOID object = nullptr;
  report.result("custom", ask(library.c_str(), L"GetManager", 7, &object));
  report.number("value", object == nullptr ? 0 : *static_cast<int*>(object));
  report.result("again", ask(library.c_str(), L"GetManager", 7, &object));
  report.result("unknown", ask(library.c_str(), L"GetManager", 8, &object));
  report.number("null", object == nullptr);
  report.result("no library", ask(L"/no/such/library.so", L"GetManager", 7, &object));
  report.result("no function", ask(library.c_str(), L"NoFunction", 7, &object));
  report.result("failing", ask(library.c_str(), L"FailingManager", 7, &object));
  report.result("null library", ask(nullptr, L"GetManager", 7, &object));
  report.result("nowhere to", ask(library.c_str(), L"GetManager", 7, nullptr));
}

void token(Call& call) {
  Report& report = call.report;
  auto* entry = reinterpret_cast<IHttpTokenEntry*>(1);
  report.result("token", second()->GetToken(L"ann", L"secret", LOGON32_LOGON_NETWORK, &entry));
  report.number("null", entry == nullptr);
  report.result("no name", second()->GetToken(nullptr, L"", LOGON32_LOGON_NETWORK, &entry));
  report.result("no password", second()->GetToken(L"ann", nullptr, LOGON32_LOGON_NETWORK, &entry));
  report.result("nowhere to", second()->GetToken(L"ann", L"", LOGON32_LOGON_NETWORK, nullptr));
}

}  // namespace

const Cases& process_cases() {
  static const Cases cases = {{"settings", settings},
                              {"framework", framework},
                              {"recycle", recycle},
                              {"manager", manager},
                              {"token", token}};
  return cases;
}

}  // namespace caching
