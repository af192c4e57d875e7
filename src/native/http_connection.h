// HttpConnection: IHttpConnection, one for each TCP connection, living in server/connection.
// Contexts and memory that modules attach to it are made when first asked for.
#pragma once

#include <httpserv.h>
#include <sys/socket.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/arena.h"
#include "base/thread_annotations.h"
#include "native/module_context_container.h"

namespace penstock::native {

// One end of a connection. An IPv4 address mapped into IPv6 becomes plain IPv4, as modules
// expect it.
class Endpoint {
 public:
  Endpoint(const sockaddr* address, socklen_t size);

  // Text and port are made when the request's executor first asks for them. Without brackets or
  // port, NUL-terminated.
  std::string_view address() const;
  std::uint16_t port() const;
  SOCKADDR* sockaddr_pointer() { return reinterpret_cast<SOCKADDR*>(&storage_); }

 private:
  sockaddr_storage storage_{};
  mutable char text_[64] = "";
};

class HttpConnection final : public IHttpConnection {
 public:
  // The descriptor stays its owner's and lives longer than this object.
  HttpConnection(int fd, const sockaddr* peer, socklen_t peer_size, const sockaddr* local,
                 socklen_t local_size, bool secure = false);
  ~HttpConnection();
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  // The client is gone: IsConnected is FALSE from here on, and every
  // IHttpConnectionStoredContext hears of it, once. Any thread; later calls do nothing.
  void notify_disconnect();

  // Unique in the process; never 0.
  std::uint64_t id() const { return id_; }
  bool secure() const { return secure_; }
  Endpoint& local() { return local_; }
  Endpoint& remote() { return remote_; }

  // Asks the socket, too: while a module runs nobody else watches it.
  BOOL IsConnected() const override;
  // The memory lives as long as the connection: connection contexts are kept in it.
  VOID* AllocateMemory(DWORD bytes) override;
  IHttpConnectionModuleContextContainer* GetModuleContextContainer() override;

 private:
  struct Attachments {
    base::Arena memory;
    ConnectionContextContainer contexts;
  };

  Attachments& attachments() PENSTOCK_REQUIRES(mutex_);

  int fd_;
  bool secure_;
  std::uint64_t id_;
  std::atomic<bool> connected_{true};
  Endpoint local_;
  Endpoint remote_;
  base::Mutex mutex_;
  std::unique_ptr<Attachments> attachments_ PENSTOCK_GUARDED_BY(mutex_);
};

}  // namespace penstock::native
