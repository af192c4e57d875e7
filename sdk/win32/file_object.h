// The object behind a file handle. Neighbours: files.cc (opening), file_io.cc (reading and
// writing), handle_table.h.
#pragma once

#include <string>

#include "penstock/host.h"
#include "win32/handle_table.h"

namespace penstock::win32 {

// Where the completions of a bound file go.
struct CompletionBinding {
  LPOVERLAPPED_COMPLETION_ROUTINE routine;
  PenstockCompletionPost post;
  void* context;
};

class FileObject : public HandleObject {
 public:
  FileObject(int fd, bool owned) : fd_(fd), owned_(owned) {}
  ~FileObject() override;
  FileObject(const FileObject&) = delete;
  FileObject& operator=(const FileObject&) = delete;

  int descriptor() const override { return fd_; }

  // The descriptor is closed with the object from now on.
  void own() { owned_ = true; }

  // Removed when the last handle is closed (FILE_FLAG_DELETE_ON_CLOSE).
  void delete_on_close(std::string path) { delete_path_ = std::move(path); }

  // False when it is bound already.
  bool bind(const CompletionBinding& binding);
  // nullptr when there is none.
  const CompletionBinding* binding() const { return bound_.load(std::memory_order_acquire); }

 private:
  const int fd_;
  bool owned_;  // changed only before the handle is known to anybody else
  std::string delete_path_;
  std::mutex bind_mutex_;  // guards binding_, until bound_ publishes it
  CompletionBinding binding_ = {};
  std::atomic<const CompletionBinding*> bound_{nullptr};
};

}  // namespace penstock::win32
