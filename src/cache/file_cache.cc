// Look-up, validation and safe opening of files; see file_cache.h.
#include "cache/file_cache.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/tick_clock.h"

namespace penstock::cache {
namespace {

std::int64_t coarse_now_ms() { return static_cast<std::int64_t>(base::tick_count_ms()); }

bool same_file(const struct stat& a, const struct stat& b) {
  return a.st_ino == b.st_ino && a.st_dev == b.st_dev && a.st_size == b.st_size &&
         a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec &&
         a.st_ctim.tv_sec == b.st_ctim.tv_sec && a.st_ctim.tv_nsec == b.st_ctim.tv_nsec;
}

// Where openat2 is missing (an old kernel, a sandbox that does not know it): component by
// component, and no symbolic link is followed at all. Takes the directory over.
int open_without_links(int directory, std::string_view relative) {
  while (true) {
    const std::size_t slash = std::min(relative.find('/'), relative.size());
    const std::string name(relative.substr(0, slash));
    const bool last = slash == relative.size();
    relative.remove_prefix(std::min(slash + 1, relative.size()));
    if (name == "..") {
      ::close(directory);
      errno = EXDEV;
      return -1;
    }
    const int flags = last ? O_RDONLY | O_NONBLOCK : O_PATH | O_DIRECTORY;
    const int next =
        ::openat(directory, name.empty() ? "." : name.c_str(), flags | O_NOFOLLOW | O_CLOEXEC);
    const int error = errno;
    ::close(directory);
    errno = error;
    if (next < 0 || last) {
      return next;
    }
    directory = next;
  }
}

// -1 with errno. Symbolic links that stay below the root are followed, others refused.
int open_beneath(const std::string& root, const std::string& relative) {
  const int directory = ::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) {
    return -1;
  }
  open_how how{};
  how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  const auto fd = static_cast<int>(::syscall(
      SYS_openat2, directory, relative.empty() ? "." : relative.c_str(), &how, sizeof(how)));
  const int error = errno;
  if (fd < 0 && error == ENOSYS) {
    return open_without_links(directory, relative);
  }
  ::close(directory);
  errno = error;
  return fd;
}

int open_file(std::string_view path, std::string_view root) {
  if (root.empty()) {
    return ::open(std::string(path).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  }
  std::string_view relative = path.substr(root.size());
  while (!relative.empty() && relative.front() == '/') {
    relative.remove_prefix(1);
  }
  return open_beneath(std::string(root), std::string(relative));
}

OpenError error_of(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG:
    case ELOOP:
      return OpenError::not_found;
    case EACCES:
    case EPERM:
    case EXDEV:  // a link out of the root
      return OpenError::denied;
    default:
      return OpenError::other;
  }
}

}  // namespace

FileCache::FileCache(Factory factory, std::size_t most)
    : factory_(std::move(factory)), most_per_shard_(most / kShards + 1) {}

FileCache::~FileCache() { clear(); }

FileCache::Shard& FileCache::shard_of(std::string_view path) {
  return shards_[(Hash()(path) >> 8) % kShards];
}

FileCache::Opened FileCache::open(std::string_view path, std::string_view root) {
  Shard& shard = shard_of(path);
  if (FileRecord* record = find_fresh(shard, path, root); record != nullptr) {
    return {record};
  }
  int fd = open_file(path, root);
  if (fd < 0 && (errno == EMFILE || errno == ENFILE)) {
    clear();
    fd = open_file(path, root);
  }
  if (fd < 0) {
    return {nullptr, error_of(errno)};
  }
  OpenedFile opened{fd, path, {}};
  if (::fstat(fd, &opened.status) != 0 ||
      (!S_ISREG(opened.status.st_mode) && !S_ISDIR(opened.status.st_mode))) {
    ::close(fd);
    return {nullptr, OpenError::denied};
  }
  FileRecord* record = factory_(opened);
  record->reference();
  keep(shard, path, {record, std::string(root), opened.status, coarse_now_ms(), {}});
  return {record, OpenError::none, true};
}

std::vector<FileRecord*> FileCache::all() {
  std::vector<FileRecord*> records;
  for (Shard& shard : shards_) {
    const base::MutexLock lock(shard.mutex);
    for (auto& [path, entry] : shard.entries) {
      entry.record->reference();
      records.push_back(entry.record);
    }
  }
  return records;
}

// A record that is fresh, or that one stat() shows to be; null: to be opened (again). One that was
// opened without looking at links is none for a caller with a root.
FileRecord* FileCache::find_fresh(Shard& shard, std::string_view path, std::string_view root) {
  const base::MutexLock lock(shard.mutex);
  const auto found = shard.entries.find(path);
  if (found == shard.entries.end() || (!root.empty() && found->second.root != root)) {
    return nullptr;
  }
  Entry& entry = found->second;
  const std::int64_t now = coarse_now_ms();
  if (now - entry.checked_ms > kFreshMs) {
    struct stat status {};
    if (::stat(found->first.c_str(), &status) != 0 || !same_file(status, entry.status)) {
      entry.record->release();
      shard.order.erase(entry.used);
      shard.entries.erase(found);
      return nullptr;
    }
    entry.checked_ms = now;
    shard.order.splice(shard.order.begin(), shard.order, entry.used);
  }
  entry.record->reference();
  return entry.record;
}

void FileCache::keep(Shard& shard, std::string_view path, const Entry& entry) {
  const base::MutexLock lock(shard.mutex);
  if (const auto known = shard.entries.find(path); known != shard.entries.end()) {
    known->second.record->release();
    shard.order.erase(known->second.used);
    shard.entries.erase(known);
  }
  if (shard.entries.size() >= most_per_shard_) {
    const auto oldest = shard.entries.find(shard.order.back());
    oldest->second.record->release();
    shard.entries.erase(oldest);
    shard.order.pop_back();
  }
  shard.order.emplace_front(path);
  Entry kept = entry;
  kept.used = shard.order.begin();
  shard.entries.emplace(std::string(path), kept);
}

bool FileCache::forget(std::string_view path) {
  Shard& shard = shard_of(path);
  const base::MutexLock lock(shard.mutex);
  const auto found = shard.entries.find(path);
  if (found == shard.entries.end()) {
    return false;
  }
  found->second.record->release();
  shard.order.erase(found->second.used);
  shard.entries.erase(found);
  return true;
}

void FileCache::clear() {
  for (Shard& shard : shards_) {
    const base::MutexLock lock(shard.mutex);
    for (auto& [path, entry] : shard.entries) {
      entry.record->release();
    }
    shard.entries.clear();
    shard.order.clear();
  }
}

}  // namespace penstock::cache
