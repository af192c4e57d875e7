// Life of libraries, factories and module objects; what happens when they fail.
// Pages: PFN_REGISTERMODULE, IHttpModuleFactory, CHttpModule::Dispose, CGlobalModule::Terminate.
#include <signal.h>

#include "conformance/tracing.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

// A server with tracers whose lifetime log can be read, also after it stopped.
class Logged {
 public:
  explicit Logged(ServerConfig config, Environment environment = {})
      : server_(config, with_log(std::move(environment))) {}
  TestServer& server() { return server_; }
  Lines log() const { return lines_of(read_file(file())); }

 private:
  std::string file() const { return folder_.file("lifetime"); }
  Environment with_log(Environment environment) const {
    environment.emplace_back("TRACER_LOG", file());
    return environment;
  }

  TempDir folder_;
  TestServer server_;
};

// --- objects

class IHttpModuleFactory : public SharedServer<IHttpModuleFactory> {
 public:
  static ServerConfig config() { return config_with_tracers({"Alpha", "Beta"}); }
  static Environment environment() {
    return {{"TRACER_Beta", "events=LogRequest,ReadEntity; post=EndRequest"}};
  }
};

TEST_F(IHttpModuleFactory, GetHttpModule_IsCalledOnceARequestAndTheObjectDisposedOfOnce) {
  const Traced traced = run("/a.txt");
  const auto is = [](const char* wanted) {
    return [wanted](const std::string& entry) { return entry == wanted; };
  };
  for (const char* entry : {"Alpha.created", "Alpha.disposed", "Beta.created", "Beta.disposed"}) {
    EXPECT_EQ(std::count_if(traced.trace.begin(), traced.trace.end(), is(entry)), 1) << entry;
  }
}

TEST_F(IHttpModuleFactory, GetHttpModule_IsCalledAtTheFirstNotificationOfTheModule) {
  const Traced traced = run("/a.txt");
  const auto position = [&](const char* entry) {
    return std::find(traced.trace.begin(), traced.trace.end(), entry) - traced.trace.begin();
  };
  EXPECT_GT(position("Beta.created"), position("Alpha.PostUpdateRequestCache"));
  EXPECT_EQ(position("Beta.created") + 1, position("Beta.LogRequest"));
}

TEST_F(IHttpModuleFactory, GetHttpModule_CountsMatchDisposals) {
  const TestServer alone(config(), environment());
  RawClient client = alone.connect();
  for (int i = 0; i < 5; ++i) {
    client.get("/a.txt");
  }
  // The request that asks is one of Alpha's itself, and still lives.
  EXPECT_THAT(
      lines_of(client.get("/__counts").body),
      ElementsAre("Alpha.created=6", "Alpha.disposed=5", "Beta.created=5", "Beta.disposed=5"));
}

class CHttpModule : public IHttpModuleFactory {};

TEST_F(CHttpModule, Dispose_ComesAfterTheLastSendResponse) {
  const Lines trace = run("/a.txt").of("Alpha");
  EXPECT_EQ(trace.back(), "disposed");
}

TEST_F(CHttpModule, Dispose_ComesWhenTheClientIsGone) {
  const std::string id = next_trace_id();
  {
    RawClient client = server().connect();
    client.send_request("GET", "/", {{"X-Trace", id}, {"X-Alpha", "BeginRequest=hold"}});
    EXPECT_THAT(trace_when(server(), id, "Alpha.BeginRequest"), Not(IsEmpty()));
    client.abort();
  }
  server().get("/__release?" + id + "&indicate(continue)");
  EXPECT_THAT(trace_when(server(), id, "Alpha.disposed"), Contains("Alpha.PostEndRequest"));
}

// --- exceptions of a module

class ModuleFault : public SharedServer<ModuleFault> {
 public:
  static ServerConfig config() { return config_with_tracers({"Alpha"}); }
  static Environment environment() {
    return {{"TRACER_Alpha", "priority=AuthenticateRequest:FIRST"}};
  }

  static void expect_event(const std::string& notification, const std::string& what) {
    server().events().wait_for("Penstock", [&](const observe::EventRecord& event) {
      return event.event_id == 100 && event.strings.size() >= 4 && event.strings[0] == "Alpha" &&
             event.strings[1] == notification && event.strings[3] == what;
    });
  }
};

