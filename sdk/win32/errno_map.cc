// errno to Win32 error numbers; see errno_map.h.
#include "win32/errno_map.h"

#include <cerrno>

#include "win32/errors.h"

namespace penstock::win32 {

DWORD win32_error_of(int error_number) {
  switch (error_number) {
    case 0:
      return ERROR_SUCCESS;
    case ENOENT:
      return ERROR_FILE_NOT_FOUND;
    case ENOTDIR:
      return ERROR_PATH_NOT_FOUND;
    case EMFILE:
    case ENFILE:
      return ERROR_TOO_MANY_OPEN_FILES;
    case EACCES:
    case EPERM:
    case EISDIR:
      return ERROR_ACCESS_DENIED;
    case EROFS:
      return ERROR_WRITE_PROTECT;
    case EBADF:
      return ERROR_INVALID_HANDLE;
    case ENOMEM:
      return ERROR_NOT_ENOUGH_MEMORY;
    case EXDEV:
      return ERROR_NOT_SAME_DEVICE;
    case EEXIST:
      return ERROR_FILE_EXISTS;
    case EINVAL:
      return ERROR_INVALID_PARAMETER;
    case ENOSPC:
    case EDQUOT:
      return ERROR_DISK_FULL;
    case EPIPE:
      return ERROR_NO_DATA;
    case ESPIPE:
      return ERROR_SEEK;
    case EBUSY:
    case ETXTBSY:
      return ERROR_BUSY;
    case ENOTEMPTY:
      return ERROR_DIR_NOT_EMPTY;
    case ENAMETOOLONG:
      return ERROR_FILENAME_EXCED_RANGE;
    case ELOOP:
      return ERROR_CANT_ACCESS_FILE;
    case ENOSYS:
    case EOPNOTSUPP:
      return ERROR_NOT_SUPPORTED;
    case EIO:
      return ERROR_IO_DEVICE;
    case EFAULT:
      return ERROR_NOACCESS;
    case EFBIG:
      return ERROR_DISK_FULL;
    case ETIMEDOUT:
      return ERROR_TIMEOUT;
    case ECANCELED:
      return ERROR_OPERATION_ABORTED;
    case EDEADLK:
      return ERROR_POSSIBLE_DEADLOCK;
    default:
      return ERROR_GEN_FAILURE;
  }
}

BOOL fail(DWORD code) {
  SetLastError(code);
  return FALSE;
}

BOOL fail_errno() { return fail(win32_error_of(errno)); }

}  // namespace penstock::win32
