// DirectoryWatcher: tells of changes in folders and all below them, through one inotify descriptor
// that one loop reads. Nothing is polled. Neighbours: event_loop.h; native/file_monitors turns
// changes into GL_FILE_CHANGE.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/thread_annotations.h"
#include "io/event_loop.h"
#include "io/unique_fd.h"

namespace penstock::io {

// What changes is reported by the path under which the folder was given. A folder that vanishes is
// itself the last change its watch reports; one that is made again later is not followed. When the
// kernel has lost events, every watched folder is reported once: anything below may have changed.
class DirectoryWatcher final : public IoHandler {
 public:
  // Called by a thread of the worker that reads the descriptor, without a lock held; it may block.
  using Callback = std::function<void(std::uint64_t watch, std::string_view path)>;

  // Before the loop is started. The loop outlives what it runs, and is not touched otherwise.
  DirectoryWatcher(EventLoop& loop, Callback callback);
  DirectoryWatcher(const DirectoryWatcher&) = delete;
  DirectoryWatcher& operator=(const DirectoryWatcher&) = delete;

  // Any thread. A number that is not 0, and not given again; 0: `*error` is an errno (ENOENT,
  // ENOTDIR, EACCES, ENOSPC where the system's limit of watches is reached, ...).
  std::uint64_t watch(const std::string& path, int* error) PENSTOCK_EXCLUDES(mutex_);
  // Any thread. Its last change may still be on its way.
  void unwatch(std::uint64_t watch) PENSTOCK_EXCLUDES(mutex_);

  void on_ready(std::uint32_t epoll_events) override;

 private:
  struct Change {
    std::uint64_t watch;
    std::string path;
    bool operator==(const Change&) const = default;
  };
  using Changes = std::vector<Change>;

  void read_events(Changes& changes) PENSTOCK_EXCLUDES(mutex_);
  void take_event(int descriptor, std::uint32_t mask, std::string_view name, Changes& changes)
      PENSTOCK_REQUIRES(mutex_);
  // The folder and all below it; 0 or an errno of the folder itself. What it finds is added to
  // `found`, where there is one.
  int add_tree(std::uint64_t watch, const std::string& path, Changes* found)
      PENSTOCK_REQUIRES(mutex_);
  void add_below(std::uint64_t watch, const std::string& path, Changes* found)
      PENSTOCK_REQUIRES(mutex_);
  void drop_tree(std::uint64_t watch, const std::string& path) PENSTOCK_REQUIRES(mutex_);
  void drop(std::uint64_t watch, const std::string& path) PENSTOCK_REQUIRES(mutex_);
  void start_again(Changes& changes) PENSTOCK_REQUIRES(mutex_);

  EventLoop& loop_;
  Callback callback_;
  UniqueFd inotify_;
  int creation_error_ = 0;

  base::Mutex mutex_;
  std::uint64_t next_watch_ PENSTOCK_GUARDED_BY(mutex_) = 1;
  std::unordered_map<std::uint64_t, std::string> roots_ PENSTOCK_GUARDED_BY(mutex_);
  // Which folders the kernel's descriptors stand for: one may belong to several watches, under a
  // path of its own in each.
  std::unordered_map<int, std::set<std::pair<std::uint64_t, std::string>>> folders_
      PENSTOCK_GUARDED_BY(mutex_);
  std::map<std::pair<std::uint64_t, std::string>, int> descriptors_ PENSTOCK_GUARDED_BY(mutex_);
};

}  // namespace penstock::io
