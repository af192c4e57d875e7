// Security identifiers and the logon kinds. Neighbour: ../sddl.h (their text form). Implementation:
// sdk/win32/security_ids.cc.
#ifndef PENSTOCK_SDK_WIN32_SECURITY_H_
#define PENSTOCK_SDK_WIN32_SECURITY_H_

#include "basetypes.h"

#define LOGON32_LOGON_INTERACTIVE 2
#define LOGON32_LOGON_NETWORK 3
#define LOGON32_LOGON_BATCH 4
#define LOGON32_LOGON_SERVICE 5
#define LOGON32_LOGON_UNLOCK 7
#define LOGON32_LOGON_NETWORK_CLEARTEXT 8
#define LOGON32_LOGON_NEW_CREDENTIALS 9

#define SID_REVISION 1
#define SID_MAX_SUB_AUTHORITIES 15
#define SECURITY_MAX_SID_SIZE (8 + SID_MAX_SUB_AUTHORITIES * 4)

typedef struct _SID_IDENTIFIER_AUTHORITY {
  BYTE Value[6];
} SID_IDENTIFIER_AUTHORITY, *PSID_IDENTIFIER_AUTHORITY;

// As long as its SubAuthorityCount says.
typedef struct _SID {
  BYTE Revision;
  BYTE SubAuthorityCount;
  SID_IDENTIFIER_AUTHORITY IdentifierAuthority;
  DWORD SubAuthority[1];
} SID, *PISID;

PENSTOCK_WIN32_API BOOL WINAPI IsValidSid(PSID sid);
PENSTOCK_WIN32_API DWORD WINAPI GetLengthSid(PSID sid);
PENSTOCK_WIN32_API BOOL WINAPI EqualSid(PSID a, PSID b);
PENSTOCK_WIN32_API BOOL WINAPI CopySid(DWORD size, PSID destination, PSID source);

#endif  // PENSTOCK_SDK_WIN32_SECURITY_H_
