// The support library itself: a server starts, answers, stops; one that cannot says so.
#include "support/test_server.h"

#include <gtest/gtest.h>

namespace penstock::tests {
namespace {

TEST(TestServer, ServesItsSiteAndStopsCleanly) {
  TestServer server;
  ASSERT_TRUE(server.running());
  server.write_site_file("sub/a.txt", "from a file");
  const Reply reply = server.get("/sub/a.txt");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("content-type"), "text/plain");
  EXPECT_EQ(reply.body, "from a file");
  server.stop();
  EXPECT_EQ(server.process().wait(), 0);
}

TEST(TestServer, ItsEventsCanBeAwaited) {
  TestServer server;
  const auto events = server.events().wait_for("Penstock");
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(events[0].log, "System");
}

TEST(TestServer, AServerThatCannotStartEndsWithOneLine) {
  ServerConfig config;
  config.add("Missing", "/no/such/module.so");
  const RunResult result = fail_to_start(config);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find("/no/such/module.so"), std::string::npos) << result.err;
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
}

TEST(TestServer, CommandsRunToTheirEnd) {
  const RunResult result = run_penstock({"version"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_NE(result.out.find("penstock"), std::string::npos) << result.out;
}

TEST(TestServer, TwoBindingsHaveTwoPorts) {
  ServerConfig config;
  config.sites[0].bindings = {"127.0.0.1:0:", "*:0:"};
  TestServer server(config);
  ASSERT_TRUE(server.running());
  EXPECT_NE(server.port(0), server.port(1));
  EXPECT_EQ(RawClient(server.port(1)).get("/missing").status, 404);
}

}  // namespace
}  // namespace penstock::tests
