// PENDING and what ends it: PostCompletion, IndicateCompletion, OnAsyncCompletion.
// Pages: IHttpContext::PostCompletion, IndicateCompletion, CHttpModule::OnAsyncCompletion,
// IHttpCompletionInfo.
#include <thread>

#include "conformance/tracing.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

class IHttpContext : public SharedServer<IHttpContext> {
 public:
  static ServerConfig config() { return config_with_tracers({"Alpha", "Beta"}); }
  static Environment environment() {
    return {{"TRACER_Alpha", "priority=AuthenticateRequest:FIRST"},
            {"TRACER_Beta", "priority=AuthenticateRequest:HIGH"}};
  }
};

// A request that a tracer holds in one of its notifications, on a connection of its own.
class HeldRequest {
 public:
  HeldRequest(const TestServer& server, const std::string& script)
      : server_(server), id_(next_trace_id()), client_(server.connect()) {
    client_.send_request("GET", "/a.txt", {{"X-Trace", id_}, {"X-Alpha", script}});
  }
  // Completes it from another request's thread; waits for it to be held first.
  void release(const std::string& how) { server_.get("/__release?" + id_ + "&" + how); }
  // Another request on the same connection.
  void send_next(const std::string& script) {
    EXPECT_EQ(client_.read_reply().status, 200);
    id_ = next_trace_id();
    client_.send_request("GET", "/a.txt", {{"X-Trace", id_}, {"X-Alpha", script}});
    trace_when(server_, id_, "Alpha.");
  }
  const std::string& id() const { return id_; }
  Traced finish() {
    Traced traced;
    traced.reply = client_.read_reply();
    traced.trace = lines_of(client_.get("/__trace?" + id_).body);
    return traced;
  }

 private:
  const TestServer& server_;
  std::string id_;
  RawClient client_;
};

// --- PostCompletion

void expect_dropped(EventReader& events, const std::string& module, const std::string& why) {
  events.wait_for("Penstock", [&](const observe::EventRecord& event) {
    return event.event_id == 102 && event.strings[0] == module &&
           event.strings[1].find(why) != std::string::npos;
  });
}

TEST_F(IHttpContext, PostCompletion_BeforeTheReturnOfPendingInEveryNotification) {
  for (const std::string& stage : kStages) {
    for (const std::string prefix : {"", "Post"}) {
      const std::string event = prefix + stage;
      const Traced traced = run("/a.txt", {{"X-Alpha", event + "=post(7)"}});
      EXPECT_EQ(traced.reply.body, "a file\n") << event;
      EXPECT_THAT(traced.entries_of("Async"), ElementsAre("Alpha.Async " + event + " 7 00000000"));
      EXPECT_THAT(traced.called_for(event), ElementsAre("Alpha", "Beta"));
    }
  }
}

TEST_F(IHttpContext, PostCompletion_FromAThreadOfTheModule) {
  for (int i = 0; i < 50; ++i) {
    const Traced traced = run("/a.txt", {{"X-Alpha", "BeginRequest=thread-post(3)"}});
    EXPECT_EQ(traced.reply.body, "a file\n");
    EXPECT_THAT(traced.entries_of("Async"), ElementsAre("Alpha.Async BeginRequest 3 00000000"));
  }
}

TEST_F(IHttpContext, PostCompletion_AfterPendingWasReturned) {
  HeldRequest held(server(), "AuthorizeRequest=hold");
  held.release("post(12)");
  const Traced traced = held.finish();
  EXPECT_EQ(traced.reply.body, "a file\n");
  EXPECT_THAT(traced.entries_of("Async"), ElementsAre("Alpha.Async AuthorizeRequest 12 00000000"));
}

TEST_F(IHttpContext, PostCompletion_ZeroBytes) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "BeginRequest=post(0)"}});
  EXPECT_THAT(traced.entries_of("Async"), ElementsAre("Alpha.Async BeginRequest 0 00000000"));
}

