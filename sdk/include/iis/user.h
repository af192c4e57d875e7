// The user a request runs for.
#pragma once

#include "types.h"

#define HTTP_USER_VARIABLE_SID "SID"
#define HTTP_USER_VARIABLE_CTXT_HANDLE "CtxtHandle"
#define HTTP_USER_VARIABLE_CRED_HANDLE "CredHandle"

PENSTOCK_INTERFACES_BEGIN

class PENSTOCK_INTERFACE IHttpUser {
 public:
  virtual PCWSTR GetRemoteUserName() = 0;
  virtual PCWSTR GetUserName() = 0;
  virtual PCWSTR GetAuthenticationType() = 0;
  virtual PCWSTR GetPassword() = 0;
  virtual HANDLE GetImpersonationToken() = 0;
  virtual HANDLE GetPrimaryToken() = 0;
  virtual VOID ReferenceUser() = 0;
  virtual VOID DereferenceUser() = 0;
  virtual BOOL SupportsIsInRole() = 0;
  virtual HRESULT IsInRole(IN PCWSTR pszRoleName, OUT BOOL* pfInRole) = 0;
  virtual PVOID GetUserVariable(IN PCSTR pszVariableName) = 0;
};

PENSTOCK_INTERFACES_END
