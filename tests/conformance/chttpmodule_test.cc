// Each notification method of CHttpModule: its place in the request, its provider, and what is
// known there. Pages: CHttpModule::On*. Rules that hold for all of them: order_test.cc,
// status_test.cc; OnSendResponse, OnMapPath, OnReadEntity, OnCustomRequestNotification:
// order_test.cc; OnAsyncCompletion: async_test.cc; Dispose: lifetime_test.cc.
#include "conformance/tracing.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

class CHttpModule : public SharedServer<CHttpModule> {
 public:
  static ServerConfig config() { return config_with_tracers({"Alpha", "Beta"}); }
  static Environment environment() {
    // A user before the tracers' AuthenticateRequest would end that stage before they are called.
    return {{"TRACER_Alpha", "priority=AuthenticateRequest:FIRST"},
            {"TRACER_Beta", "priority=AuthenticateRequest:HIGH"}};
  }

 protected:
  // What comes before the event in every request: a post-notification after its notification, a
  // notification after the post-notification before it.
  static std::string before(const std::string& event) {
    const std::string post = "Post";
    if (event.rfind(post, 0) == 0) {
      return event.substr(post.size());
    }
    const auto stage = std::find(kStages.begin(), kStages.end(), event);
    return stage == kStages.begin() ? "created" : post + *(stage - 1);
  }

  // Once for each of both modules, in their order, behind what comes before it; with a provider,
  // whose SetErrorStatus does not change the course of the request.
  static void expect_place_and_provider(const std::string& event) {
    const Traced traced = run("/a.txt", {{"X-Alpha", event + "=error(80004005)"}});
    EXPECT_EQ(traced.reply.body, "a file\n");
    EXPECT_THAT(traced.called_for(event), ElementsAre("Alpha", "Beta"));
    const Lines all = traced.of("Alpha");
    const auto found = std::find(all.begin(), all.end(), event);
    ASSERT_NE(found, all.end());
    EXPECT_EQ(*previous_of_order(all, found), before(event));
  }
  // The second module is not called; the end of the request comes all the same.
  static void expect_finish(const std::string& event) {
    const Traced traced = run("/a.txt", {{"X-Alpha", event + "=finish"}});
    EXPECT_THAT(traced.called_for(event), ElementsAre("Alpha"));
    EXPECT_THAT(traced.called_for("EndRequest"), Contains("Alpha"));
  }
  static void expect_pending(const std::string& event) {
    const Traced traced = run("/a.txt", {{"X-Alpha", event + "=thread-post(6)"}});
    EXPECT_EQ(traced.reply.body, "a file\n");
    EXPECT_THAT(traced.of("Alpha"), Contains("Async " + event + " 6 00000000"));
  }
  // What an action of the module (actions.h) notes in the event.
  static Lines noted(const std::string& event, const std::string& action) {
    return run("/a.txt", {{"X-Alpha", event + "=" + action}}).entries_of(event + ":");
  }

 private:
  // Without SendResponse and MapPath, which may come in between.
  static Lines::const_iterator previous_of_order(const Lines& all, Lines::const_iterator from) {
    do {
      --from;
    } while (from != all.begin() &&
             (from->rfind("SendResponse", 0) == 0 || from->rfind("MapPath", 0) == 0));
    return from;
  }
};

TEST_F(CHttpModule, OnBeginRequest_IsTheFirst) {
  expect_place_and_provider("BeginRequest");
  expect_finish("BeginRequest");
  expect_pending("BeginRequest");
}

TEST_F(CHttpModule, OnBeginRequest_MayChangeTheUrl) {
  server().write_site_file("b.txt", "b file\n");
  EXPECT_EQ(run("/a.txt", {{"X-Alpha", "BeginRequest=url(/b.txt)"}}).reply.body, "b file\n");
}

TEST_F(CHttpModule, OnPostBeginRequest_FollowsIt) {
  expect_place_and_provider("PostBeginRequest");
  expect_finish("PostBeginRequest");
  expect_pending("PostBeginRequest");
}