TEST_F(IHttpContext, PostCompletion_ASecondOneIsRefusedAndHarmless) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "BeginRequest=post(1)+post(2)"}});
  EXPECT_EQ(traced.reply.status, 200);
  EXPECT_THAT(traced.entries_of("Async"), ElementsAre("Alpha.Async BeginRequest 1 00000000"));
  // ERROR_INVALID_STATE
  EXPECT_THAT(traced.of("Alpha"), Contains("BeginRequest: post failed 8007139f"));
}

TEST_F(IHttpContext, PostCompletion_TwiceFromThreadsIsHarmless) {
  for (int i = 0; i < 50; ++i) {
    const Traced traced =
        run("/a.txt", {{"X-Alpha", "BeginRequest=thread-post(1)+thread-post(1)"}});
    EXPECT_EQ(traced.reply.body, "a file\n");
    EXPECT_THAT(traced.entries_of("Async"), ElementsAre("Alpha.Async BeginRequest 1 00000000"));
  }
}

TEST_F(IHttpContext, PostCompletion_OneThatNobodyWaitsForIsReported) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "BeginRequest=post(1)+continue"}});
  EXPECT_EQ(traced.reply.status, 200);
  EXPECT_THAT(traced.entries_of("Async"), IsEmpty());
  expect_dropped(server().events(), "Alpha", "had not left its request pending");
}

// The request it was for has ended, and another one waits on the same connection.
TEST_F(IHttpContext, PostCompletion_TooLateIsRefusedAndReported) {
  HeldRequest held(server(), "BeginRequest=hold");
  held.release("post(1)");
  const std::string first = held.id();
  held.send_next("AuthorizeRequest=hold");
  EXPECT_EQ(server().get("/__late?" + first + "&post(9)").body, "refused");
  expect_dropped(server().events(), "Alpha", "after its request had ended");
  held.release("post(2)");
  const Traced traced = held.finish();
  EXPECT_EQ(traced.reply.body, "a file\n");
  EXPECT_THAT(traced.entries_of("Async"), ElementsAre("Alpha.Async AuthorizeRequest 2 00000000"));
}

TEST_F(IHttpContext, IndicateCompletion_TooLateIsHarmless) {
  HeldRequest held(server(), "BeginRequest=hold");
  held.release("indicate(continue)");
  const std::string first = held.id();
  held.send_next("AuthorizeRequest=hold");
  server().get("/__late?" + first + "&indicate(finish)");
  held.release("post(2)");
  EXPECT_EQ(held.finish().reply.body, "a file\n");
}

// --- OnAsyncCompletion

class CHttpModule : public IHttpContext {};

TEST_F(CHttpModule, OnAsyncCompletion_ItsStatusStandsForTheNotifications) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "AuthorizeRequest=post(1); Async=status(403)+finish"}});
  EXPECT_EQ(traced.reply.status, 403);
  EXPECT_THAT(traced.called_for("AuthorizeRequest"), ElementsAre("Alpha"));
  EXPECT_THAT(traced.called_for("LogRequest"), ElementsAre("Alpha", "Beta"));
}

TEST_F(CHttpModule, OnAsyncCompletion_MayBePendingAgain) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "BeginRequest=post(1); Async=post(2)>post(3)>continue"}});
  EXPECT_EQ(traced.reply.status, 200);
  EXPECT_THAT(traced.entries_of("Async"), ElementsAre("Alpha.Async BeginRequest 1 00000000",
                                                      "Alpha.Async BeginRequest 2 00000000",
                                                      "Alpha.Async BeginRequest 3 00000000"));
}

TEST_F(CHttpModule, OnAsyncCompletion_OnlyOfTheModuleThatIsPending) {
  const Traced traced = run("/a.txt", {{"X-Beta", "BeginRequest=post(1)"}});
  EXPECT_THAT(traced.entries_of("Async"), ElementsAre("Beta.Async BeginRequest 1 00000000"));
}

