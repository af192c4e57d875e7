// IHttpContext::GetNextNotification (its page): a module may run its next notification itself, if
// nobody else's and no work of the server lies in between.
#include "conformance/tracing.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

class IHttpContext : public SharedServer<IHttpContext> {
 public:
  // Without the built-in module that would come first at LogRequest.
  static ServerConfig config() {
    return config_with_tracers({"Alpha", "Beta", "Control"}).remove("HttpLoggingModule");
  }
  static Environment environment() {
    return {{"TRACER_Alpha",
             "events=AuthorizeRequest,ResolveRequestCache,MapRequestHandler,Custom;"
             " post=AuthorizeRequest,MapRequestHandler"},
            {"TRACER_Beta", "events=ResolveRequestCache,LogRequest,EndRequest; post=LogRequest"},
            {"TRACER_Control", "events=BeginRequest; post="}};
  }
};

TEST_F(IHttpContext, GetNextNotification_HandsTheFollowingCallbackOver) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "AuthorizeRequest=next"}});
  EXPECT_EQ(traced.reply.status, 200);
  EXPECT_THAT(traced.of("Alpha"), Contains("AuthorizeRequest: next PostAuthorizeRequest"));
  EXPECT_THAT(traced.called_for("PostAuthorizeRequest"), IsEmpty());
  EXPECT_THAT(traced.called_for("ResolveRequestCache"), ElementsAre("Alpha", "Beta"));
}

TEST_F(IHttpContext, GetNextNotification_AsOftenAsItIsTheSameModules) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "AuthorizeRequest=next+next+next"}});
  EXPECT_THAT(traced.of("Alpha"), Contains("AuthorizeRequest: next ResolveRequestCache"));
  EXPECT_THAT(traced.of("Alpha"), Contains("AuthorizeRequest: no next"));  // Beta's comes first
  EXPECT_THAT(traced.called_for("ResolveRequestCache"), ElementsAre("Beta"));
}

TEST_F(IHttpContext, GetNextNotification_NotBeyondTheServersOwnWork) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "MapRequestHandler=next"}});
  EXPECT_EQ(traced.reply.body, "a file\n");
  EXPECT_THAT(traced.of("Alpha"), Contains("MapRequestHandler: no next"));
  EXPECT_THAT(traced.called_for("PostMapRequestHandler"), ElementsAre("Alpha"));
}

TEST_F(IHttpContext, GetNextNotification_OfTheStatusThatWillBeReturned) {
  const Traced traced =
      run("/a.txt", {{"X-Beta", "ResolveRequestCache=next(pending)+next(finish)+next"}});
  EXPECT_THAT(traced.of("Beta"), Contains("ResolveRequestCache: no next"));
  EXPECT_THAT(traced.of("Beta"), Contains("ResolveRequestCache: next LogRequest"));
  EXPECT_THAT(traced.of("Beta"), Contains("ResolveRequestCache: next PostLogRequest"));
  EXPECT_THAT(traced.called_for("MapRequestHandler"), IsEmpty());
  EXPECT_THAT(traced.called_for("EndRequest"), ElementsAre("Beta"));
}

// What follows PENDING is the completion of the notification that the module has come to.
TEST_F(IHttpContext, GetNextNotification_ThenPendingIsCompletedForTheMergedOne) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "AuthorizeRequest=next+post(3)+pending; Async=next"}});
  EXPECT_EQ(traced.reply.status, 200);
  EXPECT_THAT(traced.of("Alpha"), Contains("Async PostAuthorizeRequest 3 00000000"));
  EXPECT_THAT(traced.of("Alpha"), Contains("Async: next ResolveRequestCache"));
  EXPECT_THAT(traced.called_for("ResolveRequestCache"), ElementsAre("Beta"));
}

TEST_F(IHttpContext, GetNextNotification_NoneInsideANestedNotification) {
  const Traced traced =
      run("/a.txt", {{"X-Alpha", "AuthorizeRequest=custom(my-type); Custom=next"}});
  EXPECT_THAT(traced.of("Alpha"), Contains("Custom: no next"));
  EXPECT_THAT(traced.called_for("PostAuthorizeRequest"), ElementsAre("Alpha"));
}

TEST_F(IHttpContext, GetNextNotification_AFollowingThrowFinishesTheRequest) {
  const Traced traced = run("/a.txt", {{"X-Alpha", "AuthorizeRequest=next+throw"}});
  EXPECT_EQ(traced.reply.status, 500);
  EXPECT_THAT(traced.called_for("MapRequestHandler"), IsEmpty());
  EXPECT_THAT(traced.called_for("EndRequest"), Not(IsEmpty()));
}

}  // namespace
}  // namespace penstock::tests
