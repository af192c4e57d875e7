// Modules added to applications, threads going back to the pool, and the pool's size. Pages:
// IHttpApplicationResolveModulesProvider, CGlobalModule::OnGlobalThreadCleanup,
// IHttpServer::IncrementThreadCount.
#include <algorithm>

#include "conformance/tracing.h"
#include "faults/gate.h"

namespace penstock::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// A root, an application that gets no modules, and one where every error is tried.
ServerConfig config_with_applications(const TempDir& folder) {
  for (const char* part : {"root", "none", "errors"}) {
    write_file(folder.file(std::string(part) + "/a.txt"), "a file\n");
  }
  ServerConfig config;
  config.add("Founder", FOUNDER_MODULE);
  config.sites[0].applications = {{"/", folder.file("root")},
                                  {"/none", folder.file("none")},
                                  {"/errors", folder.file("errors")}};
  return config;
}

Lines found(const Lines& log, const std::string& start) {
  Lines lines;
  for (const std::string& line : log) {
    if (line.rfind(start, 0) == 0) {
      lines.push_back(line);
    }
  }
  return lines;
}

class FounderTest : public testing::Test {
 protected:
  Lines log() const { return lines_of(read_file(folder_.file("log"))); }

  TempDir folder_;
  TestServer server_{config_with_applications(folder_), {{"FOUNDER_LOG", folder_.file("log")}}};
};

class IHttpApplicationResolveModulesProvider : public FounderTest {};
class CGlobalModule : public FounderTest {};
class IHttpServer : public FounderTest {};

TEST_F(IHttpApplicationResolveModulesProvider, IsAskedOnceAnApplicationBeforeItStarts) {
  server_.get("/a.txt");
  server_.get("/none/a.txt");
  EXPECT_THAT(found(log(), "resolve"),
              UnorderedElementsAre("resolve /LM/W3SVC/1/ROOT", "resolve /LM/W3SVC/1/ROOT/none",
                                   "resolve /LM/W3SVC/1/ROOT/errors"));
  EXPECT_EQ(found(log(), "start").size(), 3U);
  Lines ordered = log();
  ordered.erase(std::remove_if(ordered.begin(), ordered.end(),
                               [](const std::string& line) {
                                 return line.rfind("resolve", 0) != 0 &&
                                        line.rfind("start", 0) != 0;
                               }),
                ordered.end());
  EXPECT_TRUE(std::is_sorted(
      ordered.begin(), ordered.end(),
      [](const std::string& a, const std::string& b) { return a.substr(0, 5) < b.substr(0, 5); }))
      << "resolved before started";
}

TEST_F(IHttpApplicationResolveModulesProvider, RegisterModule_AddsItToThatApplication) {
  EXPECT_EQ(found(log(), "register One").front(), "register One 00000000");
  EXPECT_EQ(server_.get("/a.txt").body, "a file\n");
  EXPECT_TRUE(server_.get("/a.txt").has("X-Added"));
  EXPECT_EQ(server_.get("/none/a.txt").body, "a file\n");
  EXPECT_FALSE(server_.get("/none/a.txt").has("X-Added"));
}

// "Two" was registered second; "Never" has a precondition that does not hold.
TEST_F(IHttpApplicationResolveModulesProvider, SetPriorityForRequestNotification_OrdersThem) {
  EXPECT_EQ(found(log(), "priority").front(), "priority 00000000");
  EXPECT_EQ(server_.get("/a.txt").header("X-Added"), "Two, One");
}

TEST_F(IHttpApplicationResolveModulesProvider, RegisterModule_FailsWithoutItsParts) {
  EXPECT_EQ(found(log(), "no factory").front(), "no factory 80070057");
  EXPECT_EQ(found(log(), "no name").front(), "no name 80070057");
  EXPECT_EQ(found(log(), "empty name").front(), "empty name 80070057");
  EXPECT_EQ(found(log(), "no parent").front(), "no parent 80070002");
  EXPECT_EQ(found(log(), "twice").front(), "twice 800700b7");
}

TEST_F(IHttpApplicationResolveModulesProvider, SetPriorityForRequestNotification_Fails) {
  EXPECT_EQ(found(log(), "priority of none").front(), "priority of none 80070057");
  EXPECT_EQ(found(log(), "priority of null").front(), "priority of null 80070057");
  EXPECT_EQ(found(log(), "bad alias").front(), "bad alias 80070057");
  EXPECT_EQ(found(log(), "null alias").front(), "null alias 80070057");
}

TEST_F(IHttpApplicationResolveModulesProvider, RegisterModule_TheFactoryIsTerminatedOnce) {
  EXPECT_THAT(found(log(), "terminated"), IsEmpty());
  server_.stop();
  EXPECT_THAT(found(log(), "terminated"),
              ElementsAre("terminated One", "terminated Two", "terminated Never", "terminated One",
                          "terminated Two", "terminated Never", "terminated the founder"));
}

// --- IHttpServer

// No routine, no handle, once, twice.
TEST_F(IHttpServer, AssociateWithThreadPool_CompletesOnAThreadOfThePool) {
  EXPECT_EQ(server_.get("/founder/read").body, "7 a file\n 80070057 80070006 00000000 80070057");
}

// --- what modules report

TEST_F(CGlobalModule, OnGlobalConfigurationChange_IsWhatAModuleReports) {
  server_.get("/founder/configuration");
  EXPECT_THAT(found(log(), "configuration"),
              ElementsAre("configuration MACHINE/WEBROOT/APPHOST/test/a"));
}

