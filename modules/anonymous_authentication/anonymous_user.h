// AnonymousUser: the IHttpUser of requests that named nobody. One object serves all of them.
#pragma once

#include <httpserv.h>

namespace penstock::modules {

// Immutable, never destroyed: counting references would be a shared write with every request.
class AnonymousUser final : public IHttpUser {
 public:
  static AnonymousUser& instance();

  PCWSTR GetRemoteUserName() override { return L""; }
  PCWSTR GetUserName() override { return L""; }
  PCWSTR GetAuthenticationType() override { return L""; }
  PCWSTR GetPassword() override { return L""; }
  HANDLE GetImpersonationToken() override { return nullptr; }
  HANDLE GetPrimaryToken() override { return nullptr; }
  VOID ReferenceUser() override {}
  VOID DereferenceUser() override {}
  // Pages: SupportsIsInRole, IsInRole. Nobody is in no role but the one without a name.
  BOOL SupportsIsInRole() override { return TRUE; }
  HRESULT IsInRole(PCWSTR role, BOOL* in_role) override {
    if (in_role == nullptr) {
      return E_INVALIDARG;
    }
    *in_role = role == nullptr || *role == L'\0' ? TRUE : FALSE;
    return S_OK;
  }
  PVOID GetUserVariable(PCSTR) override { return nullptr; }
};

}  // namespace penstock::modules
