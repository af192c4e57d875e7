// The user a request runs for: made by an authentication module, handed to
// IAuthenticationProvider::SetUser (providers.h), read by everybody through IHttpContext::GetUser
// (context.h).
#pragma once

#include "types.h"

// Names for GetUserVariable.
#define HTTP_USER_VARIABLE_SID "SID"
#define HTTP_USER_VARIABLE_CTXT_HANDLE "CtxtHandle"
#define HTTP_USER_VARIABLE_CRED_HANDLE "CredHandle"

PENSTOCK_INTERFACES_BEGIN

// A module that authenticates implements it. Counted by reference, starting at 1 for its maker;
// counting is safe from several threads. Strings belong to the object and are empty, never null,
// where there is nothing. (Pages: ihttpuser-*.)
class PENSTOCK_INTERFACE IHttpUser {
 public:
  // Name the client gave: empty for an anonymous user, domain\user for a Windows-like one.
  virtual PCWSTR GetRemoteUserName() = 0;

  // Name of the account; as a rule the same.
  virtual PCWSTR GetUserName() = 0;

  // Empty for an anonymous user, or Basic, Digest, Forms, Negotiate, NTLM, or the module's own.
  virtual PCWSTR GetAuthenticationType() = 0;

  // The password in clear text for Basic, a hash for Digest, otherwise empty.
  virtual PCWSTR GetPassword() = 0;

  // Token to run as the user, or null. Never to be closed by the caller.
  virtual HANDLE GetImpersonationToken() = 0;

  // Token to start processes as the user, or null. Never to be closed by the caller.
  virtual HANDLE GetPrimaryToken() = 0;

  // One more user of the object.
  virtual VOID ReferenceUser() = 0;

  // One user less; the last one deletes the object.
  virtual VOID DereferenceUser() = 0;

  // TRUE when IsInRole can answer.
  virtual BOOL SupportsIsInRole() = 0;

  // Whether the user has the role. An anonymous user has none but the empty one. E_NOTIMPL, and
  // `*pfInRole` untouched, where SupportsIsInRole is FALSE. E_INVALIDARG: a null argument.
  virtual HRESULT IsInRole(IN PCWSTR pszRoleName, OUT BOOL* pfInRole) = 0;

  // Something further by name, such as HTTP_USER_VARIABLE_SID; null when it is not known. Belongs
  // to the object.
  virtual PVOID GetUserVariable(IN PCSTR pszVariableName) = 0;
};

PENSTOCK_INTERFACES_END
