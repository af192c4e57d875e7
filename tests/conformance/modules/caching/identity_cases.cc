// Users, tokens and metadata.
#include <penstock/server.h>

#include <thread>

#include "caching.h"
#include "objects.h"

namespace caching {
namespace {

void describe(Report& report, IHttpUser* user) {
  report.add("remote name", user->GetRemoteUserName());
  report.add("name", user->GetUserName());
  report.add("type", user->GetAuthenticationType());
  report.add("password", user->GetPassword());
  report.number("tokens",
                user->GetImpersonationToken() != nullptr || user->GetPrimaryToken() != nullptr);
  report.number("supports roles", user->SupportsIsInRole());
  BOOL in_role = 7;
  report.result("in a role", user->IsInRole(L"readers", &in_role));
  report.number("in it", in_role);
  in_role = 7;
  report.result("in none", user->IsInRole(L"", &in_role));
  report.number("in that", in_role);
  in_role = 7;
  report.result("null role", user->IsInRole(nullptr, &in_role));
  report.number("in null", in_role);
  report.result("no place", user->IsInRole(L"", nullptr));
  report.number("variables", user->GetUserVariable(HTTP_USER_VARIABLE_SID) != nullptr ||
                                 user->GetUserVariable("nonsense") != nullptr);
}

void anonymous(Call& call) {
  IHttpUser* user = call.context->GetUser();
  call.report.number("there", user != nullptr);
  call.report.number("the server's", user == PenstockServerOf(server)->GetAnonymousUser());
  describe(call.report, user);
}

void named(Call& call) {
  Report& report = call.report;
  IPenstockServer* own = PenstockServerOf(server);
  IHttpUser* user = nullptr;
  report.result("create", own->CreateUser(L"domain\\ann", L"Basic", L"secret", &user));
  describe(report, user);
  // Counting from several threads: none may see the user end.
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([user] {
      for (int i = 0; i < 1000; ++i) {
        user->ReferenceUser();
        user->GetUserName();
        user->DereferenceUser();
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  report.add("still there", user->GetUserName());
  user->DereferenceUser();
  report.result("bare", own->CreateUser(L"ann", nullptr, nullptr, &user));
  report.add("bare type", user->GetAuthenticationType());
  user->DereferenceUser();
  report.result("no name", own->CreateUser(nullptr, L"Basic", L"", &user));
  report.number("none made", user == nullptr);
  report.result("empty name", own->CreateUser(L"", L"Basic", L"", &user));
  report.result("nowhere to", own->CreateUser(L"ann", L"Basic", L"", nullptr));
}

IHttpServer2* second() {
  IHttpServer2* found = nullptr;
  server->GetExtendedInterface(HTTP_SERVER_INTERFACE_V2, reinterpret_cast<PVOID*>(&found));
  return found;
}

class Mark final : public IHttpStoredContext {
 public:
  VOID CleanupStoredContext() override { delete this; }
};

IReferencedMetadataInfo* kept_metadata = nullptr;

void metadata(Call& call) {
  Report& report = call.report;
  IReferencedMetadataInfo* info = nullptr;
  report.result("get", second()->GetMetadata(L"test", L"/some/page", &info));
  report.add("meta path", info->GetMetaPath());
  report.add("folder", info->GetVrPath());
  report.number("the request's", info == call.context->GetMetadata());
  report.number("token", info->GetVrToken() != nullptr);
  report.result("context",
                info->GetModuleContextContainer()->SetModuleContext(new Mark, module_id));
  info->ReferenceMetadata();
  info->DereferenceMetadata();
  info->DereferenceMetadata();
  report.result("again", second()->GetMetadata(L"TEST", L"/", &info));
  report.number("context kept",
                info->GetModuleContextContainer()->GetModuleContext(module_id) != nullptr);
  kept_metadata = info;  // until the module ends
  report.result("no site", second()->GetMetadata(L"other", L"/", &info));
  report.number("null", info == nullptr);
  report.result("null site", second()->GetMetadata(nullptr, L"/", &info));
  report.result("null url", second()->GetMetadata(L"test", nullptr, &info));
  report.result("outside", second()->GetMetadata(L"test", L"/../../x", &info));
  report.result("nowhere to", second()->GetMetadata(L"test", L"/", nullptr));
}

}  // namespace

void release_kept_metadata() {
  if (kept_metadata != nullptr) {
    kept_metadata->DereferenceMetadata();
  }
}

const Cases& identity_cases() {
  static const Cases cases = {{"anonymous", anonymous}, {"named", named}, {"metadata", metadata}};
  return cases;
}

}  // namespace caching
