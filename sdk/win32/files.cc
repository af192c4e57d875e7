// Opening files, their attributes, and directories; declared in win32/files.h. Reading and writing
// are file_io.cc, paths are file_names.cc.
#include "win32/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/file_names.h"
#include "win32/file_object.h"
#include "win32/file_times.h"
#include "win32/text_scratch.h"

namespace penstock::win32 {

FileObject::~FileObject() {
  if (!delete_path_.empty()) unlink(delete_path_.c_str());
  if (owned_) ::close(fd_);
}

bool FileObject::bind(const CompletionBinding& binding) {
  const std::lock_guard lock(bind_mutex_);
  if (bound_.load(std::memory_order_relaxed) != nullptr) return false;
  binding_ = binding;
  bound_.store(&binding_, std::memory_order_release);
  return true;
}

namespace {

template <class Char>
std::string path_of(const Char* name) {
  TextScratch scratch;
  return native_path(scratch.utf8(name));
}

constexpr DWORD kReads = GENERIC_READ | GENERIC_ALL | FILE_READ_DATA;
constexpr DWORD kWrites = GENERIC_WRITE | GENERIC_ALL | FILE_WRITE_DATA | FILE_APPEND_DATA;

int open_flags(DWORD access, DWORD flags, bool inherited) {
  const bool reads = (access & kReads) != 0;
  const bool writes = (access & kWrites) != 0;
  int result = O_NOCTTY | (inherited ? 0 : O_CLOEXEC);
  result |= writes ? (reads ? O_RDWR : O_WRONLY) : O_RDONLY;
  if (writes && (access & (GENERIC_WRITE | GENERIC_ALL | FILE_WRITE_DATA)) == 0) result |= O_APPEND;
  if ((flags & FILE_FLAG_WRITE_THROUGH) != 0) result |= O_DSYNC;
  return result;
}

// The descriptor and whether the file was there before; -1 with errno.
struct Opened {
  int fd;
  bool existed;
};

// O_EXCL first tells apart a file that was made from one that was found; a file that vanishes
// between the two attempts is made by the next round.
Opened open_or_create(const char* path, int flags, mode_t mode) {
  for (;;) {
    const int created = ::open(path, (flags & ~O_TRUNC) | O_CREAT | O_EXCL, mode);
    if (created >= 0 || errno != EEXIST) return {created, false};
    const int found = ::open(path, flags);
    if (found >= 0 || errno != ENOENT) return {found, true};
  }
}

Opened open_by_disposition(const char* path, DWORD disposition, int flags, mode_t mode) {
  switch (disposition) {
    case CREATE_NEW:
      return {::open(path, flags | O_CREAT | O_EXCL, mode), false};
    case CREATE_ALWAYS:
      return open_or_create(path, flags | O_TRUNC, mode);
    case OPEN_ALWAYS:
      return open_or_create(path, flags, mode);
    case OPEN_EXISTING:
      return {::open(path, flags), false};
    case TRUNCATE_EXISTING:
      return {::open(path, flags | O_TRUNC), false};
    default:
      errno = EINVAL;
      return {-1, false};
  }
}

HANDLE refuse(DWORD code) {
  SetLastError(code);
  return INVALID_HANDLE_VALUE;
}

bool is_directory(int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 && S_ISDIR(status.st_mode);
}

HANDLE open_file(std::string path, DWORD access, const SECURITY_ATTRIBUTES* security,
                 DWORD disposition, DWORD flags) {
  if (path.empty()) return refuse(ERROR_PATH_NOT_FOUND);
  const bool inherited = security != nullptr && security->bInheritHandle;
  const mode_t mode = (flags & FILE_ATTRIBUTE_READONLY) != 0 ? 0444 : 0666;
  const Opened opened =
      open_by_disposition(path.c_str(), disposition, open_flags(access, flags, inherited), mode);
  if (opened.fd < 0) return refuse(win32_error_of(errno));
  auto file = std::make_shared<FileObject>(opened.fd, true);
  if ((flags & FILE_FLAG_BACKUP_SEMANTICS) == 0 && is_directory(opened.fd)) {
    return refuse(ERROR_ACCESS_DENIED);
  }
  if ((flags & FILE_FLAG_DELETE_ON_CLOSE) != 0) file->delete_on_close(std::move(path));
  SetLastError(opened.existed ? ERROR_ALREADY_EXISTS : ERROR_SUCCESS);
  HANDLE const handle = handle_table().open(std::move(file));
  return handle != nullptr ? handle : INVALID_HANDLE_VALUE;
}

DWORD attributes_of(std::string_view path, const struct stat& status) {
  DWORD attributes = 0;
  if ((status.st_mode & 0222) == 0) attributes |= FILE_ATTRIBUTE_READONLY;
  if (S_ISDIR(status.st_mode)) attributes |= FILE_ATTRIBUTE_DIRECTORY;
  const size_t slash = path.find_last_of('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  if (name.size() > 1 && name[0] == '.' && name != "..") attributes |= FILE_ATTRIBUTE_HIDDEN;
  return attributes != 0 ? attributes : FILE_ATTRIBUTE_NORMAL;
}

DWORD attributes_of(const std::string& path) {
  struct stat status;
  if (stat(path.c_str(), &status) == 0) return attributes_of(path, status);
  fail_errno();
  return INVALID_FILE_ATTRIBUTES;
}

BOOL attribute_data_of(const std::string& path, GET_FILEEX_INFO_LEVELS level, void* information) {
  if (level != GetFileExInfoStandard || information == nullptr) {
    return fail(ERROR_INVALID_PARAMETER);
  }
  struct stat status;
  if (stat(path.c_str(), &status) != 0) return fail_errno();
  auto& data = *static_cast<WIN32_FILE_ATTRIBUTE_DATA*>(information);
  data.dwFileAttributes = attributes_of(path, status);
  // The time of the last change of status stands for the creation, which not every file system has.
  data.ftCreationTime = file_time_of(status.st_ctim);
  data.ftLastAccessTime = file_time_of(status.st_atim);
  data.ftLastWriteTime = file_time_of(status.st_mtim);
  data.nFileSizeHigh = static_cast<DWORD>(static_cast<uint64_t>(status.st_size) >> 32);
  data.nFileSizeLow = static_cast<DWORD>(status.st_size);
  return TRUE;
}

BOOL delete_file(const std::string& path) {
  return unlink(path.c_str()) == 0 ? TRUE : fail_errno();
}

BOOL move_file(const std::string& from, const std::string& to, DWORD flags) {
  if ((flags & MOVEFILE_REPLACE_EXISTING) != 0) {
    return rename(from.c_str(), to.c_str()) == 0 ? TRUE : fail_errno();
  }
  const int result = renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
  if (result == 0) return TRUE;
  return errno == EEXIST ? fail(ERROR_ALREADY_EXISTS) : fail_errno();
}

BOOL create_directory(const std::string& path) {
  if (mkdir(path.c_str(), 0777) == 0) return TRUE;
  if (errno == EEXIST) return fail(ERROR_ALREADY_EXISTS);
  return errno == ENOENT ? fail(ERROR_PATH_NOT_FOUND) : fail_errno();
}

BOOL remove_directory(const std::string& path) {
  if (rmdir(path.c_str()) == 0) return TRUE;
  return errno == ENOTDIR ? fail(ERROR_DIRECTORY) : fail_errno();
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

HANDLE CreateFileA(LPCSTR name, DWORD access, DWORD, LPSECURITY_ATTRIBUTES security,
                   DWORD disposition, DWORD flags, HANDLE) {
  if (name == nullptr) return refuse(ERROR_PATH_NOT_FOUND);
  return open_file(path_of(name), access, security, disposition, flags);
}
HANDLE CreateFileW(LPCWSTR name, DWORD access, DWORD, LPSECURITY_ATTRIBUTES security,
                   DWORD disposition, DWORD flags, HANDLE) {
  if (name == nullptr) return refuse(ERROR_PATH_NOT_FOUND);
  return open_file(path_of(name), access, security, disposition, flags);
}

DWORD GetFileAttributesA(LPCSTR name) { return attributes_of(path_of(name)); }
DWORD GetFileAttributesW(LPCWSTR name) { return attributes_of(path_of(name)); }
BOOL GetFileAttributesExA(LPCSTR name, GET_FILEEX_INFO_LEVELS level, LPVOID information) {
  return attribute_data_of(path_of(name), level, information);
}
BOOL GetFileAttributesExW(LPCWSTR name, GET_FILEEX_INFO_LEVELS level, LPVOID information) {
  return attribute_data_of(path_of(name), level, information);
}
BOOL DeleteFileA(LPCSTR name) { return delete_file(path_of(name)); }
BOOL DeleteFileW(LPCWSTR name) { return delete_file(path_of(name)); }
BOOL MoveFileExA(LPCSTR from, LPCSTR to, DWORD flags) {
  return move_file(path_of(from), path_of(to), flags);
}
BOOL MoveFileExW(LPCWSTR from, LPCWSTR to, DWORD flags) {
  return move_file(path_of(from), path_of(to), flags);
}
BOOL CreateDirectoryA(LPCSTR name, LPSECURITY_ATTRIBUTES) {
  return create_directory(path_of(name));
}
BOOL CreateDirectoryW(LPCWSTR name, LPSECURITY_ATTRIBUTES) {
  return create_directory(path_of(name));
}
BOOL RemoveDirectoryA(LPCSTR name) { return remove_directory(path_of(name)); }
BOOL RemoveDirectoryW(LPCWSTR name) { return remove_directory(path_of(name)); }

int penstock_fd_of_handle(HANDLE handle) { return handle_table().descriptor_of(handle); }

HANDLE penstock_handle_from_fd(int fd, bool owned) {
  auto file = std::make_shared<FileObject>(fd, false);
  HANDLE const handle = handle_table().open(file);
  if (handle != nullptr && owned) file->own();
  return handle;
}

BOOL penstock_bind_completion(HANDLE handle, LPOVERLAPPED_COMPLETION_ROUTINE routine,
                              PenstockCompletionPost post, void* context) {
  const std::shared_ptr<FileObject> file = object_of<FileObject>(handle);
  if (!file) return FALSE;
  if (routine == nullptr || post == nullptr) return fail(ERROR_INVALID_PARAMETER);
  return file->bind({routine, post, context}) ? TRUE : fail(ERROR_INVALID_PARAMETER);
}
