// What the tests of sockets share: a connected TCP pair on the loopback interface.
#pragma once

#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "io/socket.h"

namespace penstock::io {

// Both ends of one connection: `client` blocks, `server` was accepted and does not.
struct TcpPair {
  UniqueFd client;
  UniqueFd server;

  explicit TcpPair(std::string_view address = "127.0.0.1") {
    auto listener = listen_on({.address = *SocketAddress::parse(address, 0)});
    EXPECT_TRUE(listener.ok()) << listener.error().message;
    const SocketAddress bound = SocketAddress::local_of(listener.value().get());
    client.reset(socket(bound.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    EXPECT_EQ(connect(client.get(), bound.data(), bound.size()), 0) << std::strerror(errno);
    AcceptResult accepted = accept_one(listener.value().get());
    EXPECT_EQ(accepted.status, AcceptStatus::kAccepted);
    server = std::move(accepted.fd);
  }
};

inline Deadline in_a_minute() { return Deadline::clock::now() + std::chrono::minutes(1); }

// Reads from a blocking descriptor until `size` bytes or the end have come.
inline std::string read_exactly(int fd, std::size_t size) {
  std::string text(size, '\0');
  std::size_t have = 0;
  while (have != size) {
    const ssize_t count = recv(fd, text.data() + have, size - have, 0);
    if (count <= 0) {
      break;
    }
    have += static_cast<std::size_t>(count);
  }
  text.resize(have);
  return text;
}

}  // namespace penstock::io
