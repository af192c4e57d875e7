// IHttpUser: the user of a request that named nobody. Cases: see case.h.
#include "case.h"

namespace api {
namespace {

void report_role(Report& report, IHttpUser* user, const std::string& key, PCWSTR role) {
  BOOL in_role = 99;
  report.result(key, user->IsInRole(role, &in_role));
  report.number(key + " in role", in_role);
}

Status anonymous(Call& call) {
  Report& report = *call.report;
  IHttpUser* user = call.context->GetUser();
  report.add("remote name", user->GetRemoteUserName());
  report.add("name", user->GetUserName());
  report.add("type", user->GetAuthenticationType());
  report.add("password", user->GetPassword());
  report.number("impersonation token", user->GetImpersonationToken() != nullptr);
  report.number("primary token", user->GetPrimaryToken() != nullptr);
  report.number("roles", user->SupportsIsInRole());
  report_role(report, user, "named role", L"Admins");
  report_role(report, user, "empty role", L"");
  report_role(report, user, "null role", nullptr);
  report.result("null answer", user->IsInRole(L"Admins", nullptr));
  report.number("variable", user->GetUserVariable("NO_SUCH_VARIABLE") != nullptr);
  return RQ_NOTIFICATION_CONTINUE;
}

// A reference more and one less leave the request its user.
Status references(Call& call) {
  IHttpUser* user = call.context->GetUser();
  for (int i = 0; i < 3; ++i) {
    user->ReferenceUser();
  }
  for (int i = 0; i < 3; ++i) {
    user->DereferenceUser();
  }
  call.report->number("same", call.context->GetUser() == user);
  call.report->add("name", user->GetUserName());
  return RQ_NOTIFICATION_CONTINUE;
}

}  // namespace

const Cases& user_cases() {
  static const Cases cases = {{"anonymous-user", anonymous}, {"user-references", references}};
  return cases;
}

}  // namespace api