TEST_F(ModuleFault, AnExceptionGives500AndAnEventAndTheServerGoesOn) {
  for (const char* stage :
       {"BeginRequest", "AuthenticateRequest", "AuthorizeRequest", "ResolveRequestCache",
        "MapRequestHandler", "AcquireRequestState", "PreExecuteRequestHandler",
        "ExecuteRequestHandler", "ReleaseRequestState", "UpdateRequestCache", "LogRequest",
        "EndRequest", "SendResponse", "MapPath"}) {
    const std::string what = std::string("thrown in ") + stage;
    const Traced traced = run("/a.txt", {{"X-Alpha", std::string(stage) + "=throw(" + what + ")"}});
    EXPECT_EQ(traced.reply.status, 500) << stage;
    expect_event(stage, what);
    EXPECT_EQ(server().get("/a.txt").status, 200);
  }
}

TEST_F(ModuleFault, AnExceptionOfAnyTypeIsCaught) {
  EXPECT_EQ(run("/a.txt", {{"X-Alpha", "AuthorizeRequest=throw-number"}}).reply.status, 500);
  expect_event("AuthorizeRequest", "an exception that is no std::exception");
}

TEST_F(ModuleFault, AnExceptionInAPostNotification) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "PostAuthorizeRequest=throw(post)"}});
  EXPECT_EQ(traced.reply.status, 500);
  EXPECT_THAT(traced.called_for("LogRequest"), ElementsAre("Alpha"));
}

TEST_F(ModuleFault, AnExceptionInOnAsyncCompletion) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "BeginRequest=post(1); Async=throw(late)"}});
  EXPECT_EQ(traced.reply.status, 500);
  expect_event("OnAsyncCompletion", "late");
}

TEST_F(ModuleFault, AnExceptionInDisposeIsRecordedAndHarmsNobody) {
  EXPECT_EQ(server().get("/a.txt", {{"X-Alpha", "Dispose=throw"}}).status, 200);
  expect_event("Dispose", "scripted in Dispose");
  EXPECT_EQ(server().get("/a.txt").status, 200);
}

TEST_F(ModuleFault, AnExceptionAfterTheHeadWasSentEndsTheConnection) {
  RawClient client = server().connect();
  client.send_request("GET", "/a.txt",
                      {{"X-Alpha", "ExecuteRequestHandler=body(part)+flush+throw(too late)"}});
  EXPECT_EQ(client.read_head().status, 200);
  EXPECT_EQ(client.read_chunk(), "part");
  // No end of the body: the client can tell that it is not whole.
  client.wait_for_end();
  expect_event("ExecuteRequestHandler", "too late");
}

// --- factories that fail

void expect_factory_failure(const std::string& how, std::uint32_t event_id) {
  TestServer server(config_with_tracers({"Alpha"}), {{"TRACER_Alpha", "factory=" + how}});
  ASSERT_TRUE(server.running());
  server.write_site_file("a.txt", "a file");
  EXPECT_EQ(server.get("/a.txt").status, 500) << how;
  server.events().wait_for("Penstock", [&](const observe::EventRecord& event) {
    return event.event_id == event_id && !event.strings.empty() && event.strings[0] == "Alpha";
  });
  EXPECT_EQ(server.get("/a.txt").status, 500) << how;
}

TEST_F(IHttpModuleFactory, GetHttpModule_AFailureGives500AndAnEvent) {
  expect_factory_failure("fail", 101);
}

TEST_F(IHttpModuleFactory, GetHttpModule_ANullModuleGives500AndAnEvent) {
  expect_factory_failure("null", 101);
}

TEST_F(IHttpModuleFactory, GetHttpModule_AnExceptionGives500AndAnEvent) {
  expect_factory_failure("throw", 100);
}

TEST_F(IHttpModuleFactory, GetHttpModule_FailingInANestedNotificationFailsTheRequestToo) {
  for (const char* event : {"MapPath", "SendResponse"}) {
    TestServer server(config_with_tracers({"Alpha"}),
                      {{"TRACER_Alpha", std::string("factory=fail; post=; events=") + event}});
    ASSERT_TRUE(server.running());
    server.write_site_file("a.txt", "a file");
    EXPECT_EQ(server.get("/a.txt").status, 500) << event;
  }
}

