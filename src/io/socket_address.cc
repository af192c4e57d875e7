// Parses, reads and prints socket addresses. See socket_address.h.
#include "io/socket_address.h"

#include <arpa/inet.h>

namespace penstock::io {

std::optional<SocketAddress> SocketAddress::parse(std::string_view address, std::uint16_t port) {
  SocketAddress result;
  result.every_ = address.empty() || address == "*";
  if (address.size() > 2 && address.front() == '[' && address.back() == ']') {
    address = address.substr(1, address.size() - 2);
  }
  const std::string text(address);
  if (inet_pton(AF_INET, text.c_str(), &result.storage_.v4.sin_addr) == 1) {
    result.storage_.v4.sin_family = AF_INET;
    result.storage_.v4.sin_port = htons(port);
    return result;
  }
  result.storage_.v6 = {};
  if (!result.every_ && inet_pton(AF_INET6, text.c_str(), &result.storage_.v6.sin6_addr) != 1) {
    return std::nullopt;
  }
  result.storage_.v6.sin6_family = AF_INET6;
  result.storage_.v6.sin6_port = htons(port);
  return result;
}

SocketAddress SocketAddress::local_of(int fd) {
  SocketAddress result;
  socklen_t size = kCapacity;
  if (getsockname(fd, result.buffer(), &size) != 0) {
    return {};
  }
  return result;
}

SocketAddress SocketAddress::peer_of(int fd) {
  SocketAddress result;
  socklen_t size = kCapacity;
  if (getpeername(fd, result.buffer(), &size) != 0) {
    return {};
  }
  return result;
}

std::uint16_t SocketAddress::port() const {
  return family() == AF_INET ? ntohs(storage_.v4.sin_port) : ntohs(storage_.v6.sin6_port);
}

socklen_t SocketAddress::size() const {
  return family() == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);
}

std::string SocketAddress::address() const {
  char text[INET6_ADDRSTRLEN] = "";
  if (family() == AF_INET) {
    inet_ntop(AF_INET, &storage_.v4.sin_addr, text, sizeof(text));
  } else if (family() == AF_INET6) {
    const in6_addr& v6 = storage_.v6.sin6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&v6)) {
      inet_ntop(AF_INET, &v6.s6_addr[12], text, sizeof(text));
    } else {
      inet_ntop(AF_INET6, &v6, text, sizeof(text));
    }
  }
  return text;
}

std::string SocketAddress::text() const {
  const std::string host = every_ ? "*" : address();
  const bool brackets = host.find(':') != std::string::npos;
  return (brackets ? "[" + host + "]" : host) + ":" + std::to_string(port());
}

}  // namespace penstock::io