TEST_F(CHttpModule, OnAuthenticateRequest_ComesWhileThereIsNoUser) {
  expect_place_and_provider("AuthenticateRequest");
  EXPECT_THAT(noted("AuthenticateRequest", "user"),
              ElementsAre("Alpha.AuthenticateRequest: no user"));
  expect_finish("AuthenticateRequest");
  expect_pending("AuthenticateRequest");
}

TEST_F(CHttpModule, OnPostAuthenticateRequest_ComesWithTheUser) {
  expect_place_and_provider("PostAuthenticateRequest");
  EXPECT_THAT(noted("PostAuthenticateRequest", "user"),
              ElementsAre("Alpha.PostAuthenticateRequest: user"));
  expect_finish("PostAuthenticateRequest");
}

TEST_F(CHttpModule, OnAuthorizeRequest_MayRefuse) {
  expect_place_and_provider("AuthorizeRequest");
  const Traced traced = run("/a.txt", {{"X-Alpha", "AuthorizeRequest=status(403)+finish"}});
  EXPECT_EQ(traced.reply.status, 403);
  EXPECT_THAT(traced.called_for("ExecuteRequestHandler"), IsEmpty());
  expect_pending("AuthorizeRequest");
}

TEST_F(CHttpModule, OnPostAuthorizeRequest_FollowsIt) {
  expect_place_and_provider("PostAuthorizeRequest");
  expect_finish("PostAuthorizeRequest");
  expect_pending("PostAuthorizeRequest");
}

TEST_F(CHttpModule, OnResolveRequestCache_MayAnswerFromACache) {
  expect_place_and_provider("ResolveRequestCache");
  const Traced traced = run("/a.txt", {{"X-Alpha", "ResolveRequestCache=body(cached)+finish"}});
  EXPECT_EQ(traced.reply.body, "cached");
  EXPECT_THAT(traced.called_for("MapRequestHandler"), IsEmpty());
  expect_pending("ResolveRequestCache");
}

TEST_F(CHttpModule, OnPostResolveRequestCache_FollowsIt) {
  expect_place_and_provider("PostResolveRequestCache");
  expect_finish("PostResolveRequestCache");
  expect_pending("PostResolveRequestCache");
}

TEST_F(CHttpModule, OnMapRequestHandler_ComesBeforeTheServersChoice) {
  expect_place_and_provider("MapRequestHandler");
  EXPECT_THAT(noted("MapRequestHandler", "handler"),
              ElementsAre("Alpha.MapRequestHandler: no handler"));
  expect_finish("MapRequestHandler");
  expect_pending("MapRequestHandler");
}

TEST_F(CHttpModule, OnPostMapRequestHandler_ComesWithTheHandler) {
  expect_place_and_provider("PostMapRequestHandler");
  EXPECT_THAT(noted("PostMapRequestHandler", "handler"),
              ElementsAre("Alpha.PostMapRequestHandler: handler StaticFile"));
  expect_finish("PostMapRequestHandler");
}

TEST_F(CHttpModule, OnAcquireRequestState_FollowsTheChoiceOfTheHandler) {
  expect_place_and_provider("AcquireRequestState");
  expect_finish("AcquireRequestState");
  expect_pending("AcquireRequestState");
}

TEST_F(CHttpModule, OnPostAcquireRequestState_FollowsIt) {
  expect_place_and_provider("PostAcquireRequestState");
  expect_finish("PostAcquireRequestState");
  expect_pending("PostAcquireRequestState");
}

TEST_F(CHttpModule, OnPreExecuteRequestHandler_IsTheLastBeforeTheHandler) {
  expect_place_and_provider("PreExecuteRequestHandler");
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "PreExecuteRequestHandler=body(instead)+finish"}});
  EXPECT_EQ(traced.reply.body, "instead");
  expect_pending("PreExecuteRequestHandler");
}

TEST_F(CHttpModule, OnPostPreExecuteRequestHandler_FollowsIt) {
  expect_place_and_provider("PostPreExecuteRequestHandler");
  expect_finish("PostPreExecuteRequestHandler");
  expect_pending("PostPreExecuteRequestHandler");
}

