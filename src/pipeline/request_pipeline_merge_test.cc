// Merging: a module that runs its next notification itself. Page:
// IHttpContext::GetNextNotification.
#include <gtest/gtest.h>

#include "pipeline/fake_host.h"
#include "pipeline/request_pipeline.h"

namespace penstock::pipeline {
namespace {

using testing::Call;
using testing::FakeHost;
using testing::Journal;
using testing::TestModule;

class RequestPipelineMergeTest : public ::testing::Test {
 protected:
  void run(std::vector<TestModule*> modules) {
    std::vector<const ModuleRecord*> records;
    for (TestModule* module : modules) {
      records.push_back(&module->record());
    }
    plan_ = std::make_unique<NotificationPlan>(records);
    host_.handlers.assign(plan_->handlers().begin(), plan_->handlers().end());
    pipeline_.begin(*plan_, host_, arena_);
    EXPECT_EQ(pipeline_.run(), WalkResult::finished);
    pipeline_.end();
    EXPECT_EQ(host_.callbacks, 0);
  }
  // Asks in the callback for `bit` and notes what came of it.
  void merge_in(TestModule& module, DWORD bit,
                REQUEST_NOTIFICATION_STATUS asked = RQ_NOTIFICATION_CONTINUE) {
    module.on(bit, [this, asked](const Call&) {
      while (pipeline_.merge_next(asked)) {
        const Callback& next = pipeline_.current();
        EXPECT_NE(pipeline_.current_object(), nullptr);
        journal_.push_back(std::string("merged ") + next.name + (next.post ? ".post" : ""));
      }
      return RQ_NOTIFICATION_CONTINUE;
    });
  }

  Journal journal_;
  FakeHost host_{journal_};
  base::Arena arena_;
  std::unique_ptr<NotificationPlan> plan_;
  RequestPipeline pipeline_;
};

TEST_F(RequestPipelineMergeTest, TakesWhatFollowsOfTheSameModule) {
  TestModule a("a", journal_, RQ_AUTHORIZE_REQUEST | RQ_RESOLVE_REQUEST_CACHE,
               RQ_AUTHORIZE_REQUEST);
  merge_in(a, RQ_AUTHORIZE_REQUEST);
  host_.closed_stage = Stage::map_request_handler;
  run({&a});
  EXPECT_EQ(journal_,
            (Journal{"server.AuthenticateRequest", "a.AuthorizeRequest",
                     "merged AuthorizeRequest.post", "merged ResolveRequestCache",
                     "server.MapRequestHandler", "server.ExecuteRequestHandler", "a.dispose"}));
}

TEST_F(RequestPipelineMergeTest, StopsAtAnotherModule) {
  TestModule a("a", journal_, RQ_AUTHORIZE_REQUEST, RQ_AUTHORIZE_REQUEST);
  TestModule b("b", journal_, RQ_AUTHORIZE_REQUEST);
  merge_in(a, RQ_AUTHORIZE_REQUEST);
  run({&a, &b});
  EXPECT_EQ(journal_,
            (Journal{"server.AuthenticateRequest", "a.AuthorizeRequest", "b.AuthorizeRequest",
                     "a.AuthorizeRequest.post", "server.MapRequestHandler",
                     "server.ExecuteRequestHandler", "b.dispose", "a.dispose"}));
}

TEST_F(RequestPipelineMergeTest, StopsAtWorkOfTheServer) {
  TestModule a("a", journal_, RQ_MAP_REQUEST_HANDLER, RQ_MAP_REQUEST_HANDLER);
  merge_in(a, RQ_MAP_REQUEST_HANDLER);
  run({&a});
  EXPECT_EQ(journal_, (Journal{"server.AuthenticateRequest", "a.MapRequestHandler",
                               "server.MapRequestHandler", "a.MapRequestHandler.post",
                               "server.ExecuteRequestHandler", "a.dispose"}));
}

TEST_F(RequestPipelineMergeTest, TakesTheHandlerOnce) {
  TestModule a("a", journal_, RQ_PRE_EXECUTE_REQUEST_HANDLER | RQ_EXECUTE_REQUEST_HANDLER);
  merge_in(a, RQ_PRE_EXECUTE_REQUEST_HANDLER);
  run({&a});
  EXPECT_EQ(journal_, (Journal{"server.AuthenticateRequest", "server.MapRequestHandler",
                               "a.PreExecuteRequestHandler", "merged ExecuteRequestHandler",
                               "server.ExecuteRequestHandler", "a.dispose"}));
}

TEST_F(RequestPipelineMergeTest, FinishGoesOnWithLogRequest) {
  TestModule a("a", journal_, RQ_BEGIN_REQUEST | RQ_AUTHORIZE_REQUEST | RQ_LOG_REQUEST);
  merge_in(a, RQ_BEGIN_REQUEST, RQ_NOTIFICATION_FINISH_REQUEST);
  run({&a});
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest", "merged LogRequest", "a.dispose"}));
}

TEST_F(RequestPipelineMergeTest, PendingAndTheLastOneMergeNothing) {
  TestModule a("a", journal_, RQ_BEGIN_REQUEST | RQ_END_REQUEST, RQ_BEGIN_REQUEST);
  merge_in(a, RQ_BEGIN_REQUEST, RQ_NOTIFICATION_PENDING);
  merge_in(a, RQ_END_REQUEST);
  run({&a});
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest", "a.BeginRequest.post",
                               "server.AuthenticateRequest", "server.MapRequestHandler",
                               "server.ExecuteRequestHandler", "a.EndRequest", "a.dispose"}));
}