TEST_F(CHttpModule, OnAsyncCompletion_InNestedNotifications) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "SendResponse=post(5)"}, {"X-Beta", "MapPath=post(6)"}});
  EXPECT_EQ(traced.reply.body, "a file\n");
  EXPECT_THAT(traced.of("Alpha"), Contains("Async SendResponse 5 00000000"));
  EXPECT_THAT(traced.of("Beta"), Contains("Async MapPath 6 00000000"));
}

TEST_F(CHttpModule, OnAsyncCompletion_InReadEntityAndCustomNotification) {
  const Traced traced = run("/",
                            {{"X-Alpha", "ExecuteRequestHandler=read(9)+custom(t)+body(x)+handled"},
                             {"X-Beta", "ReadEntity=post(4); Custom=thread-post(5)"}},
                            "POST", "abc");
  EXPECT_EQ(traced.reply.body, "x");
  EXPECT_THAT(traced.of("Alpha"), Contains("ExecuteRequestHandler: read \"abc\" 00000000"));
  EXPECT_THAT(traced.of("Beta"), Contains("Async ReadEntity 4 00000000"));
  EXPECT_THAT(traced.of("Beta"), Contains("Async Custom 5 00000000"));
}

TEST_F(CHttpModule, OnAsyncCompletion_InNestedNotificationsFromAThread) {
  for (int i = 0; i < 20; ++i) {
    const Traced traced = run("/a.txt", {{"X-Alpha", "SendResponse=thread-post(5)"}});
    EXPECT_EQ(traced.reply.body, "a file\n");
    EXPECT_THAT(traced.of("Alpha"), Contains("Async SendResponse 5 00000000"));
  }
}

// --- IndicateCompletion

TEST_F(IHttpContext, IndicateCompletion_GoesOnWithoutOnAsyncCompletion) {
  for (const std::string& stage : kStages) {
    const Traced traced = run("/a.txt", {{"X-Alpha", std::string(stage) + "=indicate(continue)"}});
    EXPECT_EQ(traced.reply.body, "a file\n") << stage;
    EXPECT_THAT(traced.entries_of("Async"), IsEmpty());
    EXPECT_THAT(traced.called_for(stage), ElementsAre("Alpha", "Beta"));
  }
}

TEST_F(IHttpContext, IndicateCompletion_FinishesTheRequest) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "AuthorizeRequest=status(410)+indicate(finish)"}});
  EXPECT_EQ(traced.reply.status, 410);
  EXPECT_THAT(traced.called_for("AuthorizeRequest"), ElementsAre("Alpha"));
}

TEST_F(IHttpContext, IndicateCompletion_PendingCallsOnAsyncCompletion) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "BeginRequest=indicate(pending)"}});
  EXPECT_EQ(traced.reply.status, 200);
  EXPECT_THAT(traced.entries_of("Async"), ElementsAre("Alpha.Async BeginRequest 0 00000000"));
}

TEST_F(IHttpContext, IndicateCompletion_FromAThreadOfTheModule) {
  for (int i = 0; i < 50; ++i) {
    const Traced traced = run("/a.txt", {{"X-Alpha", "BeginRequest=thread-indicate(continue)"}});
    EXPECT_EQ(traced.reply.body, "a file\n");
    EXPECT_THAT(traced.entries_of("Async"), IsEmpty());
  }
}

TEST_F(IHttpContext, IndicateCompletion_FromAnotherRequestsCallback) {
  HeldRequest held(server(), "AuthorizeRequest=hold");
  held.release("indicate(finish)");
  const Traced traced = held.finish();
  EXPECT_EQ(traced.reply.status, 200);
  EXPECT_THAT(traced.called_for("AuthorizeRequest"), ElementsAre("Alpha"));
  EXPECT_THAT(traced.called_for("EndRequest"), ElementsAre("Alpha", "Beta"));
}

