// What each status that a notification returns does to the request.
// Pages: REQUEST_NOTIFICATION_STATUS, IHttpContext::DisableNotifications, SetRequestHandled,
// IHttpEventProvider::SetErrorStatus.
#include "conformance/tracing.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;
using testing::Not;

const Lines kBeforeLog(kStages.begin(), kStages.end() - 2);
const Lines kEnd = {"LogRequest", "PostLogRequest", "EndRequest", "PostEndRequest"};

class RequestNotificationStatus : public SharedServer<RequestNotificationStatus> {
 public:
  static ServerConfig config() { return config_with_tracers({"Alpha", "Beta"}); }
  static Environment environment() {
    return {{"TRACER_Alpha", "priority=AuthenticateRequest:FIRST"},
            {"TRACER_Beta", "priority=AuthenticateRequest:HIGH"}};
  }
  // Deterministic notifications of an instance, from the one given on.
  static Lines from(const Traced& traced, const std::string& instance, const std::string& event) {
    Lines kept;
    for (const std::string& entry : traced.of(instance)) {
      const bool nested = entry.rfind("SendResponse", 0) == 0 || entry.rfind("MapPath", 0) == 0;
      if (!nested && entry != "disposed" && (entry == event || !kept.empty())) {
        kept.push_back(entry);
      }
    }
    return kept;
  }
};

TEST_F(RequestNotificationStatus, FinishSkipsTheOtherModulesAndAllUpToLogRequest) {
  for (const std::string& stage : kBeforeLog) {
    const Traced traced = run("/a.txt", {{"X-Alpha", stage + "=status(403)+finish"}});
    EXPECT_EQ(traced.reply.status, 403) << stage;
    Lines expected{stage};
    expected.insert(expected.end(), kEnd.begin(), kEnd.end());
    EXPECT_THAT(from(traced, "Alpha", stage), ElementsAreArray(expected)) << stage;
    EXPECT_THAT(traced.called_for(stage), ElementsAre("Alpha")) << stage;
    EXPECT_THAT(from(traced, "Beta", "LogRequest"), ElementsAreArray(kEnd)) << stage;
  }
}

TEST_F(RequestNotificationStatus, FinishFromAPostNotificationSkipsAllUpToLogRequest) {
  for (const std::string& stage : kBeforeLog) {
    const std::string post = "Post" + stage;
    const Traced traced = run("/a.txt", {{"X-Alpha", post + "=status(403)+finish"}});
    EXPECT_EQ(traced.reply.status, 403) << stage;
    Lines expected{post};
    expected.insert(expected.end(), kEnd.begin(), kEnd.end());
    EXPECT_THAT(from(traced, "Alpha", post), ElementsAreArray(expected)) << stage;
    EXPECT_THAT(traced.called_for(post), ElementsAre("Alpha")) << stage;
  }
}

TEST_F(RequestNotificationStatus, FinishInLogRequestLeavesEndRequest) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "LogRequest=finish"}});
  EXPECT_EQ(traced.reply.status, 200);
  EXPECT_THAT(from(traced, "Alpha", "LogRequest"),
              ElementsAre("LogRequest", "EndRequest", "PostEndRequest"));
  EXPECT_THAT(traced.called_for("LogRequest"), ElementsAre("Alpha"));
}

TEST_F(RequestNotificationStatus, FinishInEndRequestIsTheEnd) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "EndRequest=finish"}});
  EXPECT_EQ(traced.reply.status, 200);
  EXPECT_THAT(from(traced, "Alpha", "EndRequest"), ElementsAre("EndRequest"));
  EXPECT_THAT(traced.called_for("EndRequest"), ElementsAre("Alpha"));
}

TEST_F(RequestNotificationStatus, FinishStillSendsTheResponseWithItsNotification) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "BeginRequest=status(401)+body(no)+finish"}});
  EXPECT_EQ(traced.reply.status, 401);
  EXPECT_EQ(traced.reply.body, "no");
  EXPECT_THAT(traced.called_for("SendResponse"), ElementsAre("Beta", "Alpha"));
}

TEST_F(RequestNotificationStatus, FinishFromMapPathFinishesTheRequest) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "MapPath=body(mapped)+finish"}});
  EXPECT_EQ(traced.reply.body, "mapped");
  EXPECT_THAT(traced.called_for("ExecuteRequestHandler"), IsEmpty());
  EXPECT_THAT(from(traced, "Beta", "LogRequest"), ElementsAreArray(kEnd));
}

TEST_F(RequestNotificationStatus, FinishFromReadEntityDoesNotStopTheRead) {
  const Traced traced =
      run("/", {{"X-Alpha", "ExecuteRequestHandler=read(9)+handled; ReadEntity=finish"}}, "POST",
          "abc");
  EXPECT_THAT(traced.of("Alpha"), Contains("ExecuteRequestHandler: read \"abc\" 00000000"));
}

TEST_F(RequestNotificationStatus, FinishAfterAFlushEndsTheBody) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "BeginRequest=body(one)+flush+body(two)+finish"}});
  EXPECT_EQ(traced.reply.status, 200);
  EXPECT_EQ(traced.reply.body, "onetwo");
  EXPECT_THAT(traced.called_for("AuthorizeRequest"), IsEmpty());
}

