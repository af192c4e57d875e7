// The two kinds of users; see http_user.h. There are no tokens: an identity here is a name.
#include "native/http_user.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>

namespace penstock::native {
namespace {

class AnonymousUser final : public IHttpUser {
 public:
  PCWSTR GetRemoteUserName() override { return L""; }
  PCWSTR GetUserName() override { return L""; }
  PCWSTR GetAuthenticationType() override { return L""; }
  PCWSTR GetPassword() override { return L""; }
  HANDLE GetImpersonationToken() override { return nullptr; }
  HANDLE GetPrimaryToken() override { return nullptr; }
  VOID ReferenceUser() override {}
  VOID DereferenceUser() override {}
  BOOL SupportsIsInRole() override { return TRUE; }
  HRESULT IsInRole(PCWSTR role, BOOL* in_role) override {
    if (in_role == nullptr) {
      return E_INVALIDARG;
    }
    *in_role = role == nullptr || *role == L'\0';
    return S_OK;
  }
  PVOID GetUserVariable(PCSTR) override { return nullptr; }
};

class HttpUser final : public IHttpUser {
 public:
  explicit HttpUser(UserFacts facts) : facts_(std::move(facts)) {}

  PCWSTR GetRemoteUserName() override { return facts_.name.c_str(); }
  PCWSTR GetUserName() override { return facts_.name.c_str(); }
  PCWSTR GetAuthenticationType() override { return facts_.authentication_type.c_str(); }
  PCWSTR GetPassword() override { return facts_.password.c_str(); }
  HANDLE GetImpersonationToken() override { return nullptr; }
  HANDLE GetPrimaryToken() override { return nullptr; }
  VOID ReferenceUser() override { references_.fetch_add(1, std::memory_order_relaxed); }
  VOID DereferenceUser() override {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      delete this;
    }
  }
  BOOL SupportsIsInRole() override { return FALSE; }
  HRESULT IsInRole(PCWSTR, BOOL*) override {
    return E_NOTIMPL;  // page: IsInRole, for a user whose roles are not the server's matter
  }
  PVOID GetUserVariable(PCSTR) override { return nullptr; }

 private:
  ~HttpUser() = default;

  const UserFacts facts_;
  std::atomic<std::uint32_t> references_{1};
};

}  // namespace

IHttpUser& anonymous_user() {
  static AnonymousUser user;
  return user;
}

IHttpUser* make_user(UserFacts facts) { return new HttpUser(std::move(facts)); }

}  // namespace penstock::native
