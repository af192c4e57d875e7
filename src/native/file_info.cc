// Reads what IHttpFileInfo tells of a file, once, when it is opened; see file_info.h.
#include "native/file_info.h"

#include <penstock/host.h>
#include <unistd.h>

#include <cstdio>

#include "base/text.h"
#include "http/date.h"

namespace penstock::native {
namespace {

// 100 ns intervals from 1601 to 1970.
constexpr std::uint64_t kFileTimeEpoch = 116'444'736'000'000'000ULL;

std::uint64_t file_time(const timespec& time) {
  return kFileTimeEpoch + static_cast<std::uint64_t>(time.tv_sec) * 10'000'000 +
         static_cast<std::uint64_t>(time.tv_nsec) / 100;
}

}  // namespace

// FNV-1a; only modules that keep their own tables read it.
DWORD FileKey::GetHash() const {
  DWORD hash = 2166136261U;
  for (const wchar_t c : path_) {
    hash = (hash ^ static_cast<DWORD>(c)) * 16777619U;
  }
  return hash;
}

bool FileKey::GetIsEqual(IHttpCacheKey* other) const {
  const auto* key = dynamic_cast<const IFileKey*>(other);
  return key != nullptr && path_ == key->GetPath();
}

bool FileKey::GetIsPrefix(IHttpCacheKey* other) const {
  const auto* key = dynamic_cast<const IFileKey*>(other);
  return key != nullptr && std::wstring_view(key->GetPath()).starts_with(path_);
}

cache::FileRecord* FileInfo::make(const cache::OpenedFile& file) {
  return std::unique_ptr<FileInfo, void (*)(FileInfo*)>(new FileInfo(file),
                                                        [](FileInfo* info) { info->release(); })
      .release();
}

FileInfo::FileInfo(const cache::OpenedFile& file)
    : key_(base::to_wide(file.path)),
      directory_(S_ISDIR(file.status.st_mode)),
      status_(file.status) {
  // The tag changes with every change the file system can tell of.
  etag_length_ = static_cast<std::uint16_t>(
      std::snprintf(etag_, sizeof(etag_), "\"%llx:%llx\"",
                    static_cast<unsigned long long>(status_.st_mtim.tv_sec) * 1'000'000'000ULL +
                        static_cast<unsigned long long>(status_.st_mtim.tv_nsec),
                    static_cast<unsigned long long>(status_.st_size)));
  http::format_date(status_.st_mtim.tv_sec, last_modified_);
  if (!directory_ && status_.st_size <= kMostInMemory) {
    read_content(file.fd);
  }
  handle_ = penstock_handle_from_fd(file.fd, true);
  if (handle_ == nullptr) {
    ::close(file.fd);
  }
}

FileInfo::~FileInfo() {
  contexts_.cleanup();
  if (handle_ != nullptr) {
    CloseHandle(handle_);
  }
}

// A file that is shorter than it said is being written: its content is not kept.
void FileInfo::read_content(int fd) {
  const auto size = static_cast<std::size_t>(status_.st_size);
  std::unique_ptr<char[]> content(new char[size + 1]);
  std::size_t read = 0;
  while (read < size) {
    const ssize_t n = ::pread(fd, content.get() + read, size - read, static_cast<off_t>(read));
    if (n <= 0) {
      return;
    }
    read += static_cast<std::size_t>(n);
  }
  content[size] = '\0';
  content_ = std::move(content);
}

VOID FileInfo::DecrementTTL(BOOL* expired) {
  const bool now_expired = ttl_.fetch_sub(1, std::memory_order_relaxed) <= 1;
  if (expired != nullptr) {
    *expired = now_expired ? TRUE : FALSE;
  }
}

DWORD FileInfo::GetAttributes() const {
  if (directory_) {
    return FILE_ATTRIBUTE_DIRECTORY;
  }
  return (status_.st_mode & 0222) == 0 ? FILE_ATTRIBUTE_READONLY : FILE_ATTRIBUTE_NORMAL;
}

VOID FileInfo::GetSize(ULARGE_INTEGER* size) const {
  size->QuadPart = static_cast<ULONGLONG>(status_.st_size);
}

PCSTR FileInfo::GetETag(USHORT* length) const {
  if (length != nullptr) {
    *length = etag_length_;
  }
  return etag_;
}

VOID FileInfo::GetLastModifiedTime(FILETIME* time) const {
  const std::uint64_t value = file_time(status_.st_mtim);
  time->dwLowDateTime = static_cast<DWORD>(value);
  time->dwHighDateTime = static_cast<DWORD>(value >> 32);
}

BOOL FileInfo::GetHttpCacheAllowed(DWORD* seconds) const {
  if (seconds != nullptr) {
    *seconds = 0;
  }
  return TRUE;
}

BOOL FileInfo::CheckIfFileHasChanged(HANDLE) {
  struct stat now {};
  return ::stat(base::to_utf8(GetFilePath()).c_str(), &now) != 0 || now.st_ino != status_.st_ino ||
         now.st_size != status_.st_size || now.st_mtim.tv_sec != status_.st_mtim.tv_sec ||
         now.st_mtim.tv_nsec != status_.st_mtim.tv_nsec;
}

}  // namespace penstock::native
