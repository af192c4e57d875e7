// The order in which a request's notifications reach a module, and several modules.
// Pages: CHttpModule class, CHttpModule::On* methods.
#include "conformance/tracing.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;
using testing::StartsWith;

// Only the notifications that are in every request's order, and the object's beginning and end.
Lines deterministic(const Lines& trace) {
  Lines kept;
  for (const std::string& entry : trace) {
    if (entry.rfind("SendResponse", 0) != 0 && entry.rfind("MapPath", 0) != 0) {
      kept.push_back(entry);
    }
  }
  return kept;
}

class CHttpModule : public SharedServer<CHttpModule> {
 public:
  static ServerConfig config() { return config_with_tracers({"Alpha", "Beta"}); }
  static Environment environment() {
    // A user before the tracers' AuthenticateRequest would end that stage before they are called.
    return {{"TRACER_Alpha", "priority=AuthenticateRequest:FIRST"},
            {"TRACER_Beta", "priority=AuthenticateRequest:HIGH"}};
  }
};

TEST_F(CHttpModule, TwelveNotificationsComeInOrderEachWithItsPostNotification) {
  Lines expected{"created"};
  for (const std::string& stage : kStages) {
    expected.push_back(stage);
    expected.push_back("Post" + stage);
  }
  expected.push_back("disposed");
  const Traced traced = run("/a.txt");
  EXPECT_EQ(traced.reply.status, 200);
  // A file was served: the static file module comes first in the handler's list.
  EXPECT_THAT(deterministic(traced.of("Alpha")), ElementsAreArray(expected));
}

TEST_F(CHttpModule, AllModulesOfANotificationComeBeforeItsPostNotifications) {
  const Traced traced = run("/a.txt");
  for (const std::string& stage : kStages) {
    EXPECT_THAT(traced.called_for(stage), ElementsAre("Alpha", "Beta")) << stage;
    EXPECT_THAT(traced.called_for("Post" + stage), ElementsAre("Alpha", "Beta")) << stage;
  }
  const auto position = [&](const char* entry) {
    return std::find(traced.trace.begin(), traced.trace.end(), entry);
  };
  EXPECT_LT(position("Beta.AuthorizeRequest"), position("Alpha.PostAuthorizeRequest"));
  EXPECT_LT(position("Beta.PostAuthorizeRequest"), position("Alpha.ResolveRequestCache"));
}

TEST_F(CHttpModule, OnPostEndRequestIsTheLastOfTheDeterministicOnes) {
  const Lines trace = deterministic(run("/a.txt").of("Alpha"));
  ASSERT_GE(trace.size(), 2U);
  EXPECT_EQ(trace[trace.size() - 2], "PostEndRequest");
}

TEST_F(CHttpModule, OnAuthenticateRequestIsPassedOverOnceAUserIsSet) {
  // The anonymous module comes last, but before modules behind it in the configuration.
  const TestServer other(config_with_tracers({"Late"}),
                         {{"TRACER_Late", "priority=AuthenticateRequest:LAST"}});
  const Traced traced = run_traced(other, "/");
  EXPECT_THAT(traced.called_for("AuthenticateRequest"), IsEmpty());
  EXPECT_THAT(traced.called_for("PostAuthenticateRequest"), ElementsAre("Late"));
}

// --- SendResponse

TEST_F(CHttpModule, OnSendResponse_ComesOnceAtTheEndOfABufferedResponse) {
  const Traced traced = run("/a.txt");
  EXPECT_THAT(traced.entries_of("SendResponse"),
              ElementsAre("Beta.SendResponse headers last ready-to-log",
                          "Alpha.SendResponse headers last ready-to-log"));
}

TEST_F(CHttpModule, OnSendResponse_ComesAfterEndRequestWhenNothingWasFlushed) {
  const Lines trace = run("/a.txt").of("Alpha");
  const auto end = std::find(trace.begin(), trace.end(), "PostEndRequest");
  EXPECT_THAT(Lines(end, trace.end()), Contains(StartsWith("SendResponse")));
}

TEST_F(CHttpModule, OnSendResponse_ComesOnEveryFlushAndAtTheEnd) {
  const Traced traced =
      run("/", {{"X-Alpha",
                 "ExecuteRequestHandler=body(one)+flush+body(two)+flush+body(three)+"
                 "finish"}});
  EXPECT_EQ(traced.reply.body, "onetwothree");
  EXPECT_THAT(traced.of("Alpha"), Contains("SendResponse headers more"));
  EXPECT_THAT(traced.called_for("SendResponse"),
              ElementsAre("Beta", "Alpha", "Beta", "Alpha", "Beta", "Alpha"));
}

TEST_F(CHttpModule, OnSendResponse_SeesHeadersOnTheFirstSendOnly) {
  const Traced traced =
      run("/", {{"X-Alpha", "ExecuteRequestHandler=body(one)+flush+body(two)+finish"}});
  EXPECT_THAT(traced.entries_of("SendResponse"),
              ElementsAre("Beta.SendResponse headers more", "Alpha.SendResponse headers more",
                          "Beta.SendResponse body last ready-to-log",
                          "Alpha.SendResponse body last ready-to-log"));
}