TEST_F(CHttpModule, OnExecuteRequestHandler_AnswersTheRequest) {
  expect_place_and_provider("ExecuteRequestHandler");
  const Traced traced = run("/none", {{"X-Beta", "ExecuteRequestHandler=body(answer)+handled"}});
  EXPECT_EQ(traced.reply.status, 200);
  EXPECT_EQ(traced.reply.body, "answer");
  expect_pending("ExecuteRequestHandler");
}

TEST_F(CHttpModule, OnPostExecuteRequestHandler_SeesTheStatus) {
  expect_place_and_provider("PostExecuteRequestHandler");
  EXPECT_THAT(noted("PostExecuteRequestHandler", "tell-status"),
              ElementsAre("Alpha.PostExecuteRequestHandler: status 200"));
  expect_finish("PostExecuteRequestHandler");
}

TEST_F(CHttpModule, OnReleaseRequestState_FollowsTheHandler) {
  expect_place_and_provider("ReleaseRequestState");
  expect_finish("ReleaseRequestState");
  expect_pending("ReleaseRequestState");
}

TEST_F(CHttpModule, OnPostReleaseRequestState_FollowsIt) {
  expect_place_and_provider("PostReleaseRequestState");
  expect_finish("PostReleaseRequestState");
  expect_pending("PostReleaseRequestState");
}

TEST_F(CHttpModule, OnUpdateRequestCache_ComesBeforeTheResponseIsSent) {
  expect_place_and_provider("UpdateRequestCache");
  const Traced traced = run("/a.txt", {{"X-Alpha", "UpdateRequestCache=header(X-Cached:yes)"}});
  EXPECT_EQ(traced.reply.header("X-Cached"), "yes");
  expect_finish("UpdateRequestCache");
  expect_pending("UpdateRequestCache");
}

TEST_F(CHttpModule, OnPostUpdateRequestCache_FollowsIt) {
  expect_place_and_provider("PostUpdateRequestCache");
  expect_finish("PostUpdateRequestCache");
  expect_pending("PostUpdateRequestCache");
}

TEST_F(CHttpModule, OnLogRequest_ComesHoweverTheRequestWent) {
  expect_place_and_provider("LogRequest");
  const Traced finished = run("/a.txt", {{"X-Alpha", "BeginRequest=status(403)+finish"}});
  EXPECT_THAT(finished.called_for("LogRequest"), ElementsAre("Alpha", "Beta"));
  EXPECT_THAT(run("/missing").called_for("LogRequest"), ElementsAre("Alpha", "Beta"));
  expect_finish("LogRequest");
  expect_pending("LogRequest");
}

TEST_F(CHttpModule, OnLogRequest_SeesTheFinalStatus) {
  const Traced traced = run("/missing", {{"X-Alpha", "LogRequest=tell-status"}});
  EXPECT_THAT(traced.of("Alpha"), Contains("LogRequest: status 404"));
}

TEST_F(CHttpModule, OnPostLogRequest_FollowsIt) {
  expect_place_and_provider("PostLogRequest");
  expect_finish("PostLogRequest");
  expect_pending("PostLogRequest");
}

TEST_F(CHttpModule, OnEndRequest_ComesHoweverTheRequestWent) {
  expect_place_and_provider("EndRequest");
  for (const char* stage : {"BeginRequest", "ExecuteRequestHandler", "LogRequest"}) {
    const Traced traced = run("/a.txt", {{"X-Alpha", std::string(stage) + "=finish"}});
    EXPECT_THAT(traced.called_for("EndRequest"), ElementsAre("Alpha", "Beta")) << stage;
  }
  expect_pending("EndRequest");
}

TEST_F(CHttpModule, OnPostEndRequest_IsTheLastOfTheOrder) {
  expect_place_and_provider("PostEndRequest");
  const Lines trace = run("/a.txt").of("Alpha");
  const auto end = std::find(trace.begin(), trace.end(), "PostEndRequest");
  for (const std::string& stage : kStages) {
    EXPECT_THAT(Lines(end + 1, trace.end()), Not(Contains(stage)));
  }
  expect_pending("PostEndRequest");
}

}  // namespace
}  // namespace penstock::tests
