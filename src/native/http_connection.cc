// Addresses, disconnects and attachments of a connection; see http_connection.h.
#include "native/http_connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace penstock::native {
namespace {

// Written once a connection, by whichever loop accepts it.
std::atomic<std::uint64_t> next_id{1};

const sockaddr_in6& as_v6(const sockaddr_storage& storage) {
  return reinterpret_cast<const sockaddr_in6&>(storage);
}

const sockaddr_in& as_v4(const sockaddr_storage& storage) {
  return reinterpret_cast<const sockaddr_in&>(storage);
}

void unmap(sockaddr_storage& storage) {
  const sockaddr_in6 mapped = as_v6(storage);
  if (!IN6_IS_ADDR_V4MAPPED(&mapped.sin6_addr)) {
    return;
  }
  sockaddr_in plain{};
  plain.sin_family = AF_INET;
  plain.sin_port = mapped.sin6_port;
  std::memcpy(&plain.sin_addr, mapped.sin6_addr.s6_addr + 12, sizeof plain.sin_addr);
  storage = {};
  std::memcpy(&storage, &plain, sizeof plain);
}

}  // namespace

Endpoint::Endpoint(const sockaddr* address, socklen_t size) {
  std::memcpy(&storage_, address, std::min<std::size_t>(size, sizeof storage_));
  if (storage_.ss_family == AF_INET6) {
    unmap(storage_);
  }
}

std::string_view Endpoint::address() const {
  if (text_[0] == '\0') {
    if (storage_.ss_family == AF_INET6) {
      inet_ntop(AF_INET6, &as_v6(storage_).sin6_addr, text_, sizeof text_);
    } else if (storage_.ss_family == AF_INET) {
      inet_ntop(AF_INET, &as_v4(storage_).sin_addr, text_, sizeof text_);
    }
  }
  return text_;
}

std::uint16_t Endpoint::port() const {
  return ntohs(storage_.ss_family == AF_INET6 ? as_v6(storage_).sin6_port
                                              : as_v4(storage_).sin_port);
}

HttpConnection::HttpConnection(int fd, const sockaddr* peer, socklen_t peer_size,
                               const sockaddr* local, socklen_t local_size, bool secure)
    : fd_(fd),
      secure_(secure),
      id_(next_id.fetch_add(1, std::memory_order_relaxed)),
      local_(local, local_size),
      remote_(peer, peer_size) {}

HttpConnection::~HttpConnection() {
  base::MutexLock lock(mutex_);
  if (attachments_ != nullptr) {
    attachments_->contexts.cleanup();
  }
}

BOOL HttpConnection::IsConnected() const {
  if (!connected_.load(std::memory_order_acquire)) {
    return FALSE;
  }
  char byte;
  const ssize_t seen = ::recv(fd_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return seen > 0 || (seen < 0 && (errno == EAGAIN || errno == EINTR));
}

void HttpConnection::notify_disconnect() {
  if (!connected_.exchange(false, std::memory_order_acq_rel)) {
    return;
  }
  ConnectionContextContainer* contexts = nullptr;
  {
    base::MutexLock lock(mutex_);
    contexts = attachments_ != nullptr ? &attachments_->contexts : nullptr;
  }
  if (contexts != nullptr) {
    contexts->notify_disconnect();
  }
}

HttpConnection::Attachments& HttpConnection::attachments() {
  if (attachments_ == nullptr) {
    attachments_ = std::make_unique<Attachments>();
  }
  return *attachments_;
}

VOID* HttpConnection::AllocateMemory(DWORD bytes) {
  base::MutexLock lock(mutex_);
  return attachments().memory.try_allocate(bytes);
}

IHttpConnectionModuleContextContainer* HttpConnection::GetModuleContextContainer() {
  base::MutexLock lock(mutex_);
  return &attachments().contexts;
}

}  // namespace penstock::native
