// FileCache: open files with their metadata, shared by all requests, so that a cached static file
// costs no open. What is kept of a file is a FileRecord, made by a factory (native/file_info makes
// the object behind IHttpFileInfo).
#pragma once

#include <sys/stat.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/thread_annotations.h"

namespace penstock::cache {

// Reference-counted from 1. Its file never changes; a changed file gets a new record.
class FileRecord {
 public:
  void reference() { references_.fetch_add(1, std::memory_order_relaxed); }
  void release() {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      delete this;
    }
  }

 protected:
  FileRecord() = default;
  virtual ~FileRecord() = default;

 private:
  std::atomic<std::uint32_t> references_{1};
};

enum class OpenError : std::uint8_t { none, not_found, denied, other };

// An opened regular file or directory, handed to the factory, which takes the descriptor over.
struct OpenedFile {
  int fd;
  std::string_view path;
  struct stat status;
};

// Any thread.
class FileCache {
 public:
  using Factory = std::function<FileRecord*(const OpenedFile&)>;

  // `most`: records kept; the least recently used go first.
  FileCache(Factory factory, std::size_t most);
  ~FileCache();
  FileCache(const FileCache&) = delete;
  FileCache& operator=(const FileCache&) = delete;

  struct Opened {
    FileRecord* record = nullptr;  // with a reference for the caller
    OpenError error = OpenError::none;
    bool added = false;  // it was not in the cache before
  };

  // `path` is absolute. With a `root` (a prefix of path), nothing outside it is opened, whatever
  // symbolic links say (openat2, RESOLVE_BENEATH). A cached record is at most kFresh old against
  // the file system. With no descriptors left the cache gives its own back.
  Opened open(std::string_view path, std::string_view root);

  // With a reference for the caller; null: the path is not in the cache, or out of date.
  FileRecord* find(std::string_view path) { return find_fresh(shard_of(path), path, {}); }
  // Each with a reference for the caller.
  std::vector<FileRecord*> all();

  // Forgets the path (false: it was not there), or everything.
  bool forget(std::string_view path);
  void clear();

 private:
  // A change to a file is seen within this time; until then a look-up makes no system call.
  static constexpr std::int64_t kFreshMs = 50;
  static constexpr std::size_t kShards = 16;

  struct Entry {
    FileRecord* record;
    std::string root;  // beneath which it was opened; empty: anywhere
    struct stat status;
    std::int64_t checked_ms;
    std::list<std::string>::iterator used;  // place in Shard::order
  };

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  struct Shard {
    base::Mutex mutex;
    std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries
        PENSTOCK_GUARDED_BY(mutex);
    std::list<std::string> order PENSTOCK_GUARDED_BY(mutex);  // most recently used first
  };

  Shard& shard_of(std::string_view path);
  FileRecord* find_fresh(Shard& shard, std::string_view path, std::string_view root)
      PENSTOCK_EXCLUDES(shard.mutex);
  void keep(Shard& shard, std::string_view path, const Entry& entry) PENSTOCK_EXCLUDES(shard.mutex);

  Factory factory_;
  std::size_t most_per_shard_;
  std::array<Shard, kShards> shards_;
};

}  // namespace penstock::cache
