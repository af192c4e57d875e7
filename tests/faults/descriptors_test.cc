// No file descriptors left: connections that exist live on, new ones wait, the server does not
// spin, and it recovers by itself.
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <deque>
#include <filesystem>
#include <fstream>

#include "protocol/probe_server.h"

namespace penstock::tests {
namespace {

constexpr std::uint32_t kOutOfDescriptors = 200;  // docs/events.md

std::size_t open_descriptors(pid_t pid) {
  const std::filesystem::directory_iterator all("/proc/" + std::to_string(pid) + "/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

// Of its own processor time and the system's for it.
double cpu_seconds(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string word;
  double ticks = 0;
  for (int field = 1; file >> word && field <= 15; ++field) {
    ticks += field >= 14 ? std::stod(word) : 0;
  }
  return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

// UBSan asks the kernel through a pipe whether an object is there: without descriptors it errs.
#ifdef __SANITIZE_ADDRESS__
constexpr bool kCheckerNeedsDescriptors = true;
#else
constexpr bool kCheckerNeedsDescriptors = false;
#endif

void limit_descriptors(pid_t pid, std::size_t most) {
  rlimit limit{};
  ASSERT_EQ(prlimit(pid, RLIMIT_NOFILE, nullptr, &limit), 0);
  limit.rlim_cur = most;
  ASSERT_EQ(prlimit(pid, RLIMIT_NOFILE, &limit, nullptr), 0);
}

TEST(Descriptors, AreAsManyAsTheSystemAllows) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  rlimit low = before;
  low.rlim_cur = std::min<rlim_t>(200, before.rlim_max);
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &low), 0);  // inherited by the server
  TestServer server;
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  rlimit seen{};
  ASSERT_EQ(prlimit(server.process().pid(), RLIMIT_NOFILE, nullptr, &seen), 0);
  EXPECT_EQ(seen.rlim_cur, before.rlim_max);
}

TEST(Descriptors, WhenThereAreNoneExistingConnectionsLiveOn) {
  if (kCheckerNeedsDescriptors) GTEST_SKIP() << "the build's checker needs descriptors itself";
  ServerConfig config;
  config.loops = 1;
  TestServer server(with_probe(config));
  server.write_site_file("kept.txt", "kept");
  const pid_t pid = server.process().pid();
  RawClient existing = server.connect();
  EXPECT_EQ(existing.get("/kept.txt").body, "kept");
  limit_descriptors(pid, open_descriptors(pid) + 10);

  // More than there is room for: the kernel takes them, the server does not.
  std::deque<RawClient> many;
  for (int i = 0; i < 60; ++i) {
    many.push_back(server.connect());
    many.back().send_request("GET", "/probe/ignore");
  }
  server.events().wait_for("Penstock", [](const observe::EventRecord& event) {
    return event.event_id == kOutOfDescriptors;
  });
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(existing.get("/probe/ignore").body, "ignored");
  }

  // An interval to measure in, not to wait for anything.
  const double before = cpu_seconds(pid);
  constexpr int kMilliseconds = 600;
  poll(nullptr, 0, kMilliseconds);
  EXPECT_LT(cpu_seconds(pid) - before, kMilliseconds / 1000.0 / 3);

  // As those that came in go, the others do.
  while (!many.empty()) {
    EXPECT_EQ(many.front().read_reply().body, "ignored");
    many.pop_front();
  }
  EXPECT_EQ(server.get("/kept.txt").body, "kept");
  EXPECT_EQ(existing.get("/kept.txt").body, "kept");
}

// A file that cannot be opened for that reason is not a file that does not exist.
TEST(Descriptors, AFileThatCannotBeOpenedNowIs503) {
  if (kCheckerNeedsDescriptors) GTEST_SKIP() << "the build's checker needs descriptors itself";
  ServerConfig config;
  config.loops = 1;
  TestServer server(with_probe(config));
  server.write_site_file("a.txt", "a");
  const pid_t pid = server.process().pid();
  RawClient client = server.connect();
  EXPECT_EQ(client.get("/probe/ignore").status, 200);
  limit_descriptors(pid, open_descriptors(pid));
  const Reply reply = client.get("/a.txt");
  EXPECT_EQ(reply.status, 503);
  EXPECT_TRUE(reply.has("Retry-After"));
  limit_descriptors(pid, open_descriptors(pid) + 50);
  EXPECT_EQ(client.get("/a.txt").body, "a");
}

// The cache's own descriptors are given back for it.
TEST(Descriptors, CachedFilesMakeRoomForOthers) {
  ServerConfig config;
  config.loops = 1;
  TestServer server(config);
  for (int i = 0; i < 40; ++i) {
    server.write_site_file(std::to_string(i) + ".txt", std::to_string(i));
  }
  const pid_t pid = server.process().pid();
  RawClient client = server.connect();
  EXPECT_EQ(client.get("/").status, 403);
  limit_descriptors(pid, open_descriptors(pid) + 10);
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 40; ++i) {
      EXPECT_EQ(client.get("/" + std::to_string(i) + ".txt").body, std::to_string(i));
    }
  }
  EXPECT_EQ(server.get("/1.txt").body, "1");
}

}  // namespace
}  // namespace penstock::tests
