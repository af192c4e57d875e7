// Opens listening sockets and accepts from them. See socket.h.
#include <netinet/tcp.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "io/socket.h"

namespace penstock::io {
namespace {

base::Error cannot_listen(const ListenOptions& options, int error) {
  std::string message = "cannot listen on " + options.address.text() + ": ";
  if (error == EADDRINUSE) {
    message += "the port is in use by another process";
  } else if (error == EADDRNOTAVAIL) {
    message += "no network interface of this machine has the address";
  } else if (error == EACCES) {
    message += "not permitted (ports below 1024 need root or CAP_NET_BIND_SERVICE)";
  } else {
    message += std::system_category().message(error);
  }
  return base::Error{message};
}

bool switch_on(int fd, int level, int option, int value = 1) {
  return setsockopt(fd, level, option, &value, sizeof(value)) == 0;
}

}  // namespace

base::Result<UniqueFd> listen_on(const ListenOptions& options) {
  const SocketAddress& address = options.address;
  UniqueFd fd(socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!fd && errno == EAFNOSUPPORT && address.every_address()) {
    ListenOptions v4 = options;
    v4.address = *SocketAddress::parse("0.0.0.0", address.port());
    return listen_on(v4);
  }
  const bool v6 = address.family() == AF_INET6;
  if (!fd || !switch_on(fd.get(), SOL_SOCKET, SO_REUSEADDR) ||
      (options.reuse_port && !switch_on(fd.get(), SOL_SOCKET, SO_REUSEPORT)) ||
      (v6 && !switch_on(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, address.every_address() ? 0 : 1)) ||
      !switch_on(fd.get(), IPPROTO_TCP, TCP_NODELAY) ||
      bind(fd.get(), address.data(), address.size()) != 0 ||
      listen(fd.get(), options.backlog) != 0) {
    return cannot_listen(options, errno);
  }
  return fd;
}

AcceptResult accept_one(int listen_fd) {
  AcceptResult result;
  socklen_t size = SocketAddress::kCapacity;
  result.fd.reset(accept4(listen_fd, result.peer.buffer(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (result.fd) {
    result.status = AcceptStatus::kAccepted;
    return result;
  }
  result.error = errno;
  switch (result.error) {
    case EAGAIN:
      result.status = AcceptStatus::kWouldBlock;
      break;
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
      result.status = AcceptStatus::kExhausted;
      break;
    case EBADF:
    case EINVAL:
    case ENOTSOCK:
    case EOPNOTSUPP:
    case EFAULT:
      result.status = AcceptStatus::kError;
      break;
    default:  // accept(2): the rest are network errors of the one connection
      result.status = AcceptStatus::kRetry;
      break;
  }
  return result;
}

}  // namespace penstock::io
