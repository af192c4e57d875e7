// Reading, writing, positions and sizes of files; declared in win32/files.h. Opening is files.cc.
//
// A transfer with an OVERLAPPED is done when the call returns; its completion routine runs where
// the host puts it (penstock/host.h).
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>

#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/file_object.h"
#include "win32/file_times.h"
#include "win32/files.h"
#include "win32/handles.h"
#include "win32/sync.h"

namespace penstock::win32 {
namespace {

constexpr ULONG_PTR kStatusSuccess = 0;
constexpr ULONG_PTR kStatusFailedBase = 0xC0070000;  // the NTSTATUS form of a Win32 error number

uint64_t offset_of(const OVERLAPPED& overlapped) {
  return (uint64_t{overlapped.OffsetHigh} << 32) | overlapped.Offset;
}

// Repeats `step(done)` until `size` bytes are moved, it returns 0, or it fails; a failure after the
// first bytes is left for the next call. -1 with errno.
template <class Step>
ssize_t transfer(size_t size, Step step) {
  size_t done = 0;
  while (done < size) {
    const ssize_t moved = step(done);
    if (moved < 0 && errno == EINTR) continue;
    if (moved < 0) return done != 0 ? static_cast<ssize_t>(done) : -1;
    if (moved == 0) break;
    done += static_cast<size_t>(moved);
  }
  return static_cast<ssize_t>(done);
}

// A pipe or terminal gives what there is: one read, not as many as the buffer takes.
ssize_t read_stream(int fd, void* buffer, size_t size) {
  ssize_t moved = 0;
  do {
    moved = ::read(fd, buffer, size);
  } while (moved < 0 && errno == EINTR);
  return moved;
}

ssize_t read_at(int fd, char* buffer, size_t size, const OVERLAPPED* overlapped) {
  if (overlapped == nullptr) return read_stream(fd, buffer, size);
  const auto offset = static_cast<off_t>(offset_of(*overlapped));
  const ssize_t result = transfer(size, [&](size_t done) {
    return ::pread(fd, buffer + done, size - done, offset + static_cast<off_t>(done));
  });
  return result < 0 && errno == ESPIPE ? read_stream(fd, buffer, size) : result;
}

ssize_t write_at(int fd, const char* data, size_t size, const OVERLAPPED* overlapped) {
  const auto stream = [&](size_t done) { return ::write(fd, data + done, size - done); };
  // Both halves all ones mean the end of the file.
  if (overlapped == nullptr || offset_of(*overlapped) == UINT64_MAX) {
    if (overlapped != nullptr && lseek(fd, 0, SEEK_END) < 0) return -1;
    return transfer(size, stream);
  }
  const auto offset = static_cast<off_t>(offset_of(*overlapped));
  const ssize_t result = transfer(size, [&](size_t done) {
    return ::pwrite(fd, data + done, size - done, offset + static_cast<off_t>(done));
  });
  return result < 0 && errno == ESPIPE ? transfer(size, stream) : result;
}

// Tells everybody who waits for it how an overlapped transfer went.
void complete(const FileObject& file, OVERLAPPED& overlapped, DWORD error, DWORD bytes) {
  overlapped.Internal = error == ERROR_SUCCESS ? kStatusSuccess : kStatusFailedBase | error;
  overlapped.InternalHigh = bytes;
  if (overlapped.hEvent != nullptr) SetEvent(overlapped.hEvent);
  if (const CompletionBinding* binding = file.binding()) {
    binding->post(binding->context, binding->routine, error, bytes, &overlapped);
  }
}

BOOL finish(const FileObject& file, ssize_t moved, bool end_of_file, DWORD* transferred,
            OVERLAPPED* overlapped) {
  DWORD error = ERROR_SUCCESS;
  if (moved < 0) error = win32_error_of(errno);
  if (end_of_file && overlapped != nullptr) error = ERROR_HANDLE_EOF;
  const DWORD bytes = moved > 0 ? static_cast<DWORD>(moved) : 0;
  if (transferred != nullptr) *transferred = bytes;
  // No completion follows a transfer that could not start.
  if (overlapped != nullptr && moved >= 0) complete(file, *overlapped, error, bytes);
  return error == ERROR_SUCCESS ? TRUE : fail(error);
}

off_t seek(int fd, off_t distance, DWORD method) {
  switch (method) {
    case FILE_BEGIN:
      return lseek(fd, distance, SEEK_SET);
    case FILE_CURRENT:
      return lseek(fd, distance, SEEK_CUR);
    case FILE_END:
      return lseek(fd, distance, SEEK_END);
    default:
      errno = EINVAL;
      return -1;
  }
}

// lseek says EINVAL for an unknown method and for a position before the beginning alike.
BOOL fail_seek(DWORD method) {
  if (errno == EINVAL && method <= FILE_END) return fail(ERROR_NEGATIVE_SEEK);
  return fail_errno();
}

bool status_of(HANDLE handle, struct stat& status) {
  const std::shared_ptr<FileObject> file = object_of<FileObject>(handle);
  if (!file) return false;
  return fstat(file->descriptor(), &status) == 0 || fail_errno();
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

BOOL ReadFile(HANDLE handle, LPVOID buffer, DWORD size, LPDWORD transferred,
              LPOVERLAPPED overlapped) {
  if (transferred == nullptr && overlapped == nullptr) return fail(ERROR_INVALID_PARAMETER);
  const std::shared_ptr<FileObject> file = object_of<FileObject>(handle);
  if (!file) return FALSE;
  const ssize_t moved = read_at(file->descriptor(), static_cast<char*>(buffer), size, overlapped);
  return finish(*file, moved, moved == 0 && size != 0, transferred, overlapped);
}

BOOL WriteFile(HANDLE handle, LPCVOID data, DWORD size, LPDWORD transferred,
               LPOVERLAPPED overlapped) {
  if (transferred == nullptr && overlapped == nullptr) return fail(ERROR_INVALID_PARAMETER);
  const std::shared_ptr<FileObject> file = object_of<FileObject>(handle);
  if (!file) return FALSE;
  const ssize_t moved =
      write_at(file->descriptor(), static_cast<const char*>(data), size, overlapped);
  return finish(*file, moved, false, transferred, overlapped);
}

BOOL GetOverlappedResult(HANDLE handle, LPOVERLAPPED overlapped, LPDWORD transferred, BOOL) {
  if (!object_of<FileObject>(handle)) return FALSE;
  if (overlapped == nullptr || transferred == nullptr) return fail(ERROR_INVALID_PARAMETER);
  *transferred = static_cast<DWORD>(overlapped->InternalHigh);
  if (overlapped->Internal == kStatusSuccess) return TRUE;
  return fail(static_cast<DWORD>(overlapped->Internal & 0xFFFF));
}

BOOL FlushFileBuffers(HANDLE handle) {
  const std::shared_ptr<FileObject> file = object_of<FileObject>(handle);
  if (!file) return FALSE;
  return fsync(file->descriptor()) == 0 ? TRUE : fail_errno();
}

BOOL GetFileSizeEx(HANDLE handle, PLARGE_INTEGER size) {
  struct stat status;
  if (!status_of(handle, status)) return FALSE;
  size->QuadPart = status.st_size;
  return TRUE;
}

DWORD GetFileSize(HANDLE handle, LPDWORD high) {
  LARGE_INTEGER size;
  if (!GetFileSizeEx(handle, &size)) return INVALID_FILE_SIZE;
  if (high != nullptr) *high = static_cast<DWORD>(size.HighPart);
  SetLastError(ERROR_SUCCESS);
  return size.LowPart;
}

DWORD GetFileType(HANDLE handle) {
  struct stat status;
  if (!status_of(handle, status)) return FILE_TYPE_UNKNOWN;
  SetLastError(ERROR_SUCCESS);
  if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode) || S_ISBLK(status.st_mode)) {
    return FILE_TYPE_DISK;
  }
  if (S_ISCHR(status.st_mode)) return FILE_TYPE_CHAR;
  return S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) ? FILE_TYPE_PIPE : FILE_TYPE_UNKNOWN;
}

