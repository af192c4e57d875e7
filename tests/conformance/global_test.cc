// Notifications of global modules. Pages: CGlobalModule::OnGlobal*, GLOBAL_NOTIFICATION_STATUS.
#include "conformance/tracing.h"

namespace penstock::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// --- PreBeginRequest

class CGlobalModule : public SharedServer<CGlobalModule> {
 public:
  static ServerConfig config() { return config_with_tracers({"Alpha", "Beta"}); }
  static Environment environment() {
    return {{"TRACER_Alpha", "global=PreBeginRequest"},
            {"TRACER_Beta", "global=PreBeginRequest; globalpriority=PreBeginRequest:FIRST"}};
  }
  static void prepare(TestServer& server) { server.write_site_file("b.txt", "b file\n"); }
};

TEST_F(CGlobalModule, OnGlobalPreBeginRequest_ComesBeforeBeginRequestByPriority) {
  const Traced traced = run("/a.txt");
  Lines first = traced.trace;
  first.resize(4);
  EXPECT_THAT(first, ElementsAre("Beta.PreBeginRequest", "Alpha.PreBeginRequest", "Alpha.created",
                                 "Alpha.BeginRequest"));
}

TEST_F(CGlobalModule, OnGlobalPreBeginRequest_IsThePlaceForSetUrl) {
  const Traced traced = run("/a.txt", {{"X-Global-Alpha", "rewrite(/b.txt)"}});
  EXPECT_EQ(traced.reply.status, 200);
  EXPECT_EQ(traced.reply.body, "b file\n");
}

TEST_F(CGlobalModule, OnGlobalPreBeginRequest_HandledIsTheEndOfTheRequest) {
  const Traced traced = run("/a.txt", {{"X-Global-Beta", "status(418)+handled"}});
  EXPECT_EQ(traced.reply.status, 418);
  EXPECT_THAT(traced.called_for("PreBeginRequest"), ElementsAre("Beta"));
  EXPECT_THAT(traced.called_for("BeginRequest"), IsEmpty());
  EXPECT_THAT(traced.called_for("LogRequest"), ElementsAre("Alpha", "Beta"));
}

TEST_F(CGlobalModule, OnGlobalPreBeginRequest_AnExceptionGives500) {
  const Traced traced = run("/a.txt", {{"X-Global-Alpha", "throw"}});
  EXPECT_EQ(traced.reply.status, 500);
  server().events().wait_for("Penstock", [](const observe::EventRecord& event) {
    return event.event_id == 100 && event.strings[0] == "Alpha" &&
           event.strings[3] == "scripted in PreBeginRequest";
  });
  EXPECT_EQ(server().get("/a.txt").status, 200);
}

TEST_F(CGlobalModule, OnGlobalPreBeginRequest_SetUrlLeadsToTheNewUrlsApplication) {
  const TempDir folder;
  write_file(folder.file("app/c.txt"), "in the application\n");
  write_file(folder.file("app/web.config"),
             "<configuration><system.webServer><modules><remove name=\"Beta\" /></modules>"
             "</system.webServer></configuration>");
  write_file(folder.file("root/a.txt"), "in the root\n");
  ServerConfig with_application = config();
  with_application.sites[0].applications = {{"/", folder.file("root")},
                                            {"/app", folder.file("app")}};
  const TestServer other(with_application, environment());
  const Traced direct = run_traced(other, "/app/c.txt");
  EXPECT_THAT(direct.called_for("BeginRequest"), ElementsAre("Alpha"));
  const Traced rewritten = run_traced(other, "/a.txt", {{"X-Global-Alpha", "rewrite(/app/c.txt)"}});
  EXPECT_EQ(rewritten.reply.body, "in the application\n");
  EXPECT_THAT(rewritten.called_for("BeginRequest"), ElementsAre("Alpha"));
}

// --- the life of server and applications

Lines global_log(const ServerConfig& config, Environment environment) {
  const TempDir folder;
  environment.emplace_back("TRACER_LOG", folder.file("log"));
  TestServer server(config, environment);
  EXPECT_EQ(server.get("/missing").status, 404);
  server.stop();
  Lines kept;
  for (const std::string& line : lines_of(read_file(folder.file("log")))) {
    if (line.rfind("Alpha ", 0) == 0 || line.rfind("Beta ", 0) == 0) {
      kept.push_back(line);
    }
  }
  return kept;
}

const char* const kLife = "global=ApplicationStart,ApplicationStop,StopListening";

TEST_F(CGlobalModule, OnGlobalApplicationStart_ThenStopListening_ThenApplicationStop) {
  const Lines log = global_log(config_with_tracers({"Alpha"}), {{"TRACER_Alpha", kLife}});
  ASSERT_EQ(log.size(), 3U);
  EXPECT_EQ(log[0], "Alpha ApplicationStart /LM/W3SVC/1/ROOT");
  EXPECT_EQ(log[1], "Alpha StopListening gracefully");
  EXPECT_EQ(log[2], "Alpha ApplicationStop /LM/W3SVC/1/ROOT");
}

TEST_F(CGlobalModule, OnGlobalApplicationStart_OnceForEveryApplication) {
  const TempDir folder;
  ServerConfig config = config_with_tracers({"Alpha"});
  config.sites[0].applications = {{"/", folder.path()}, {"/app", folder.path()}};
  const Lines log = global_log(config, {{"TRACER_Alpha", "global=ApplicationStart"}});
  EXPECT_EQ(log.size(), 2U);
}

TEST(CGlobalModuleLife, HandledKeepsTheModulesBehindFromBeingCalled) {
  const Lines log = global_log(config_with_tracers({"Alpha", "Beta"}),
                               {{"TRACER_Alpha", "global=StopListening; handles=StopListening"},
                                {"TRACER_Beta", "global=StopListening"}});
  EXPECT_THAT(log, ElementsAre("Alpha StopListening gracefully"));
}

TEST(IHttpModuleRegistrationInfo, SetPriorityForGlobalNotification_OrdersThem) {
  const Lines log =
      global_log(config_with_tracers({"Alpha", "Beta"}),
                 {{"TRACER_Alpha", "global=StopListening; globalpriority=StopListening:LAST"},
                  {"TRACER_Beta", "global=StopListening"}});
  EXPECT_THAT(log, ElementsAre("Beta StopListening gracefully", "Alpha StopListening gracefully"));
}

}  // namespace
}  // namespace penstock::tests
