// Winsock's start and error numbers over the platform's sockets.
#include "win32/winsock.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace {

TEST(Winsock, StartsAndCleansUpInPairs) {
  WSADATA data;
  ASSERT_EQ(WSAStartup(MAKEWORD(1, 1), &data), 0);
  EXPECT_EQ(data.wVersion, MAKEWORD(1, 1));
  EXPECT_EQ(data.wHighVersion, MAKEWORD(2, 2));
  ASSERT_EQ(WSAStartup(MAKEWORD(3, 0), &data), 0);
  EXPECT_EQ(data.wVersion, MAKEWORD(2, 2));
  EXPECT_EQ(WSACleanup(), 0);
  EXPECT_EQ(WSACleanup(), 0);
  EXPECT_EQ(WSACleanup(), SOCKET_ERROR);
  EXPECT_EQ(WSAGetLastError(), WSANOTINITIALISED);
  EXPECT_EQ(WSAStartup(MAKEWORD(0, 9), &data), WSAVERNOTSUPPORTED);
  EXPECT_EQ(WSAStartup(MAKEWORD(2, 2), nullptr), WSAEFAULT);
}

TEST(Winsock, FailuresOfThePlatformsFunctions) {
  const SOCKET socket = static_cast<SOCKET>(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
  ASSERT_NE(socket, INVALID_SOCKET);
  char byte = 0;
  EXPECT_EQ(recv(static_cast<int>(socket), &byte, 1, 0), SOCKET_ERROR);
  EXPECT_EQ(WSAGetLastError(), WSAENOTCONN);
  EXPECT_EQ(closesocket(socket), 0);
  EXPECT_EQ(closesocket(socket), SOCKET_ERROR);
  EXPECT_EQ(WSAGetLastError(), WSAENOTSOCK);
}

TEST(Winsock, WouldBlockAndWhatWasSet) {
  errno = EAGAIN;
  EXPECT_EQ(WSAGetLastError(), WSAEWOULDBLOCK);
  WSASetLastError(WSAECONNRESET);
  EXPECT_EQ(WSAGetLastError(), WSAECONNRESET);
  WSASetLastError(0);
  EXPECT_EQ(WSAGetLastError(), 0);
}

}  // namespace
