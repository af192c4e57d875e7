// IHttpServer, and module context containers. Pages: IHttpServer::*, IHttpModuleContextContainer,
// IHttpStoredContext, IHttpConnectionStoredContext.
#include "conformance/api.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

class IHttpServer : public ApiTest<IHttpServer> {};

TEST_F(IHttpServer, GetAppPoolName_AndItsConfiguration) {
  Values got = report("server");
  EXPECT_EQ(got["pool"], "DefaultAppPool");
  EXPECT_EQ(got["config"], server().config_file());
  EXPECT_EQ(got["length"], std::to_string(server().config_file().size()));
}

TEST_F(IHttpServer, GetExtendedInterface_ByVersion) {
  Values got = report("server");
  EXPECT_EQ(got["2"], kOk);
  EXPECT_EQ(got["3"], kOk);
}

TEST_F(IHttpServer, AddFragmentToCache_ReadAndRemove) {
  Values got = report("fragments");
  EXPECT_EQ(got["add"], kOk);
  EXPECT_EQ(got["read"], kOk);
  EXPECT_EQ(got["text"], "fragment text");
  EXPECT_EQ(got["replace"], kOk);
  EXPECT_EQ(got["replaced"], "other");
  EXPECT_EQ(got["remove"], kOk);
  EXPECT_EQ(got["null fails"], "1");
}

TEST_F(IHttpServer, ReadFragmentFromCache_FailsForAMissingOneAndAShortBuffer) {
  Values got = report("fragments");
  EXPECT_EQ(got["missing"], "80070003");  // ERROR_PATH_NOT_FOUND
  EXPECT_EQ(got["removed"], "80070003");
  EXPECT_EQ(got["short fails"], "1");
}

TEST_F(IHttpServer, RemoveFragmentFromCache_FailsForAMissingOne) {
  EXPECT_EQ(report("fragments")["remove missing"], "80070002");  // ERROR_FILE_NOT_FOUND
}

TEST_F(IHttpServer, SatisfiesPrecondition_Table) {
  Values got = report("conditions");
  const std::pair<const char*, const char*> expected[] = {
      {"integratedMode", "yes"},
      {"ISAPIMode", "no"},
      {"bitness64", "yes"},
      {"bitness32", "no"},
      {"integratedMode,bitness64", "yes"},
      {"integratedMode,bitness32", "no"},
      {"runtimeVersionv2.0", "no"},
      {"nonsense", "no unknown"},
  };
  for (const auto& [condition, met] : expected) {
    EXPECT_EQ(got[condition], met) << condition;
  }
}

TEST(IHttpServerPools, SatisfiesPrecondition_OfPoolNames) {
  const TestServer server(config_with_api());
  // "appPoolName=..." is itself the key of these lines.
  const std::string body = server.get("/case/conditions").body;
  EXPECT_THAT(lines_of(body), Contains("appPoolName=DefaultAppPool=yes"));
  EXPECT_THAT(lines_of(body), Contains("appPoolName=other=no"));
  EXPECT_THAT(lines_of(body), Contains("appPoolName=other;DefaultAppPool=yes"));
}

TEST_F(IHttpServer, GetFileInfo_OfAnyFile) {
  Values got = report("server-file");
  EXPECT_EQ(got["found"], kOk);
  EXPECT_EQ(got["size"], "10");
  EXPECT_EQ(got["missing"], "80070002");  // ERROR_FILE_NOT_FOUND
  EXPECT_EQ(got["null"], "1");
}

TEST(IHttpServerNotify, NotifyCustomNotification_ReachesGlobalModules) {
  const TempDir folder;
  ServerConfig config = config_with_api();
  config.add("Alpha", tracer_image());
  TestServer server(config, {{"TRACER_Alpha", "events=; post=; global=Custom"},
                             {"TRACER_LOG", folder.file("log")}});
  EXPECT_EQ(server.get("/case/notify").body, "continue=1\n");
  EXPECT_THAT(lines_of(read_file(folder.file("log"))), Contains("Alpha Custom api-type"));
}

TEST(IHttpServerNotify, RecycleProcess_EndsTheProcessInOrder) {
  TestServer server(config_with_api());
  EXPECT_EQ(server.get("/case/recycle").body, "asked=yes\n");
  EXPECT_EQ(server.process().wait(), 0);
  const auto events = server.events().wait_for(
      "Penstock", [](const observe::EventRecord& event) { return event.event_id == 3; });
  EXPECT_THAT(events.strings, Contains("a case asks for it"));
}