TEST_F(CGlobalModule, OnGlobalFileChange_IsWhatAModuleReports) {
  server_.get("/founder/file");
  EXPECT_THAT(found(log(), "file"), ElementsAre("file /srv/a.txt"));
}

TEST_F(CGlobalModule, OnGlobalHealthCheck_WhenAModuleReportsUnhealthy) {
  EXPECT_EQ(server_.get("/founder/unhealthy").status, 200);
  EXPECT_THAT(found(log(), "health"), ElementsAre("health"));
  server_.process().wait();
}

// --- GL_APPLICATION_PRELOAD

TEST(IGlobalApplicationPreloadProvider2, IsProcessRecycled_NotAtTheFirstStart) {
  const TempDir folder;
  ServerConfig config = config_with_applications(folder);
  config.sites[0].applications[1].attributes = R"(preloadEnabled="true")";
  TestServer server(config, {{"FOUNDER_LOG", folder.file("log")}});
  const Lines log = lines_of(read_file(folder.file("log")));
  EXPECT_THAT(found(log, "preload"), ElementsAre("preload first"));
  const auto preload = std::find(log.begin(), log.end(), "preload first");
  EXPECT_EQ(*(preload - 1), "start /LM/W3SVC/1/ROOT/none");
}

// --- GL_THREAD_CLEANUP

ServerConfig config_with_tracer(const TempDir& folder) {
  ServerConfig config = config_with_applications(folder);
  config.add("Alpha", tracer_image());
  return config;
}

class IGlobalThreadCleanupProvider : public testing::Test {
 protected:
  // After the requests, sent one after the other on the same connection.
  Lines cleanups(const std::vector<std::pair<std::string, Headers>>& requests) {
    RawClient client = server_.connect();
    for (const auto& [target, headers] : requests) {
      client.request("GET", target, headers);
    }
    const Reply reply = client.get("/founder/cleanups");
    EXPECT_EQ(reply.status, 200);
    return lines_of(reply.body);
  }

  TempDir folder_;
  TestServer server_{config_with_tracer(folder_)};
};

TEST_F(IGlobalThreadCleanupProvider, GetApplication_IsWhatTheThreadWorkedFor) {
  EXPECT_THAT(cleanups({{"/a.txt", {}}, {"/none/a.txt", {}}, {"/none/a.txt", {}}}),
              ElementsAre("/LM/W3SVC/1/ROOT=1", "/LM/W3SVC/1/ROOT/none=2"));
}

// One thread does everything, so that the completion cannot overtake the PENDING.
TEST(IGlobalThreadCleanupProviderPending, GetApplication_WhenARequestIsLeftPendingAndAtItsEnd) {
  const TempDir folder;
  ServerConfig config = config_with_tracer(folder);
  config.loops = 1;
  config.handoff = false;
  TestServer server(config);
  const std::string id = next_trace_id();
  RawClient client = server.connect();
  client.get("/a.txt");  // is accepted, so that what it sends now is seen before the release
  client.send_request("GET", "/none/a.txt",
                      {{"X-Trace", id}, {"X-Alpha", "AuthorizeRequest=hold"}});
  EXPECT_EQ(server.get("/__release?" + id + "&post(1)").status, 200);
  EXPECT_EQ(client.read_reply().body, "a file\n");
  EXPECT_THAT(lines_of(server.get("/founder/cleanups").body),
              ElementsAre("/LM/W3SVC/1/ROOT=2", "/LM/W3SVC/1/ROOT/none=2"));
}

// The thread that goes on with the request is the module's own.
TEST_F(IGlobalThreadCleanupProvider, GetApplication_NotOnAModulesOwnThread) {
  EXPECT_THAT(cleanups({{"/a.txt",
                         {{"X-Trace", next_trace_id()},
                          {"X-Alpha", "AuthorizeRequest=thread-indicate(continue)+pending"}}}}),
              ElementsAre("/LM/W3SVC/1/ROOT=1"));
}

// --- the pool's size

Reply when_not_busy(const TestServer& server, const std::string& target) {
  const auto deadline = Clock::now() + kPatience;
  Reply reply = server.get(target);
  while (reply.status == 503 && left_until(deadline) > 0) {
    reply = server.get(target);
  }
  return reply;
}

// One thread may be blocked and one lead; with one more there is a thread in reserve.
TEST(IHttpServerThreads, IncrementThreadCount_MakesRoomUntilDecrementThreadCount) {
  ServerConfig config;
  config.add("Founder", FOUNDER_MODULE);
  config.loops = 1;
  config.max_threads = 2;
  Gates gates;
  Gate gate(gates, "hold");
  TestServer server(config, gates.environment());
  const auto status_beside_a_blocked_one = [&] {
    RawClient blocked = server.connect();
    blocked.send_request("GET", "/founder/hold");
    gate.wait_reached(1);
    const int status = server.get("/founder/nothing").status;
    gate.open(1);
    EXPECT_EQ(blocked.read_reply().body, "hold");
    return status;
  };
  EXPECT_EQ(status_beside_a_blocked_one(), 503);
  EXPECT_EQ(when_not_busy(server, "/founder/raise").body, "raise");
  EXPECT_EQ(status_beside_a_blocked_one(), 200);
  EXPECT_EQ(when_not_busy(server, "/founder/lower").body, "lower");
  EXPECT_EQ(when_not_busy(server, "/founder/lower").body, "lower");  // once too often
  EXPECT_EQ(status_beside_a_blocked_one(), 503);
}

}  // namespace
}  // namespace penstock::tests