TEST_F(CHttpModule, OnSendResponse_ComesOnEveryWriteWithoutBuffering) {
  const Traced traced =
      run("/",
          {{"X-Alpha", "ExecuteRequestHandler=unbuffered+write-more(one)+write-more(two)+finish"}});
  EXPECT_EQ(traced.reply.body, "onetwo");
  EXPECT_THAT(traced.called_for("SendResponse"),
              ElementsAre("Beta", "Alpha", "Beta", "Alpha", "Beta", "Alpha"));
}

TEST_F(CHttpModule, OnSendResponse_ChangesAreWhatIsSent) {
  const Traced traced = run(
      "/a.txt", {{"X-Alpha", "SendResponse=clear+status(202)+header(X-Late:yes)+body(rewritten)"}});
  EXPECT_EQ(traced.reply.status, 202);
  EXPECT_EQ(traced.reply.header("X-Late"), "yes");
  EXPECT_EQ(traced.reply.body, "rewritten");
}

TEST_F(CHttpModule, OnSendResponse_FlushInsideDoesNotRecurse) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "SendResponse=body(more)+flush"}});
  EXPECT_EQ(traced.reply.body, "a file\nmore");
  EXPECT_THAT(traced.called_for("SendResponse"), ElementsAre("Beta", "Alpha"));
}

TEST_F(CHttpModule, OnSendResponse_FinishDoesNotKeepTheResponseBack) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "SendResponse=clear+body(instead)+finish"}});
  EXPECT_EQ(traced.reply.status, 200);
  EXPECT_EQ(traced.reply.body, "instead");
}

// --- MapPath

TEST_F(CHttpModule, OnMapPath_SeesUrlAndPath) {
  const Traced traced = run("/a.txt");
  const Lines entries = traced.entries_of("MapPath");
  ASSERT_FALSE(entries.empty());
  EXPECT_EQ(entries[0], "Alpha.MapPath /a.txt " + server().site_folder() + "/a.txt");
}

TEST_F(CHttpModule, OnMapPath_ChangesThePath) {
  server().write_site_file("other.txt", "the other file");
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "MapPath=set-path(" + server().site_folder() + "/other.txt)"}});
  EXPECT_EQ(traced.reply.body, "the other file");
}

TEST_F(CHttpModule, OnMapPath_ComesForTheContextsMapPath) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "BeginRequest=map(/sub/b.txt)"}});
  EXPECT_THAT(traced.of("Beta"),
              Contains("MapPath /sub/b.txt " + server().site_folder() + "/sub/b.txt"));
  EXPECT_THAT(traced.of("Alpha"),
              Contains("BeginRequest: mapped " + server().site_folder() + "/sub/b.txt"));
}

// --- ReadEntity

TEST_F(CHttpModule, OnReadEntity_SeesWhatIsRead) {
  const Traced traced =
      run("/", {{"X-Alpha", "ExecuteRequestHandler=read(100)+handled"}}, "POST", "some body");
  EXPECT_THAT(traced.entries_of("ReadEntity"), ElementsAre("Alpha.ReadEntity \"some body\" of 100",
                                                           "Beta.ReadEntity \"some body\" of 100"));
  EXPECT_THAT(traced.of("Alpha"), Contains("ExecuteRequestHandler: read \"some body\" 00000000"));
}

TEST_F(CHttpModule, OnReadEntity_ComesWithLengthZeroWhenThereIsNoBody) {
  const Traced traced = run("/", {{"X-Alpha", "ExecuteRequestHandler=read(100)+handled"}});
  EXPECT_THAT(traced.entries_of("ReadEntity"),
              ElementsAre("Alpha.ReadEntity \"\" of 100", "Beta.ReadEntity \"\" of 100"));
  // ERROR_HANDLE_EOF
  EXPECT_THAT(traced.of("Alpha"), Contains("ExecuteRequestHandler: read \"\" 80070026"));
}

TEST_F(CHttpModule, OnReadEntity_ReplacesWhatIsRead) {
  const Traced traced = run("/", {{"X-Alpha", "ExecuteRequestHandler=read(100)+handled"},
                                  {"X-Beta", "ReadEntity=set-entity(injected)"}});
  EXPECT_THAT(traced.of("Alpha"), Contains("ExecuteRequestHandler: read \"injected\" 00000000"));
}

// --- CustomNotification

TEST_F(CHttpModule, OnCustomRequestNotification_ReachesAllTheRaiserIncluded) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "AuthorizeRequest=custom(my-type)"},
                                       {"X-Beta", "Custom=error(80004005)"}});
  EXPECT_THAT(traced.entries_of("Custom"),
              ElementsAre("Alpha.Custom my-type", "Beta.Custom my-type"));
  EXPECT_THAT(traced.of("Alpha"), Contains("AuthorizeRequest: notified 00000000 80004005"));
}

}  // namespace
}  // namespace penstock::tests
