// bindingInformation; the rest of a site is covered by the golden files and snapshot_test.cc.
#include "config/site_settings_reader.h"

#include <gtest/gtest.h>

namespace penstock::config {
namespace {

std::string described(std::string_view information, std::string_view protocol = "http") {
  auto binding = parse_binding(protocol, information);
  if (!binding) return binding.error().message;
  return "[" + binding.value().address + "] " + std::to_string(binding.value().port) + " [" +
         binding.value().host + "]";
}

TEST(Binding, AddressPortHost) {
  EXPECT_EQ(described("*:80:"), "[] 80 []");
  EXPECT_EQ(described(":8080:localhost"), "[] 8080 [localhost]");
  EXPECT_EQ(described("127.0.0.1:65535:Example.ORG"), "[127.0.0.1] 65535 [example.org]");
  EXPECT_EQ(described("[::1]:8080:a.example"), "[::1] 8080 [a.example]");
  EXPECT_EQ(described("*:80:*.example.org"), "[] 80 [*.example.org]");
  EXPECT_EQ(described("*:80:*"), "[] 80 []");
  EXPECT_EQ(described("*:443:", "HTTPS"), "[] 443 []");
}

TEST(Binding, PortZeroAsksForAFreeOne) {
  auto binding = parse_binding("http", "*:0:");
  ASSERT_TRUE(binding.ok());
  EXPECT_EQ(binding.value().port, 0);
}

TEST(Binding, OtherProtocolsAreKeptAsTheyAre) {
  auto binding = parse_binding("net.tcp", "808:*");
  ASSERT_TRUE(binding.ok());
  EXPECT_FALSE(binding.value().is_http());
  EXPECT_EQ(binding.value().port, 0);
  EXPECT_EQ(binding.value().information, "808:*");
}

TEST(Binding, MistakesAreRefused) {
  for (const char* wrong : {"", "80", "*:80", "host:80:", "[::1:80:", "[::1]80:", "::1:80:",
                            "*:80:a b", "*:80:a:b", "[1.2.3.4]:80:", "300.1.1.1:80:"}) {
    EXPECT_FALSE(parse_binding("http", wrong).ok()) << wrong;
  }
  for (const char* wrong : {"*:65536:", "*::", "*:8a:", "*:-1:"}) {
    EXPECT_EQ(described(wrong),
              "expected a port from 1 to 65535 between its two colons, or 0 for one that is free")
        << wrong;
  }
}

}  // namespace
}  // namespace penstock::config
