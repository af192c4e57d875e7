// The calling thread's last error. Declared in win32/errors.h; error numbers of the platform are
// translated in errno_map.h.
#include "win32/errors.h"

namespace {

thread_local DWORD last_error = ERROR_SUCCESS;

}  // namespace

DWORD GetLastError() { return last_error; }

void SetLastError(DWORD code) { last_error = code; }
