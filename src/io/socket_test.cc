// Tests sockets on the loopback interface: results as values, waiting, the ways to close.
#include "io/socket.h"

#include <gtest/gtest.h>
#include <netinet/tcp.h>

#include <thread>

#include "io/socket_test_support.h"

namespace penstock::io {
namespace {

TEST(Socket, ReadsWritesAndReportsTheEnd) {
  TcpPair pair;
  char buffer[16];
  EXPECT_EQ(read_some(pair.server.get(), buffer, sizeof(buffer)).status, IoStatus::kWouldBlock);
  EXPECT_EQ(write_some(pair.server.get(), "hello", 5).bytes, 5U);
  EXPECT_EQ(read_exactly(pair.client.get(), 5), "hello");
  EXPECT_FALSE(peer_gone(pair.server.get()));
  pair.client.reset();
  ASSERT_EQ(wait_readable(pair.server.get(), in_a_minute()), WaitResult::kReady);
  EXPECT_TRUE(peer_gone(pair.server.get()));
  EXPECT_EQ(read_some(pair.server.get(), buffer, sizeof(buffer)).status, IoStatus::kClosed);
}

TEST(Socket, AcceptedSocketsInheritNoDelay) {
  TcpPair pair;
  int value = 0;
  socklen_t size = sizeof(value);
  getsockopt(pair.server.get(), IPPROTO_TCP, TCP_NODELAY, &value, &size);
  EXPECT_NE(value, 0);
  EXPECT_TRUE(set_no_delay(pair.server.get(), false).ok());
}

TEST(Socket, AcceptTellsWhenNobodyWaits) {
  auto listener = listen_on({.address = *SocketAddress::parse("127.0.0.1", 0)});
  ASSERT_TRUE(listener.ok());
  EXPECT_EQ(accept_one(listener.value().get()).status, AcceptStatus::kWouldBlock);
  EXPECT_EQ(accept_one(-1).status, AcceptStatus::kError);
}

TEST(Socket, EveryAddressTakesIpv4) {
  auto listener = listen_on({.address = *SocketAddress::parse("*", 0)});
  ASSERT_TRUE(listener.ok()) << listener.error().message;
  const auto port = SocketAddress::local_of(listener.value().get()).port();
  const auto target = SocketAddress::parse("127.0.0.1", port);
  const UniqueFd client(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  ASSERT_EQ(connect(client.get(), target->data(), target->size()), 0);
  const AcceptResult accepted = accept_one(listener.value().get());
  ASSERT_EQ(accepted.status, AcceptStatus::kAccepted);
  EXPECT_EQ(accepted.peer.address(), "127.0.0.1");
}

TEST(Socket, APortCanBeSharedOnlyOnRequest) {
  auto first = listen_on({.address = *SocketAddress::parse("127.0.0.1", 0)});
  ASSERT_TRUE(first.ok());
  const auto port = SocketAddress::local_of(first.value().get()).port();
  const auto same = *SocketAddress::parse("127.0.0.1", port);
  EXPECT_TRUE(listen_on({.address = same}).ok());
  const auto refused = listen_on({.address = same, .reuse_port = false});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().message,
            "cannot listen on " + same.text() + ": the port is in use by another process");
}

TEST(Socket, WaitingTimesOutAndWakes) {
  TcpPair pair;
  EXPECT_EQ(wait_readable(pair.server.get(), Deadline::clock::now()), WaitResult::kTimeout);
  EXPECT_EQ(wait_writable(pair.server.get(), in_a_minute()), WaitResult::kReady);
  std::jthread writer([&] { write_some(pair.client.get(), "x", 1); });
  EXPECT_EQ(wait_readable(pair.server.get(), in_a_minute()), WaitResult::kReady);
  EXPECT_EQ(wait_readable(1 << 30, in_a_minute()), WaitResult::kError);
}

TEST(Socket, AFullSocketWouldBlockUntilItIsRead) {
  TcpPair pair;
  const std::string block(1 << 20, 'x');
  IoResult result;
  std::size_t sent = 0;
  while ((result = write_some(pair.server.get(), block.data(), block.size())).ok()) {
    sent += result.bytes;
  }
  ASSERT_EQ(result.status, IoStatus::kWouldBlock);
  EXPECT_EQ(wait_writable(pair.server.get(), Deadline::clock::now()), WaitResult::kTimeout);
  EXPECT_EQ(read_exactly(pair.client.get(), sent).size(), sent);
  EXPECT_EQ(wait_writable(pair.server.get(), in_a_minute()), WaitResult::kReady);
}

TEST(Socket, AResetIsSeenByThePeer) {
  TcpPair pair;
  reset_and_close(std::move(pair.client));
  ASSERT_EQ(wait_readable(pair.server.get(), in_a_minute()), WaitResult::kReady);
  char byte = 0;
  const IoResult result = read_some(pair.server.get(), &byte, 1);
  EXPECT_EQ(result.status, IoStatus::kClosed);
  EXPECT_EQ(result.error, ECONNRESET);
  EXPECT_EQ(write_some(pair.server.get(), "x", 1).status, IoStatus::kClosed);
}

// The client has sent more than the server wants; the response must still reach it.
TEST(Socket, LingeringCloseSavesTheResponse) {
  TcpPair pair;
  const std::string upload(100000, 'u');
  ASSERT_EQ(write_some(pair.client.get(), upload.data(), upload.size()).bytes, upload.size());
  ASSERT_EQ(write_some(pair.server.get(), "refused", 7).bytes, 7U);
  shutdown_write(pair.server.get());
  EXPECT_EQ(discard_input(pair.server.get()), Lingering::kOpen);
  EXPECT_EQ(read_exactly(pair.client.get(), 100), "refused");
  pair.client.reset();
  while (discard_input(pair.server.get()) == Lingering::kOpen) {
    ASSERT_EQ(wait_readable(pair.server.get(), in_a_minute()), WaitResult::kReady);
  }
}

}  // namespace
}  // namespace penstock::io
