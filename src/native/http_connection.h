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

// One end of a connection.
struct Endpoint {
  sockaddr_storage storage{};

  // Without brackets or port; made when first asked for by the request's executor,
  // NUL-terminated.
  std::string_view address() const;
  std::uint16_t port() const;

 private:
  mutable char text_[64] = "";
  friend class HttpConnection;
};

class HttpConnection final : public IHttpConnection {
 public:
  HttpConnection() = default;
  ~HttpConnection() { close(); }

  // A connection was accepted. Ids are unique in the process. An IPv4 address mapped into IPv6
  // becomes plain IPv4, as modules expect it.
  void open(std::uint64_t id, const sockaddr* local, const sockaddr* remote, bool secure);

  // The client is gone: IsConnected is FALSE from here on, and every
  // IHttpConnectionStoredContext hears of it, once. Any thread; later calls do nothing.
  void notify_disconnect();

  // Cleans the contexts, frees the memory: ready for open() again.
  void close();

  std::uint64_t id() const { return id_; }
  bool secure() const { return secure_; }
  const Endpoint& local() const { return local_; }
  const Endpoint& remote() const { return remote_; }
  SOCKADDR* local_sockaddr() { return reinterpret_cast<SOCKADDR*>(&local_.storage); }
  SOCKADDR* remote_sockaddr() { return reinterpret_cast<SOCKADDR*>(&remote_.storage); }

  BOOL IsConnected() const override { return connected_.load(std::memory_order_acquire); }
  // The memory lives as long as the connection: connection contexts are kept in it.
  VOID* AllocateMemory(DWORD bytes) override;
  IHttpConnectionModuleContextContainer* GetModuleContextContainer() override;

 private:
  struct Attachments {
    base::Arena memory;
    ConnectionContextContainer contexts;
  };

  Attachments& attachments() PENSTOCK_REQUIRES(mutex_);

  std::uint64_t id_ = 0;
  bool secure_ = false;
  std::atomic<bool> connected_{false};
  Endpoint local_;
  Endpoint remote_;
  base::Mutex mutex_;
  std::unique_ptr<Attachments> attachments_ PENSTOCK_GUARDED_BY(mutex_);
};

}  // namespace penstock::native
