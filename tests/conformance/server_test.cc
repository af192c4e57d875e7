// IHttpServer and IHttpServer2: fragments, conditions, notifications. Pages: IHttpServer::*,
// IHttpServer2::*.
#include "conformance/api.h"

namespace penstock::tests {
namespace {

using testing::Contains;

class IHttpServer : public ApiTest<IHttpServer> {};

TEST_F(IHttpServer, GetAppPoolName_IsThePoolOfTheProcess) {
  EXPECT_EQ(report("server")["pool"], "DefaultAppPool");
}

TEST_F(IHttpServer, IsCommandLineLaunch_OfAServerStartedByHand) {
  EXPECT_EQ(report("versions")["command line"], "1");
}

TEST_F(IHttpServer, GetPerfCounterInfo_IsTheSameEachTime) {
  EXPECT_EQ(report("server")["counters"], "1");
}

// Pages: both change a count alone, not the threads in use.
TEST_F(IHttpServer, IncrementThreadCount_AndDecrementThreadCountLeaveThreadsForOtherRequests) {
  EXPECT_EQ(report("thread-count")["counted"], "yes");
  RawClient blocked = server().connect();
  blocked.send_request("GET", "/case/await-read");
  EXPECT_EQ(server().get("/a.txt").body, "a file\n");
  RawClient reading = server().connect();
  reading.send("POST /case/complete-read HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n");
  EXPECT_EQ(blocked.read_reply().body, "read=pending\n");
  reading.send("x");
  EXPECT_EQ(values_of(reading.read_reply().body)["text"], "x");
}

TEST_F(IHttpServer, DecrementThreadCount_MoreOftenThanIncrementThreadCount) {
  EXPECT_EQ(report("thread-count")["counted"], "yes");
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(server().get("/a.txt").body, "a file\n");
  }
}

TEST_F(IHttpServer, FlushKernelCache_RefusesNullAndIsContentWithAnUncachedUrl) {
  Values got = report("flush-kernel-cache");
  EXPECT_EQ(got["null"], kInvalidParameter);
  EXPECT_EQ(got["url"], kOk);
}

TEST_F(IHttpServer, GetExtendedInterface_ByVersion) {
  Values got = report("server");
  EXPECT_EQ(got["2"], kOk);
  EXPECT_EQ(got["3"], kOk);
}

TEST_F(IHttpServer, GetExtendedInterface_RefusesNull) {
  EXPECT_EQ(report("versions")["null"], kInvalidParameter);
}

TEST_F(IHttpServer, AssociateWithThreadPool_CallsTheRoutineWhenAReadIsThrough) {
  Values got = report("associate");
  EXPECT_EQ(got["associated"], kOk);
  EXPECT_EQ(got["error"], "0");
  EXPECT_EQ(got["text"], "456789");
}

TEST_F(IHttpServer, AssociateWithThreadPool_RefusesBadArguments) {
  Values got = report("associate");
  EXPECT_EQ(got["no routine"], kInvalidParameter);
  EXPECT_EQ(got["no handle fails"], "1");
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

TEST_F(IHttpServer, SatisfiesPrecondition_OfPoolNames) {
  // "appPoolName=..." is itself the key of these lines.
  const std::string body = server().get("/case/conditions").body;
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

TEST_F(IHttpServer, NotifyCustomNotification_ReachesGlobalModules) {
  const TempDir folder;
  ServerConfig config = config_with_api();
  config.add("Alpha", tracer_image());
  TestServer other(config, {{"TRACER_Alpha", "events=; post=; global=Custom"},
                            {"TRACER_LOG", folder.file("log")}});
  EXPECT_EQ(other.get("/case/notify").body, "continue=1\n");
  EXPECT_THAT(lines_of(read_file(folder.file("log"))), Contains("Alpha Custom api-type"));
}

TEST_F(IHttpServer, RecycleProcess_EndsTheProcessInOrder) {
  TestServer other(config_with_api());
  EXPECT_EQ(other.get("/case/recycle").body, "asked=yes\n");
  EXPECT_EQ(other.process().wait(), 0);
  const auto events = other.events().wait_for(
      "Penstock", [](const observe::EventRecord& event) { return event.event_id == 3; });
  EXPECT_THAT(events.strings, Contains("a case asks for it"));
}

TEST_F(IHttpServer, ReportUnhealthy_IsAnEventAndEndsTheProcess) {
  TestServer other(config_with_api());
  other.get("/case/unhealthy");
  const auto event = other.events().wait_for(
      "Penstock", [](const observe::EventRecord& one) { return one.event_id == 4; });
  EXPECT_THAT(event.strings, Contains("a case is ill"));
  other.process().wait();
}

// --- IHttpServer2

class IHttpServer2 : public ApiTest<IHttpServer2> {};

TEST_F(IHttpServer2, GetAppPoolConfigFile_IsThePathAndItsLength) {
  Values got = report("versions");
  EXPECT_EQ(got["config"], server().config_file());
  EXPECT_EQ(got["length"], std::to_string(server().config_file().size()));
  EXPECT_EQ(got["without length"], server().config_file());
}

TEST_F(IHttpServer2, GetExtendedInterface_FromAnInterfaceToItsNewerOnes) {
  Values got = report("down-cast");
  EXPECT_EQ(got["newer"], kOk);
  EXPECT_EQ(got["the same object"], "1");
  EXPECT_EQ(got["of use"], "GET");
}

TEST_F(IHttpServer2, GetExtendedInterface_RefusesOtherFamiliesAndNull) {
  Values got = report("down-cast");
  EXPECT_EQ(got["another family"], "80004002");  // E_NOINTERFACE
  EXPECT_EQ(got["then null"], "1");
  EXPECT_EQ(got["unknown"], "80004002");
  EXPECT_EQ(got["null input"], kInvalidParameter);
  EXPECT_EQ(got["null output"], kInvalidParameter);
}

}  // namespace
}  // namespace penstock::tests
