// IHttpContext: what it leads to, server variables, user. Cases: see case.h.
#include "case.h"

namespace api {
namespace {

Status objects(Call& call) {
  Report& report = *call.report;
  IHttpContext* context = call.context;
  IHttpSite* site = context->GetSite();
  report.number("site id", site->GetSiteId());
  report.add("site name", site->GetSiteName());
  site->GetPerfCounterInfo()->IncrementCounter(0);
  IHttpApplication* application = context->GetApplication();
  report.add("application path", application->GetApplicationPhysicalPath());
  report.add("application id", application->GetApplicationId());
  report.add("application config", application->GetAppConfigPath());
  report.number("connected", context->GetConnection()->IsConnected());
  report.number("parent", context->GetParentContext() != nullptr);
  report.number("root", context->GetRootContext() != nullptr);
  report.number("headers sent", context->GetResponseHeadersSent());
  report.number("execute flags", context->GetExecuteFlags());
  report.result("cancel", context->CancelIo());
  return RQ_NOTIFICATION_CONTINUE;
}

Status memory(Call& call) {
  auto* bytes = static_cast<char*>(call.context->AllocateRequestMemory(100'000));
  std::string(100'000, 'm').copy(bytes, 100'000);
  call.report->add("last", std::string(1, bytes[99'999]));
  call.report->number(
      "aligned",
      reinterpret_cast<std::uintptr_t>(call.context->AllocateRequestMemory(1)) % sizeof(void*) ==
          0);
  auto* lasting = static_cast<char*>(call.context->GetConnection()->AllocateMemory(8));
  call.report->number("connection", lasting != nullptr);
  return RQ_NOTIFICATION_CONTINUE;
}

// ?<name>: its narrow and its wide value, with their lengths.
Status variable(Call& call) {
  PCSTR value = nullptr;
  DWORD length = 0;
  const HRESULT result = call.context->GetServerVariable(call.query.c_str(), &value, &length);
  PCWSTR wide = nullptr;
  DWORD wide_length = 0;
  const HRESULT wide_result =
      call.context->GetServerVariable(call.query.c_str(), &wide, &wide_length);
  call.report->result("result", result);
  call.report->number("same", result == wide_result);
  if (SUCCEEDED(result)) {
    call.report->add("value", std::string(value, length));
    call.report->number("ends", value[length] == '\0' && wide[wide_length] == L'\0');
    call.report->number("wide",
                        std::wstring(wide, wide_length) == widen(std::string(value, length)));
  }
  return RQ_NOTIFICATION_CONTINUE;
}

Status set_variable(Call& call) {
  Report& report = *call.report;
  PCSTR value = nullptr;
  DWORD length = 0;
  report.result("new", call.context->SetServerVariable("MY_OWN", L"mine"));
  call.context->GetServerVariable("my_own", &value, &length);
  report.add("value", value);
  call.context->SetServerVariable("SERVER_NAME", L"other");
  call.context->GetServerVariable("SERVER_NAME", &value, &length);
  report.add("replaced", value);
  report.result("null name", call.context->SetServerVariable(nullptr, L"x"));
  return RQ_NOTIFICATION_CONTINUE;
}

Status anonymous(Call& call) {
  Report& report = *call.report;
  IHttpUser* user = call.context->GetUser();
  report.number("user", user != nullptr);
  IHttpContext3* newer = nullptr;
  report.result("extended", HttpGetExtendedInterface(server, call.context, &newer));
  report.number("original", newer->GetOriginalUser() == user);
  return RQ_NOTIFICATION_CONTINUE;
}

Status no_user_yet(Call& call) {
  call.report->number("user", call.context->GetUser() != nullptr);
  return RQ_NOTIFICATION_CONTINUE;
}

// A user of the module's own. Counted: the server must release it exactly once.
class Named final : public IHttpUser {
 public:
  PCWSTR GetRemoteUserName() override { return L"remote ann"; }
  PCWSTR GetUserName() override { return L"ann"; }
  PCWSTR GetAuthenticationType() override { return L"Basic"; }
  PCWSTR GetPassword() override { return L"secret"; }
  HANDLE GetImpersonationToken() override { return nullptr; }
  HANDLE GetPrimaryToken() override { return nullptr; }
  VOID ReferenceUser() override { ++references_; }
  VOID DereferenceUser() override {
    if (--references_ == 0) {
      log("user released");
      delete this;
    }
  }
  BOOL SupportsIsInRole() override { return TRUE; }
  HRESULT IsInRole(PCWSTR role, BOOL* in_role) override {
    *in_role = std::wstring(role) == L"Writers" ? TRUE : FALSE;
    return S_OK;
  }
  PVOID GetUserVariable(PCSTR) override { return nullptr; }

 private:
  int references_ = 1;
};

// Which one replaced which; the released ones are in the log.
Status two_users(Call& call) {
  auto* provider = static_cast<IAuthenticationProvider*>(call.provider);
  IHttpContext2* context = nullptr;
  HttpGetExtendedInterface(server, call.context, &context);
  call.report->number("none at first", context->GetOriginalUser() == nullptr);
  auto* first = new Named;
  auto* second = new Named;
  auto* third = new Named;
  provider->SetUser(first);
  call.report->number("the first", context->GetUser() == first);
  call.report->number("original", context->GetOriginalUser() == first);
  provider->SetUser(second);
  provider->SetUser(third);
  provider->SetUser(nullptr);
  call.report->number("the last", context->GetUser() == third);
  call.report->number("still original", context->GetOriginalUser() == first);
  first->ReferenceUser();
  provider->SetUser(first);
  call.report->number("the first again", context->GetUser() == first);
  return RQ_NOTIFICATION_CONTINUE;
}

Status authenticate(Call& call) {
  auto* provider = static_cast<IAuthenticationProvider*>(call.provider);
  provider->SetUser(nullptr);
  call.report->number("after null", call.context->GetUser() != nullptr);
  provider->SetUser(new Named);
  for (PCSTR name : {"AUTH_USER", "REMOTE_USER", "LOGON_USER", "AUTH_TYPE", "AUTH_PASSWORD"}) {
    PCSTR value = nullptr;
    DWORD length = 0;
    call.context->GetServerVariable(name, &value, &length);
    call.report->add(name, value);
  }
  BOOL in_role = FALSE;
  call.context->GetUser()->IsInRole(L"Writers", &in_role);
  call.report->number("writer", in_role);
  return RQ_NOTIFICATION_CONTINUE;
}

Status statistics(Call& call) {
  Report& report = *call.report;
  DWORD notification = 0;
  DWORD started = 0;
  PCWSTR module = nullptr;
  report.result("stats", call.context->GetCurrentExecutionStats(&notification, &started, &module));
  report.number("handler", notification == RQ_EXECUTE_REQUEST_HANDLER);
  report.add("module", module);
  report.number("started", started != 0);
  report.result("null", call.context->GetCurrentExecutionStats(nullptr));
  return RQ_NOTIFICATION_CONTINUE;
}

Status extended(Call& call) {
  Report& report = *call.report;
  IHttpContext2* second = nullptr;
  IHttpContext3* third = nullptr;
  IHttpContext4* fourth = nullptr;
  IHttpRequest4* request = nullptr;
  IHttpResponse4* response = nullptr;
  report.result("context 2", HttpGetExtendedInterface(server, call.context, &second));
  report.result("context 3", HttpGetExtendedInterface(server, call.context, &third));
  report.result("context 4", HttpGetExtendedInterface(server, call.context, &fourth));
  report.number("by cast", dynamic_cast<IHttpContext3*>(call.context) == third);
  report.number("elapsed", fourth->GetRequestElapsedTime() < 60'000);
  report.result("request 4", HttpGetExtendedInterface(server, call.request, &request));
  report.result("response 4", HttpGetExtendedInterface(server, call.response, &response));
  report.add("agent", request->GetHeader("User-Agent"));
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& context_cases() {
  static const Cases cases = {
      {"objects", objects},
      {"memory", memory},
      {"variable", variable},
      {"set-variable", set_variable},
      {"anonymous", anonymous},
      {"no-user-yet", no_user_yet, RQ_BEGIN_REQUEST},
      {"authenticate", authenticate, RQ_AUTHENTICATE_REQUEST},
      {"two-users", two_users, RQ_AUTHENTICATE_REQUEST},
      {"statistics", statistics},
      {"extended", extended},
  };
  return cases;
}

}  // namespace api