TEST(IHttpServerNotify, ReportUnhealthy_IsAnEventAndEndsTheProcess) {
  TestServer server(config_with_api());
  server.get("/case/unhealthy");
  const auto event = server.events().wait_for(
      "Penstock", [](const observe::EventRecord& one) { return one.event_id == 4; });
  EXPECT_THAT(event.strings, Contains("a case is ill"));
  server.process().wait();
}

// --- containers

// A server whose stored contexts write their ends to a file.
class IHttpModuleContextContainer : public testing::Test {
 protected:
  TestServer& server() { return server_; }
  Lines log() const { return lines_of(read_file(folder_.file("log"))); }
  // Stops the server, so that everything has ended.
  Lines final_log() {
    server_.stop();
    return log();
  }

 private:
  TempDir folder_;
  TestServer server_{config_with_api(), {{"API_LOG", folder_.file("log")}}};
};

TEST_F(IHttpModuleContextContainer, SetModuleContext_OnlyOnce) {
  Values got = values_of(server().get("/case/containers").body);
  for (const char* place : {"request", "connection", "site", "application", "metadata"}) {
    const std::string name = place;
    EXPECT_EQ(got[name], kOk) << place;
    EXPECT_EQ(got[name + " found"], "1") << place;
    EXPECT_EQ(got[name + " twice"], "80070055") << place;  // ERROR_ALREADY_ASSIGNED
  }
}

TEST_F(IHttpModuleContextContainer, GetModuleContext_LivesAsLongAsItsObject) {
  RawClient client = server().connect();
  client.get("/case/containers");
  Values same = values_of(client.get("/case/containers").body);
  EXPECT_EQ(same["request"], kOk);
  EXPECT_EQ(same["connection"], "known");
  EXPECT_EQ(same["site"], "known");
  EXPECT_EQ(same["application"], "known");
  EXPECT_EQ(same["metadata"], "known");
  Values other = values_of(server().get("/case/containers").body);
  EXPECT_EQ(other["connection"], kOk);
  EXPECT_EQ(other["site"], "known");
}

TEST_F(IHttpModuleContextContainer, CleanupStoredContext_ExactlyOnceEach) {
  server().get("/case/containers");
  Lines ends;
  for (const std::string& line : final_log()) {
    if (line.find("twice") == std::string::npos) {
      ends.push_back(line);
    }
  }
  EXPECT_THAT(ends, UnorderedElementsAre("cleanup request", "cleanup connection", "cleanup site",
                                         "cleanup application", "cleanup metadata"));
}

TEST_F(IHttpModuleContextContainer, CleanupStoredContext_OfARequestBeforeTheNext) {
  RawClient client = server().connect();
  client.get("/case/containers");
  client.get("/a");
  EXPECT_THAT(log(), Contains("cleanup request"));
  EXPECT_THAT(log(), Not(Contains("cleanup connection")));
}

TEST_F(IHttpModuleContextContainer, CleanupStoredContext_OfAFileWhenItLeavesTheCache) {
  server().write_site_file("numbers.txt", "0123456789");
  EXPECT_EQ(values_of(server().get("/case/file-context").body)["file"], kOk);
  EXPECT_EQ(server().get("/case/file-context").body, "file=known\n");
  EXPECT_THAT(final_log(), Contains("cleanup file").Times(1));
}

TEST_F(IHttpModuleContextContainer, NotifyDisconnect_ThenCleanup) {
  {
    RawClient client = server().connect();
    EXPECT_EQ(client.get("/case/connection-context").body, "context=00000000\n");
    EXPECT_EQ(client.get("/case/connection-context").body, "context=known\n");
  }
  EXPECT_THAT(final_log(), testing::ElementsAre("disconnect", "cleanup connection context"));
}

TEST_F(IHttpModuleContextContainer, DispenseContainer_IsCleanedWhenReleased) {
  Values got = values_of(server().get("/case/dispensed").body);
  EXPECT_EQ(got["dispensed"], kOk);
  EXPECT_EQ(got["dispensed found"], "1");
  EXPECT_THAT(log(), Contains("cleanup dispensed"));
}

TEST_F(IHttpModuleContextContainer, GetNamedContextContainer_ByName) {
  Values got = values_of(server().get("/case/named").body);
  EXPECT_EQ(got["empty"], "1");
  EXPECT_EQ(got["set"], kOk);
  EXPECT_EQ(got["found"], "1");
  EXPECT_EQ(got["other"], "1");
  EXPECT_THAT(final_log(), testing::ElementsAre("cleanup named"));
}

}  // namespace
}  // namespace penstock::tests
