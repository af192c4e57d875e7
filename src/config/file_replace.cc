// edit_file(): flock on the file itself, a temporary beside it, rename. Editors that take the lock
// while the file is being replaced find another inode in its place and start again.
#include "config/file_replace.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

#include "config/xml_document.h"

namespace penstock::config {
namespace {

constexpr std::size_t kMaxFileSize = 256u << 20;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

base::Error system_error(const std::string& path, const char* what) {
  return base::Error{path + ": " + what + ": " + std::strerror(errno)};
}

bool same_file(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// Makes the rename itself durable.
void sync_folder(const std::string& path) {
  const Descriptor folder(
      ::open(path.substr(0, path.rfind('/')).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() >= 0) ::fsync(folder.get());
}

base::Result<void> replace(const std::string& path, const struct stat& old, std::string_view text) {
  std::string temporary = path + ".XXXXXX";
  const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (file.get() < 0) return system_error(path, "cannot create a new file beside it");
  // Owner first: changing it clears mode bits. Only root may, others keep their own.
  const bool owned = ::fchown(file.get(), old.st_uid, old.st_gid) == 0 || errno == EPERM;
  const bool written = owned && ::fchmod(file.get(), old.st_mode & 07777) == 0 &&
                       write_all(file.get(), text) && ::fsync(file.get()) == 0 &&
                       ::rename(temporary.c_str(), path.c_str()) == 0;
  if (!written) {
    base::Error error = system_error(path, "cannot replace it");
    ::unlink(temporary.c_str());
    return error;
  }
  sync_folder(path);
  return {};
}

}  // namespace

base::Result<void> edit_file(
    const std::string& path,
    const std::function<base::Result<std::string>(std::string_view text)>& edit) {
  char resolved[PATH_MAX];
  if (!::realpath(path.c_str(), resolved)) return system_error(path, "cannot open");
  const std::string target = resolved;
  for (;;) {
    const Descriptor file(::open(target.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return system_error(path, "cannot open");
    while (::flock(file.get(), LOCK_EX) != 0) {
      if (errno != EINTR) return system_error(path, "cannot lock");
    }
    struct stat locked {};
    struct stat present {};
    if (::fstat(file.get(), &locked) != 0) return system_error(path, "cannot examine");
    if (::stat(target.c_str(), &present) != 0) return system_error(path, "cannot examine");
    if (!same_file(locked, present)) continue;
    auto text = read_text_file(target, kMaxFileSize);
    if (!text) return text.error();
    auto edited = edit(text.value());
    if (!edited) return edited.error();
    if (edited.value() == text.value()) return {};
    return replace(target, locked, edited.value());
  }
}

}  // namespace penstock::config
