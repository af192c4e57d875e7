// A large file to a slow reader: the server waits for it without holding the file in memory, and
// others are served meanwhile.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/test_server.h"

namespace penstock::tests {
namespace {

constexpr std::size_t kSize = 100 << 20;
constexpr std::size_t kMostGrowth = 16 << 20;

std::size_t resident_bytes(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmRSS:", 0) == 0) {
      return std::strtoull(line.c_str() + 6, nullptr, 10) * 1024;
    }
  }
  return 0;
}

TEST(LargeFile, NeedsNoMemoryAndDelaysNobody) {
  ServerConfig config;
  config.loops = 1;
  TestServer server(config);
  server.write_site_file("big.bin", "");
  server.write_site_file("small.txt", "small");
  std::filesystem::resize_file(server.site_folder() + "/big.bin", kSize);
  EXPECT_EQ(server.get("/small.txt").body, "small");
  const std::size_t before = resident_bytes(server.process().pid());

  std::vector<std::unique_ptr<RawClient>> readers;
  for (int i = 0; i < 4; ++i) {
    readers.push_back(std::make_unique<RawClient>(server.port(), "127.0.0.1", 16 * 1024));
    readers.back()->send_request("GET", "/big.bin");
    EXPECT_EQ(readers.back()->read_head().header("Content-Length"), std::to_string(kSize));
  }
  EXPECT_EQ(server.get("/small.txt").body, "small");
  EXPECT_LT(resident_bytes(server.process().pid()), before + kMostGrowth);

  // One of them reads on, piece by piece; the others never do.
  constexpr std::size_t kPiece = 1 << 20;
  const std::string zeros(kPiece, '\0');
  for (std::size_t at = 0; at < kSize; at += kPiece) {
    ASSERT_TRUE(readers[0]->read_bytes(kPiece) == zeros) << at;
    if (at % (16 * kPiece) == 0) {
      EXPECT_EQ(server.get("/small.txt").body, "small");
      EXPECT_LT(resident_bytes(server.process().pid()), before + kMostGrowth);
    }
  }
  EXPECT_EQ(readers[0]->get("/small.txt").body, "small");
}

}  // namespace
}  // namespace penstock::tests