// --- SetErrorStatus

class IHttpEventProvider : public RequestNotificationStatus {};

TEST_F(IHttpEventProvider, SetErrorStatus_AloneChangesNothing) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "AuthorizeRequest=error(80070005)"}});
  EXPECT_EQ(traced.reply.status, 200);
  EXPECT_EQ(traced.reply.body, "a file\n");
}

TEST_F(IHttpEventProvider, SetErrorStatus_AndFinishWithoutAStatusGives500) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "AuthorizeRequest=error(80004005)+finish"}});
  EXPECT_EQ(traced.reply.status, 500);
}

TEST_F(IHttpEventProvider, SetErrorStatus_LeavesAStatusThatIsSet) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "AuthorizeRequest=status(418)+error(80004005)+finish"}});
  EXPECT_EQ(traced.reply.status, 418);
}

// --- SetRequestHandled

class IHttpContext : public RequestNotificationStatus {};

TEST_F(IHttpContext, SetRequestHandled_StopsTheRemainingHandlers) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "ExecuteRequestHandler=body(mine)+handled"}});
  EXPECT_EQ(traced.reply.body, "mine");
  EXPECT_THAT(traced.called_for("ExecuteRequestHandler"), ElementsAre("Alpha"));
  EXPECT_THAT(traced.called_for("PostExecuteRequestHandler"), ElementsAre("Alpha", "Beta"));
}

TEST_F(IHttpContext, SetRequestHandled_BeforeTheHandlersKeepsThemFromRunning) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "BeginRequest=body(early)+handled"}});
  EXPECT_EQ(traced.reply.body, "early");
  EXPECT_THAT(traced.called_for("ExecuteRequestHandler"), IsEmpty());
  EXPECT_THAT(traced.called_for("ReleaseRequestState"), ElementsAre("Alpha", "Beta"));
}

TEST_F(RequestNotificationStatus, NobodyHandlesARequestForNothing) {
  EXPECT_EQ(run("/missing.txt").reply.status, 404);
}

// --- DisableNotifications

TEST_F(IHttpContext, DisableNotifications_IsForTheCallingModule) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "BeginRequest=disable(AuthorizeRequest,EndRequest)"}});
  EXPECT_THAT(traced.called_for("AuthorizeRequest"), ElementsAre("Beta"));
  EXPECT_THAT(traced.called_for("EndRequest"), ElementsAre("Beta"));
  EXPECT_THAT(traced.called_for("PostAuthorizeRequest"), ElementsAre("Alpha", "Beta"));
}

TEST_F(IHttpContext, DisableNotifications_OfPostEvents) {
  const Traced traced = run("/a.txt", {{"X-Beta", "BeginRequest=disable-post(AuthorizeRequest)"}});
  EXPECT_THAT(traced.called_for("AuthorizeRequest"), ElementsAre("Alpha", "Beta"));
  EXPECT_THAT(traced.called_for("PostAuthorizeRequest"), ElementsAre("Alpha"));
}

TEST_F(IHttpContext, DisableNotifications_DoesNotReachThoseOutOfOrder) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "BeginRequest=disable(SendResponse,MapPath,ReadEntity,Custom)"},
                     {"X-Beta", "PostBeginRequest=map(/x)+custom(t)+read(9)"}});
  EXPECT_THAT(traced.called_for("SendResponse"), ElementsAre("Beta", "Alpha"));
  EXPECT_THAT(traced.called_for("Custom"), ElementsAre("Alpha", "Beta"));
  EXPECT_THAT(traced.called_for("ReadEntity"), ElementsAre("Alpha", "Beta"));
  EXPECT_THAT(traced.called_for("MapPath"), Contains("Alpha"));
}

TEST_F(IHttpContext, DisableNotifications_EndsWithTheRequest) {
  run("/a.txt", {{"X-Alpha", "BeginRequest=disable(all)"}});
  const Traced next = run("/a.txt");
  EXPECT_THAT(next.called_for("AuthorizeRequest"), ElementsAre("Alpha", "Beta"));
}

// --- GetIsLastNotification (page: TRUE while notifications are left)

TEST_F(IHttpContext, GetIsLastNotification_TellsOfWhatIsLeft) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "BeginRequest=last"}, {"X-Beta", "PostEndRequest=last"}});
  EXPECT_THAT(traced.of("Alpha"), Contains("BeginRequest: more to come"));
  EXPECT_THAT(traced.of("Beta"), Contains("PostEndRequest: nothing to come"));
}

// Page: what a status would bypass is not to come.
TEST_F(IHttpContext, GetIsLastNotification_DependsOnTheStatus) {
  ServerConfig alone = config_with_tracers({"Alpha"});
  alone.remove("HttpLoggingModule");
  const TestServer other(alone, {{"TRACER_Alpha", "events=BeginRequest,AuthorizeRequest; post="}});
  const Traced traced =
      run_traced(other, "/a.txt", {{"X-Alpha", "BeginRequest=last(continue)+last(finish)"}});
  EXPECT_THAT(traced.of("Alpha"),
              ElementsAre("created", "BeginRequest", "BeginRequest: more to come",
                          "BeginRequest: nothing to come", "AuthorizeRequest", "disposed"));
}

}  // namespace
}  // namespace penstock::tests