BOOL SetFilePointerEx(HANDLE handle, LARGE_INTEGER distance, PLARGE_INTEGER position,
                      DWORD method) {
  const std::shared_ptr<FileObject> file = object_of<FileObject>(handle);
  if (!file) return FALSE;
  const off_t reached = seek(file->descriptor(), distance.QuadPart, method);
  if (reached < 0) return fail_seek(method);
  if (position != nullptr) position->QuadPart = reached;
  return TRUE;
}

DWORD SetFilePointer(HANDLE handle, LONG distance, PLONG high, DWORD method) {
  LARGE_INTEGER wanted;
  wanted.QuadPart = distance;
  if (high != nullptr) {
    wanted.LowPart = static_cast<DWORD>(distance);
    wanted.HighPart = *high;
  }
  LARGE_INTEGER reached;
  if (!SetFilePointerEx(handle, wanted, &reached, method)) return INVALID_SET_FILE_POINTER;
  if (high != nullptr) *high = reached.HighPart;
  SetLastError(ERROR_SUCCESS);
  return reached.LowPart;
}

BOOL SetEndOfFile(HANDLE handle) {
  const std::shared_ptr<FileObject> file = object_of<FileObject>(handle);
  if (!file) return FALSE;
  const off_t end = lseek(file->descriptor(), 0, SEEK_CUR);
  return end >= 0 && ftruncate(file->descriptor(), end) == 0 ? TRUE : fail_errno();
}

BOOL GetFileTime(HANDLE handle, LPFILETIME creation, LPFILETIME access, LPFILETIME write) {
  struct stat status;
  if (!status_of(handle, status)) return FALSE;
  if (creation != nullptr) *creation = file_time_of(status.st_ctim);
  if (access != nullptr) *access = file_time_of(status.st_atim);
  if (write != nullptr) *write = file_time_of(status.st_mtim);
  return TRUE;
}

HANDLE GetStdHandle(DWORD which) {
  static HANDLE const input = penstock_handle_from_fd(STDIN_FILENO, false);
  static HANDLE const output = penstock_handle_from_fd(STDOUT_FILENO, false);
  static HANDLE const error = penstock_handle_from_fd(STDERR_FILENO, false);
  switch (which) {
    case STD_INPUT_HANDLE:
      return input;
    case STD_OUTPUT_HANDLE:
      return output;
    case STD_ERROR_HANDLE:
      return error;
    default:
      SetLastError(ERROR_INVALID_HANDLE);
      return INVALID_HANDLE_VALUE;
  }
}
