// SocketAddress: an IPv4 or IPv6 address with its port. Used by socket.h and the listeners.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace penstock::io {

class SocketAddress {
 public:
  SocketAddress() = default;

  // A numeric address ("127.0.0.1", "::1", "[::1]"); "*" or "" is every IPv4 and IPv6 address.
  static std::optional<SocketAddress> parse(std::string_view address, std::uint16_t port);
  // The addresses of a connected or bound socket; empty ones if the system does not tell.
  static SocketAddress local_of(int fd);
  static SocketAddress peer_of(int fd);

  // "*": an IPv6 socket for it takes IPv4 as well.
  bool every_address() const { return every_; }
  int family() const { return storage_.any.sa_family; }
  std::uint16_t port() const;
  // "127.0.0.1", "::1"; an IPv4 peer of a dual-stack socket is written as IPv4.
  std::string address() const;
  // "127.0.0.1:80", "[::1]:80".
  std::string text() const;

  const sockaddr* data() const { return &storage_.any; }
  socklen_t size() const;

  // For system calls that fill an address in.
  sockaddr* buffer() { return &storage_.any; }
  static constexpr socklen_t kCapacity = sizeof(sockaddr_in6);

 private:
  union Storage {
    sockaddr any;
    sockaddr_in v4;
    sockaddr_in6 v6;
  };
  Storage storage_{};
  bool every_ = false;
};

}  // namespace penstock::io
