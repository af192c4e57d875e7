// Tests that the socket addresses of win32/sockets.h are the platform's under other names.
#include "win32/sockets.h"

#include <gtest/gtest.h>

#include "windows.h"

namespace {

TEST(Sockets, AddressesAliasThePlatforms) {
  sockaddr_in platform = {};
  platform.sin_family = AF_INET;
  platform.sin_port = htons(8080);
  inet_pton(AF_INET, "192.0.2.7", &platform.sin_addr);
  const PSOCKADDR address = reinterpret_cast<PSOCKADDR>(&platform);
  const PSOCKADDR_IN in = reinterpret_cast<PSOCKADDR_IN>(address);
  EXPECT_EQ(in->sin_family, AF_INET);
  EXPECT_EQ(ntohs(in->sin_port), 8080);
  EXPECT_EQ(in->sin_addr.S_un.S_un_b.s_b1, 192);
  EXPECT_EQ(in->sin_addr.S_un.S_un_b.s_b4, 7);
  EXPECT_EQ(in->sin_addr.S_un.S_addr, platform.sin_addr.s_addr);
  EXPECT_EQ(in->sin_addr.s_addr, platform.sin_addr.s_addr);
  EXPECT_STREQ(inet_ntoa(in->sin_addr), "192.0.2.7");
}

TEST(Sockets, AddressText) {
  char text[INET_ADDRSTRLEN];
  IN_ADDR address = {};
  EXPECT_EQ(InetPtonA(AF_INET, "198.51.100.1", &address), 1);
  EXPECT_STREQ(InetNtopA(AF_INET, &address, text, sizeof text), "198.51.100.1");
}

}  // namespace