TEST_F(IHttpContext, IndicateCompletion_InsideOnAsyncCompletion) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "BeginRequest=post(1); Async=indicate(continue)"}});
  EXPECT_EQ(traced.reply.body, "a file\n");
  EXPECT_THAT(traced.entries_of("Async"), ElementsAre("Alpha.Async BeginRequest 1 00000000"));
}

TEST_F(IHttpContext, IndicateCompletion_TwiceIsHarmless) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "BeginRequest=indicate(continue)+indicate(finish)"}});
  EXPECT_EQ(traced.reply.body, "a file\n");
}

// --- what waits

TEST_F(IHttpContext, Pending_RequestsDoNotKeepOthersFromRunning) {
  std::vector<HeldRequest> held;
  for (int i = 0; i < 20; ++i) {
    held.emplace_back(server(), "BeginRequest=hold");
  }
  EXPECT_EQ(server().get("/a.txt").body, "a file\n");
  for (HeldRequest& one : held) {
    one.release("post(1)");
    EXPECT_EQ(one.finish().reply.body, "a file\n");
  }
}

TEST_F(IHttpContext, Pending_ConnectionServesTheNextRequestAfterwards) {
  RawClient client = server().connect();
  const std::string pipelined =
      "GET /a.txt HTTP/1.1\r\nHost: x\r\nX-Alpha: BeginRequest=thread-post(1)\r\n\r\n"
      "GET /a.txt HTTP/1.1\r\nHost: x\r\n\r\n";
  client.send(pipelined);
  EXPECT_EQ(client.read_reply().body, "a file\n");
  EXPECT_EQ(client.read_reply().body, "a file\n");
}

// The module's thread executes the rest, and must wait for a client that does not read yet.
TEST_F(IHttpContext, IndicateCompletion_FromAThreadWithALargeResponse) {
  const std::string large(32 * 1024 * 1024, 'b');
  server().write_site_file("large.bin", large);
  RawClient client(server().port(), "127.0.0.1", 16 * 1024);
  client.send_request("GET", "/large.bin",
                      {{"X-Alpha", "AuthorizeRequest=thread-indicate(continue)"}});
  EXPECT_EQ(server().get("/a.txt").body, "a file\n");
  EXPECT_EQ(client.read_reply().body, large);
  EXPECT_EQ(client.get("/a.txt").body, "a file\n");
}

TEST_F(IHttpContext, Pending_RequestsOfClientsThatLeaveEndToo) {
  const TestServer alone(config_with_tracers({"Alpha"}));
  constexpr int kLeaving = 100;
  for (int i = 0; i < kLeaving; ++i) {
    const std::string how = i % 2 == 0 ? "thread-post(1)" : "thread-indicate(continue)";
    RawClient client = alone.connect();
    client.send_request("GET", "/missing",
                        {{"X-Alpha", "BeginRequest=" + how + "; SendResponse=" + how},
                         {"X-Trace", "leaving" + std::to_string(i)}});
    i % 3 == 0 ? client.abort() : client.close();
  }
  EXPECT_EQ(alone.get("/missing").status, 404);
}

TEST_F(IHttpContext, Pending_ManyAtOnceFromThreads) {
  constexpr int kClients = 8;
  constexpr int kRequests = 40;
  std::vector<std::thread> threads;
  for (int i = 0; i < kClients; ++i) {
    threads.emplace_back([&, i] {
      RawClient client = server().connect();
      const std::string how = i % 2 == 0 ? "thread-post(1)" : "thread-indicate(continue)";
      for (int n = 0; n < kRequests; ++n) {
        const Reply reply =
            client.get("/a.txt", {{"X-Alpha", "BeginRequest=" + how + "; EndRequest=" + how},
                                  {"X-Beta", "AuthorizeRequest=" + how + "; SendResponse=" + how}});
        ASSERT_EQ(reply.body, "a file\n");
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
}

}  // namespace
}  // namespace penstock::tests