TEST_F(RequestPipelineMergeTest, DisabledNotificationsAreNotInBetween) {
  TestModule a("a", journal_, RQ_AUTHORIZE_REQUEST | RQ_RESOLVE_REQUEST_CACHE,
               RQ_AUTHORIZE_REQUEST);
  a.on(RQ_AUTHORIZE_REQUEST, [this](const Call&) {
    pipeline_.disable(0, RQ_AUTHORIZE_REQUEST);
    EXPECT_TRUE(pipeline_.merge_next(RQ_NOTIFICATION_CONTINUE));
    EXPECT_EQ(pipeline_.current().bit, static_cast<DWORD>(RQ_RESOLVE_REQUEST_CACHE));
    return RQ_NOTIFICATION_CONTINUE;
  });
  run({&a});
}

TEST_F(RequestPipelineMergeTest, NestedNotificationsMergeNothing) {
  TestModule a("a", journal_, RQ_AUTHORIZE_REQUEST | RQ_CUSTOM_NOTIFICATION, RQ_AUTHORIZE_REQUEST);
  merge_in(a, RQ_CUSTOM_NOTIFICATION);
  a.on(RQ_AUTHORIZE_REQUEST, [this](const Call&) {
    pipeline_.raise(Nested::custom, nullptr);
    return RQ_NOTIFICATION_CONTINUE;
  });
  run({&a});
  EXPECT_EQ(journal_[2], "a.CustomNotification");
  EXPECT_EQ(journal_[3], "a.AuthorizeRequest.post");
}

// The status the callback returns is that of the notification it has come to.
TEST_F(RequestPipelineMergeTest, TheStatusCountsForTheMergedOne) {
  TestModule a("a", journal_, RQ_LOG_REQUEST | RQ_END_REQUEST, RQ_LOG_REQUEST);
  a.on(RQ_LOG_REQUEST, [this](const Call&) {
    EXPECT_TRUE(pipeline_.merge_next(RQ_NOTIFICATION_CONTINUE));
    return RQ_NOTIFICATION_FINISH_REQUEST;
  });
  run({&a});
  EXPECT_EQ(journal_.back(), "a.dispose");
  EXPECT_EQ(journal_[journal_.size() - 2], "a.EndRequest");
}

}  // namespace
}  // namespace penstock::pipeline
