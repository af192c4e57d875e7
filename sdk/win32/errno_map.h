// errno to Win32 error numbers, for every family that makes system calls. Implementation:
// errno_map.cc.
#pragma once

#include "win32/basetypes.h"

namespace penstock::win32 {

// The error number a Windows function gives for this condition; ERROR_GEN_FAILURE for one that has
// no counterpart.
DWORD win32_error_of(int error_number);

// Sets the thread's last error and returns FALSE: `return fail(ERROR_INVALID_HANDLE);`
BOOL fail(DWORD code);
// The same from the current errno.
BOOL fail_errno();

}  // namespace penstock::win32