// --- libraries

TEST(RegisterModule, LibraryLifeIsAttachRegisterTerminateDetach) {
  Logged logged(config_with_tracers({"Alpha", "Beta"}),
                {{"TRACER_Alpha", "global=PreBeginRequest"}});
  ASSERT_TRUE(logged.server().running());
  logged.server().get("/");
  logged.server().stop();
  EXPECT_THAT(logged.log(),
              ElementsAre("attach", "register Alpha for 10", "register Beta for 10",
                          "terminate Beta", "terminate Alpha", "terminate global Alpha", "detach"));
}

TEST(RegisterModule, AModuleThatIsNotInModulesIsLoadedAndNotCalled) {
  ServerConfig config = config_with_tracers({"Alpha", "Beta"});
  config.modules.back().enabled = false;
  const TestServer server(config);
  const Traced traced = run_traced(server, "/");
  EXPECT_THAT(traced.of("Alpha"), Not(IsEmpty()));
  EXPECT_THAT(traced.of("Beta"), IsEmpty());
}

TEST_F(IHttpModuleFactory, Terminate_AnExceptionDoesNotKeepTheServerFromStopping) {
  Logged logged(config_with_tracers({"Alpha", "Beta"}),
                {{"TRACER_Beta", "terminate=throw; global=PreBeginRequest"}});
  logged.server().stop();
  EXPECT_THAT(logged.log(), IsSupersetOf(Lines{"terminate Beta", "terminate global Beta",
                                               "terminate Alpha", "detach"}));
}

// One clear line that names file, line, module, library and reason; exit code 1.
void expect_refusal(const ServerConfig& config, const Environment& environment,
                    const std::string& reason) {
  const RunResult result = fail_to_start(config, environment);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("applicationHost.config:"));
  EXPECT_THAT(result.err, HasSubstr("\"Alpha\""));
  EXPECT_THAT(result.err, HasSubstr(reason));
  EXPECT_EQ(lines_of(result.err).size(), 1U) << result.err;
  EXPECT_EQ(result.out, "");
  expect_no_sanitizer_report(result.err);
}

TEST(RegisterModule, AFailureStopsTheStart) {
  expect_refusal(config_with_tracers({"Alpha"}), {{"TRACER_Alpha", "register=fail"}},
                 "RegisterModule failed with 0x80004005");
}

TEST(RegisterModule, AnExceptionStopsTheStart) {
  expect_refusal(config_with_tracers({"Alpha"}), {{"TRACER_Alpha", "register=throw"}},
                 "scripted in RegisterModule");
}

TEST(RegisterModule, ALibraryThatIsNotThereStopsTheStart) {
  ServerConfig config;
  config.add("Alpha", "/no/such/library.so");
  expect_refusal(config, {}, "/no/such/library.so");
}

TEST(RegisterModule, AFileThatIsNoLibraryStopsTheStart) {
  const TempDir folder;
  write_file(folder.file("alpha.so"), "no library at all");
  ServerConfig config;
  config.add("Alpha", folder.file("alpha.so"));
  expect_refusal(config, {}, folder.file("alpha.so"));
}

TEST(RegisterModule, ALibraryWithoutTheEntryPointStopsTheStart) {
  ServerConfig config;
  config.add("Alpha", EMPTY_MODULE);
  expect_refusal(config, {}, "exports no RegisterModule");
}

TEST(RegisterModule, DllMainMayRefuseTheLoad) {
  expect_refusal(config_with_tracers({"Alpha"}), {{"TRACER_REFUSE_ATTACH", "1"}}, "DllMain");
}

TEST(RegisterModule, AnEnabledModuleThatIsNotLoadedStopsTheStart) {
  ServerConfig config;
  config.web_server = "<modules><add name=\"Ghost\" /></modules>";
  const RunResult result = fail_to_start(config);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(lines_of(result.err).size(), 1U) << result.err;
}

}  // namespace
}  // namespace penstock::tests
