// The worker process as modules see it. Pages: IHttpServer::GetWorkerProcessSettings,
// IHttpServer::GetProtocolManagerCustomInterface, IHttpServer2::GetWorkerProcessFramework,
// IHttpServer2::GetToken, IWpfSettings, IWpfActions.
#include "conformance/caching.h"

namespace penstock::tests {
namespace {

using testing::Contains;

constexpr const char* kFileNotFound = "80070002";
constexpr const char* kInsufficientBuffer = "8007007a";

class IWpfSettings : public CachingTest<IWpfSettings> {
 public:
  static ServerConfig config() {
    ServerConfig config = config_with_caching();
    config.host += R"(<applicationPools><add name="DefaultAppPool">)"
                   R"(<processModel idleTimeout="00:07:00" />)"
                   R"(<recycling><periodicRestart requests="1234" time="02:00:00")"
                   R"( privateMemory="5678" /></recycling></add></applicationPools>)";
    return config;
  }
};

TEST_F(IWpfSettings, GetDwordProperty_OfThePool) {
  Values got = report("settings");
  EXPECT_EQ(got["settings"], kOk);
  EXPECT_EQ(got["requests"], kOk);
  EXPECT_EQ(got["requests is"], "1234");
  EXPECT_EQ(got["time is"], "120");
  EXPECT_EQ(got["idle is"], "7");
  EXPECT_EQ(got["mode is"], "0");
}

TEST_F(IWpfSettings, GetUlonglongProperty_OfThePool) {
  Values got = report("settings");
  EXPECT_EQ(got["memory"], kOk);
  EXPECT_EQ(got["memory is"], "5678");
}

TEST_F(IWpfSettings, GetStringProperty_IntoTheCallersBuffer) {
  Values got = report("settings");
  EXPECT_EQ(got["length alone"], kInsufficientBuffer);
  EXPECT_EQ(got["length is"], "15");
  EXPECT_EQ(got["text"], kOk);
  EXPECT_EQ(got["text is"], "DefaultAppPool");
  EXPECT_EQ(got["too short"], kInsufficientBuffer);
  EXPECT_EQ(got["file"], server().config_file());
}

TEST_F(IWpfSettings, GetBoolProperty_AndGetHandleProperty) {
  Values got = report("settings");
  EXPECT_EQ(got["flag"], kOk);
  EXPECT_EQ(got["flag is"], "0");
  EXPECT_EQ(got["handle"], kOk);
  EXPECT_EQ(got["handle is"], "0");
}

TEST_F(IWpfSettings, ChecksNumbersAndPlaces) {
  Values got = report("settings");
  for (const char* wrong : {"nowhere to", "unknown number", "no place", "unknown size",
                            "unknown flag", "unknown text", "no length"}) {
    EXPECT_EQ(got[wrong], kInvalidParameter) << wrong;
  }
}

class IWorkerProcessFramework : public CachingTest<IWorkerProcessFramework> {};

TEST_F(IWorkerProcessFramework, GetWpfInterface_ByNumber) {
  Values got = report("framework");
  EXPECT_EQ(got["framework"], kOk);
  EXPECT_EQ(got["nowhere to"], kInvalidParameter);
  EXPECT_EQ(got["part"], kOk);
  EXPECT_EQ(got["part usable"], kInsufficientBuffer);
  EXPECT_EQ(got["counted"], "1");
  EXPECT_EQ(got["unknown part"], "80004002");  // E_NOINTERFACE
  EXPECT_EQ(got["null"], "1");
  EXPECT_EQ(got["custom"], "80004002");
}

TEST_F(IWorkerProcessFramework, GetInterfaceVersion) {
  Values got = report("framework");
  EXPECT_EQ(got["version"], kOk);
  EXPECT_EQ(got["major"], "7");
}

TEST(IWpfActions, RecycleWorkerProcess_EndsTheProcessInOrder) {
  TestServer server(config_with_caching());
  EXPECT_EQ(server.get("/caching/recycle").body, "actions=00000000\n");
  EXPECT_EQ(server.process().wait(), 0);
  const auto event = server.events().wait_for(
      "Penstock", [](const observe::EventRecord& one) { return one.event_id == 3; });
  EXPECT_THAT(event.strings, Contains("a part asks for it"));
}

TEST(IHttpServer, GetProtocolManagerCustomInterface_LoadsOnceAndShutsDown) {
  const TempDir folder;
  TestServer server(config_with_caching(), {{"CACHING_LOG", folder.file("log")}});
  Values got = values_of(server.get(std::string("/caching/manager?") + MANAGER_MODULE).body);
  EXPECT_EQ(got["custom"], kOk);
  EXPECT_EQ(got["value"], "42");
  EXPECT_EQ(got["again"], kOk);
  server.stop();
  EXPECT_THAT(lines_of(read_file(folder.file("log"))), Contains("manager ended").Times(1));
}

TEST(IHttpServer, GetProtocolManagerCustomInterface_Failures) {
  const TestServer server(config_with_caching());
  Values got = values_of(server.get(std::string("/caching/manager?") + MANAGER_MODULE).body);
  EXPECT_EQ(got["unknown"], kInvalidParameter);
  EXPECT_EQ(got["null"], "1");
  EXPECT_EQ(got["no library"], kFileNotFound);
  EXPECT_EQ(got["no function"], kFileNotFound);
  EXPECT_EQ(got["failing"], "80070005");
  EXPECT_EQ(got["null library"], kInvalidParameter);
  EXPECT_EQ(got["nowhere to"], kInvalidParameter);
}

TEST(IHttpServer2, GetToken_IsNotSupported) {
  const TestServer server(config_with_caching());
  Values got = values_of(server.get("/caching/token").body);
  EXPECT_EQ(got["token"], "80070032");  // ERROR_NOT_SUPPORTED
  EXPECT_EQ(got["null"], "1");
  for (const char* wrong : {"no name", "no password", "nowhere to"}) {
    EXPECT_EQ(got[wrong], kInvalidParameter) << wrong;
  }
}

}  // namespace
}  // namespace penstock::tests
