// inotify's events, folder by folder, as changes of trees; see directory_watcher.h.
#include "io/directory_watcher.h"

#include <dirent.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <memory>

namespace penstock::io {
namespace {

constexpr std::uint32_t kContent =
    IN_CREATE | IN_DELETE | IN_MODIFY | IN_ATTRIB | IN_MOVED_FROM | IN_MOVED_TO;
constexpr std::uint32_t kItself = IN_DELETE_SELF | IN_MOVE_SELF;
// Below the folder that was asked for, links are files: they could lead in circles.
constexpr std::uint32_t kBelow = kContent | kItself | IN_ONLYDIR | IN_DONT_FOLLOW;

struct CloseDirectory {
  void operator()(DIR* directory) const { ::closedir(directory); }
};

struct Item {
  std::string name;
  bool folder;
};

std::vector<Item> items_of(const std::string& path) {
  std::vector<Item> items;
  const std::unique_ptr<DIR, CloseDirectory> directory(::opendir(path.c_str()));
  while (directory != nullptr) {
    const dirent* entry = ::readdir(directory.get());
    if (entry == nullptr) {
      break;
    }
    const std::string name = entry->d_name;
    if (name == "." || name == "..") {
      continue;
    }
    bool folder = entry->d_type == DT_DIR;
    struct stat status {};
    if (entry->d_type == DT_UNKNOWN && ::lstat((path + "/" + name).c_str(), &status) == 0) {
      folder = S_ISDIR(status.st_mode);
    }
    items.push_back({name, folder});
  }
  return items;
}

std::string below(const std::string& folder, std::string_view name) {
  std::string path = folder;
  if (!path.ends_with('/')) {
    path += '/';
  }
  return path.append(name);
}

}  // namespace

DirectoryWatcher::DirectoryWatcher(EventLoop& loop, Callback callback)
    : loop_(loop),
      callback_(std::move(callback)),
      inotify_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (!inotify_) {
    creation_error_ = errno;
  } else if (!loop.add(inotify_.get(), this, EventLoop::kLevelRead).ok()) {
    creation_error_ = EMFILE;
  }
}

std::uint64_t DirectoryWatcher::watch(const std::string& path, int* error) {
  *error = creation_error_;
  if (*error != 0) {
    return 0;
  }
  std::string root = path;
  while (root.size() > 1 && root.ends_with('/')) {
    root.pop_back();
  }
  const base::MutexLock lock(mutex_);
  const std::uint64_t watch = next_watch_++;
  *error = add_tree(watch, root, nullptr);
  if (*error != 0) {
    return 0;
  }
  roots_.emplace(watch, root);
  return watch;
}

void DirectoryWatcher::unwatch(std::uint64_t watch) {
  const base::MutexLock lock(mutex_);
  if (const auto root = roots_.find(watch); root != roots_.end()) {
    drop_tree(watch, root->second);
    roots_.erase(root);
  }
}

int DirectoryWatcher::add_tree(std::uint64_t watch, const std::string& path, Changes* found) {
  // The folder that was asked for may be reached through a link.
  const auto root = roots_.find(watch);
  const bool is_root = root == roots_.end() || root->second == path;
  const std::uint32_t mask = is_root ? kBelow & ~IN_DONT_FOLLOW : kBelow;
  const int descriptor = ::inotify_add_watch(inotify_.get(), path.c_str(), mask);
  if (descriptor < 0) {
    return errno;
  }
  folders_[descriptor].emplace(watch, path);
  descriptors_[{watch, path}] = descriptor;
  add_below(watch, path, found);
  return 0;
}

// Level by level, not by recursion: a client's upload may be as deep as it likes.
void DirectoryWatcher::add_below(std::uint64_t watch, const std::string& path, Changes* found) {
  std::vector<std::string> open{path};
  while (!open.empty()) {
    const std::string folder = std::move(open.back());
    open.pop_back();
    for (const Item& item : items_of(folder)) {
      const std::string inside = below(folder, item.name);
      if (found != nullptr) {
        found->push_back({watch, inside});
      }
      // One that vanished meanwhile, or is beyond the system's limit, is not watched.
      const int descriptor =
          item.folder ? ::inotify_add_watch(inotify_.get(), inside.c_str(), kBelow) : -1;
      if (descriptor >= 0) {
        folders_[descriptor].emplace(watch, inside);
        descriptors_[{watch, inside}] = descriptor;
        open.push_back(inside);
      }
    }
  }
}

