// FileMonitors: the watches that modules registered (IHttpServer::RegisterFileChangeMonitor), and
// GL_FILE_CHANGE for what they see. The watching itself is io/directory_watcher, reached through
// ServerServices. Pages: IHttpFileMonitor, IGlobalFileChangeProvider.
#pragma once

#include <httpserv.h>

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "base/thread_annotations.h"
#include "cache/file_cache.h"
#include "native/server_services.h"

namespace penstock::native {

class FileMonitor;

// Any thread. Lives as long as the monitors: both end with the server.
class FileMonitors {
 public:
  FileMonitors(ServerServices& services, cache::FileCache& files)
      : services_(services), files_(files) {}

  // As RegisterFileChangeMonitor.
  HRESULT add(PCWSTR path, IHttpFileMonitor** monitor) PENSTOCK_EXCLUDES(mutex_);
  // The watch saw a change; one that has ended meanwhile says nothing any more.
  void changed(std::uint64_t watch, std::string_view path) PENSTOCK_EXCLUDES(mutex_);

 private:
  friend class FileMonitor;
  void remove(std::uint64_t watch) PENSTOCK_EXCLUDES(mutex_);

  ServerServices& services_;
  cache::FileCache& files_;
  base::Mutex mutex_;
  // By the number of the watch. A monitor takes itself out before it ends.
  std::unordered_map<std::uint64_t, FileMonitor*> monitors_ PENSTOCK_GUARDED_BY(mutex_);
};

}  // namespace penstock::native
