// Tests parsing and printing of socket addresses.
#include "io/socket_address.h"

#include <gtest/gtest.h>

namespace penstock::io {
namespace {

std::string round_trip(std::string_view address) {
  const auto parsed = SocketAddress::parse(address, 80);
  return parsed ? parsed->text() : "refused";
}

TEST(SocketAddress, ParsesNumericAddresses) {
  EXPECT_EQ(round_trip("127.0.0.1"), "127.0.0.1:80");
  EXPECT_EQ(round_trip("::1"), "[::1]:80");
  EXPECT_EQ(round_trip("[2001:db8::1]"), "[2001:db8::1]:80");
  EXPECT_EQ(round_trip("*"), "*:80");
  EXPECT_EQ(round_trip(""), "*:80");
}

TEST(SocketAddress, RefusesEverythingElse) {
  for (const char* bad : {"localhost", "1.2.3", "256.0.0.1", "[::1", "::g", "127.0.0.1:80"}) {
    EXPECT_EQ(round_trip(bad), "refused") << bad;
  }
}

TEST(SocketAddress, AnIpv4PeerOfADualSocketIsWrittenAsIpv4) {
  const auto mapped = SocketAddress::parse("::ffff:10.1.2.3", 5);
  ASSERT_TRUE(mapped);
  EXPECT_EQ(mapped->address(), "10.1.2.3");
  EXPECT_EQ(mapped->port(), 5);
}

TEST(SocketAddress, AnUnconnectedDescriptorHasNone) {
  EXPECT_EQ(SocketAddress::peer_of(-1).address(), "");
}

}  // namespace
}  // namespace penstock::io