void DirectoryWatcher::drop(std::uint64_t watch, const std::string& path) {
  const auto known = descriptors_.find({watch, path});
  if (known == descriptors_.end()) {
    return;
  }
  const int descriptor = known->second;
  descriptors_.erase(known);
  const auto folder = folders_.find(descriptor);
  if (folder == folders_.end()) {
    return;
  }
  folder->second.erase({watch, path});
  if (folder->second.empty()) {
    folders_.erase(folder);
    ::inotify_rm_watch(inotify_.get(), descriptor);
  }
}

void DirectoryWatcher::drop_tree(std::uint64_t watch, const std::string& path) {
  std::vector<std::string> gone;
  const std::string inside = below(path, "");
  for (auto at = descriptors_.lower_bound({watch, path});
       at != descriptors_.end() && at->first.first == watch; ++at) {
    const std::string& folder = at->first.second;
    if (folder == path || folder.starts_with(inside)) {
      gone.push_back(folder);
    } else if (!folder.starts_with(path)) {
      break;
    }
  }
  for (const std::string& folder : gone) {
    drop(watch, folder);
  }
}

// Module code follows: as around a request, the loop may go to another thread meanwhile.
void DirectoryWatcher::on_ready(std::uint32_t) {
  DetachableScope scope(loop_);
  Changes changes;
  read_events(changes);
  for (const Change& change : changes) {
    EventLoop::tick();
    callback_(change.watch, change.path);
  }
}

void DirectoryWatcher::read_events(Changes& changes) {
  alignas(inotify_event) char buffer[16 * 1024];
  const base::MutexLock lock(mutex_);
  const ssize_t size = ::read(inotify_.get(), buffer, sizeof(buffer));
  for (ssize_t at = 0; at < size;) {
    inotify_event event{};
    std::memcpy(&event, buffer + at, sizeof(event));
    const char* name = buffer + at + sizeof(event);
    take_event(event.wd, event.mask, {name, ::strnlen(name, event.len)}, changes);
    at += static_cast<ssize_t>(sizeof(event) + event.len);
  }
}

void DirectoryWatcher::take_event(int descriptor, std::uint32_t mask, std::string_view name,
                                  Changes& changes) {
  if ((mask & IN_Q_OVERFLOW) != 0) {
    start_again(changes);
    return;
  }
  const auto folder = folders_.find(descriptor);
  if (folder == folders_.end()) {
    return;
  }
  const auto owners = folder->second;
  for (const auto& [watch, path] : owners) {
    if ((mask & IN_IGNORED) != 0) {
      drop(watch, path);
      continue;
    }
    const auto root = roots_.find(watch);
    const bool itself = (mask & kItself) != 0 || name.empty();
    if (itself && (root == roots_.end() || root->second != path)) {
      continue;  // the folder above tells of it
    }
    const Change change{watch, itself ? path : below(path, name)};
    // One file written piece by piece is one change.
    if (changes.empty() || !(changes.back() == change)) {
      changes.push_back(change);
    }
    if ((mask & IN_MOVE_SELF) != 0 || (mask & IN_DELETE_SELF) != 0 ||
        ((mask & IN_ISDIR) != 0 && (mask & (IN_MOVED_FROM | IN_DELETE)) != 0)) {
      drop_tree(watch, change.path);
    } else if ((mask & IN_ISDIR) != 0 && (mask & (IN_CREATE | IN_MOVED_TO)) != 0) {
      add_tree(watch, change.path, &changes);
    }
  }
}

void DirectoryWatcher::start_again(Changes& changes) {
  const auto roots = roots_;
  for (const auto& [watch, root] : roots) {
    drop_tree(watch, root);
    add_tree(watch, root, nullptr);
    changes.push_back({watch, root});
  }
}

}  // namespace penstock::io
