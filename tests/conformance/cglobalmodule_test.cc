// Global notifications and what their providers tell. Pages: CGlobalModule::*,
// IGlobalStopListeningProvider, IGlobalConfigurationChangeProvider, IGlobalFileChangeProvider,
// IHttpApplicationProvider, IPreBeginRequestProvider. Their order among modules is global_test.cc.
#include "conformance/registrant.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class CGlobalModule : public RegistrantTest {
 protected:
  static Lines::const_iterator position(const Lines& lines, const std::string& line) {
    return std::find(lines.begin(), lines.end(), line);
  }
};

TEST_F(CGlobalModule, OnGlobalApplicationStart_BeforeTheFirstRequest) {
  server().get("/a.txt");
  const Lines lines = log();
  EXPECT_THAT(of(lines, "application start "), SizeIs(1));
  EXPECT_LT(position(lines, "application start /LM/W3SVC/1/ROOT " + server().site_folder() + "/"),
            position(lines, "pre begin /a.txt without user"));
}

TEST_F(CGlobalModule, OnGlobalApplicationStop_WhenTheServerStops) {
  server().get("/a.txt");
  EXPECT_THAT(of(log(), "application stop "), IsEmpty());
  const Lines lines = final_log();
  EXPECT_THAT(of(lines, "application stop "), SizeIs(1));
  EXPECT_GT(position(lines, "application stop /LM/W3SVC/1/ROOT " + server().site_folder() + "/"),
            position(lines, "stop gracefully"));
}

TEST_F(CGlobalModule, OnGlobalStopListening_OnceWhenTheServerStops) {
  server().get("/a.txt");
  EXPECT_THAT(of(log(), "stop"), IsEmpty());
  EXPECT_THAT(of(final_log(), "stop"), SizeIs(1));
}

TEST_F(CGlobalModule, OnGlobalHealthCheck_WhenAModuleReportsTheProcessUnhealthy) {
  EXPECT_THAT(of(log(), "health check"), IsEmpty());
  server().get("/case/unhealthy");
  server().process().wait();
  EXPECT_THAT(of(log(), "health check"), SizeIs(1));
}

TEST_F(CGlobalModule, OnGlobalConfigurationChange_WhenAModuleTellsOfOne) {
  server().get("/case/notify-configuration");
  EXPECT_THAT(of(log(), "configuration "), SizeIs(1));
}

TEST_F(CGlobalModule, OnGlobalFileChange_WhenAModuleTellsOfOne) {
  server().get("/case/notify-file");
  EXPECT_THAT(of(log(), "file "), SizeIs(1));
}

TEST_F(CGlobalModule, OnGlobalPreBeginRequest_OnceARequestBeforeItsModules) {
  server().get("/a.txt");
  const Lines lines = log();
  EXPECT_THAT(of(lines, "pre begin "), ElementsAre("/a.txt without user"));
  EXPECT_LT(position(lines, "pre begin /a.txt without user"),
            position(lines, "begin in the same context"));
}

TEST_F(CGlobalModule, OnGlobalCustomNotification_WhenAModuleRaisesOne) {
  EXPECT_EQ(server().get("/case/notify").body, "continue=1\n");
  EXPECT_THAT(of(log(), "custom "), ElementsAre("api-type"));
}

TEST_F(CGlobalModule, Terminate_OnceAfterAllNotifications) {
  EXPECT_THAT(log(), Not(Contains("terminate global")));
  const Lines lines = final_log();
  EXPECT_EQ(lines.back(), "terminate global");
  EXPECT_THAT(lines, Contains("terminate global").Times(1));
}

// --- providers

class IGlobalStopListeningProvider : public RegistrantTest {};

TEST_F(IGlobalStopListeningProvider, DrainRequestsGracefully_WhenAnAdministratorStopsTheServer) {
  EXPECT_THAT(of(final_log(), "stop"), ElementsAre(" gracefully"));
}

class IGlobalConfigurationChangeProvider : public RegistrantTest {};

TEST_F(IGlobalConfigurationChangeProvider, GetChangePath_IsTheOneOfNotifyConfigurationChange) {
  server().get("/case/notify-configuration");
  EXPECT_THAT(of(log(), "configuration "), ElementsAre("MACHINE/WEBROOT/APPHOST/test"));
}

class IGlobalFileChangeProvider : public RegistrantTest {};

TEST_F(IGlobalFileChangeProvider, GetFileName_IsTheOneOfNotifyFileChange) {
  server().get("/case/notify-file");
  EXPECT_THAT(of(log(), "file "), ElementsAre("/a/changed/file.txt"));
}

class IHttpApplicationProvider : public RegistrantTest {};

TEST_F(IHttpApplicationProvider, GetApplication_IsTheOneThatStartsAndStops) {
  const std::string application = "/LM/W3SVC/1/ROOT " + server().site_folder() + "/";
  const Lines lines = final_log();
  EXPECT_THAT(of(lines, "application start "), ElementsAre(application));
  EXPECT_THAT(of(lines, "application stop "), ElementsAre(application));
}

class IPreBeginRequestProvider : public RegistrantTest {};

TEST_F(IPreBeginRequestProvider, GetHttpContext_IsTheContextOfTheRequestsModules) {
  server().get("/a.txt?q");
  EXPECT_THAT(log(), Contains("pre begin /a.txt without user"));
  EXPECT_THAT(log(), Contains("begin in the same context"));
}

// --- IHttpServer's side

class IHttpServer : public RegistrantTest {};

TEST_F(IHttpServer, NotifyConfigurationChange_ReachesGlobalModulesAtOnce) {
  EXPECT_EQ(server().get("/case/notify-configuration").body, "notified=yes\n");
  EXPECT_THAT(of(log(), "configuration "), SizeIs(1));
}

TEST_F(IHttpServer, NotifyFileChange_ReachesGlobalModulesAtOnce) {
  EXPECT_EQ(server().get("/case/notify-file").body, "notified=yes\n");
  EXPECT_THAT(of(log(), "file "), SizeIs(1));
}

TEST_F(IHttpServer, NotifyCustomNotification_OfNullIsNothing) {
  EXPECT_EQ(server().get("/case/notify-null").body, "continue=1\n");
  EXPECT_THAT(of(log(), "custom "), IsEmpty());
}

}  // namespace
}  // namespace penstock::tests
