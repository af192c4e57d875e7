// The walk: order, statuses, faults, lifetime of module objects. Completions are in
// request_pipeline_async_test.cc, nested notifications in request_pipeline_nested_test.cc.
#include "pipeline/request_pipeline.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "pipeline/fake_host.h"

namespace penstock::pipeline {
namespace {

using testing::Call;
using testing::FakeHost;
using testing::Journal;
using testing::TestModule;

constexpr DWORD kAllStages = 0xFFF;

class RequestPipelineTest : public ::testing::Test {
 protected:
  void start(std::vector<TestModule*> modules) {
    std::vector<const ModuleRecord*> records;
    for (TestModule* module : modules) {
      records.push_back(&module->record());
    }
    plan_ = std::make_unique<NotificationPlan>(records);
    host_.handlers.assign(plan_->handlers().begin(), plan_->handlers().end());
    pipeline_.begin(*plan_, host_, arena_);
  }
  void run(std::vector<TestModule*> modules) {
    start(std::move(modules));
    EXPECT_EQ(pipeline_.run(), WalkResult::finished);
    pipeline_.end();
  }

  Journal journal_;
  FakeHost host_{journal_};
  base::Arena arena_;
  std::unique_ptr<NotificationPlan> plan_;
  RequestPipeline pipeline_;
};

TEST_F(RequestPipelineTest, CallsEveryStageWithItsPostNotificationInOrder) {
  TestModule a("a", journal_, kAllStages, kAllStages);
  run({&a});
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest",
                               "a.BeginRequest.post",
                               "a.AuthenticateRequest",
                               "server.AuthenticateRequest",
                               "a.AuthenticateRequest.post",
                               "a.AuthorizeRequest",
                               "a.AuthorizeRequest.post",
                               "a.ResolveRequestCache",
                               "a.ResolveRequestCache.post",
                               "a.MapRequestHandler",
                               "server.MapRequestHandler",
                               "a.MapRequestHandler.post",
                               "a.AcquireRequestState",
                               "a.AcquireRequestState.post",
                               "a.PreExecuteRequestHandler",
                               "a.PreExecuteRequestHandler.post",
                               "a.ExecuteRequestHandler",
                               "server.ExecuteRequestHandler",
                               "a.ExecuteRequestHandler.post",
                               "a.ReleaseRequestState",
                               "a.ReleaseRequestState.post",
                               "a.UpdateRequestCache",
                               "a.UpdateRequestCache.post",
                               "a.LogRequest",
                               "a.LogRequest.post",
                               "a.EndRequest",
                               "a.EndRequest.post",
                               "a.dispose"}));
}

TEST_F(RequestPipelineTest, AllModulesOfAStageRunBeforeItsPostNotifications) {
  TestModule a("a", journal_, RQ_BEGIN_REQUEST, RQ_BEGIN_REQUEST);
  TestModule b("b", journal_, RQ_BEGIN_REQUEST, RQ_BEGIN_REQUEST);
  run({&a, &b});
  journal_.resize(4);
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest", "b.BeginRequest", "a.BeginRequest.post",
                               "b.BeginRequest.post"}));
}

TEST_F(RequestPipelineTest, GivesTheCallbackItsContextAndProvider) {
  HRESULT error = S_OK;
  class Recorder final : public IHttpEventProvider {
   public:
    explicit Recorder(HRESULT& target) : target_(target) {}
    VOID SetErrorStatus(HRESULT value) override { target_ = value; }

   private:
    HRESULT& target_;
  } recorder(error);
  host_.provider = &recorder;
  TestModule a("a", journal_, RQ_BEGIN_REQUEST);
  a.on(RQ_BEGIN_REQUEST, [](const Call& call) {
    call.provider->SetErrorStatus(E_FAIL);
    return RQ_NOTIFICATION_CONTINUE;
  });
  run({&a});
  EXPECT_EQ(error, E_FAIL);
}

TEST_F(RequestPipelineTest, FinishJumpsToLogAndEnd) {
  TestModule a("a", journal_, RQ_BEGIN_REQUEST | RQ_LOG_REQUEST | RQ_END_REQUEST,
               RQ_BEGIN_REQUEST | RQ_LOG_REQUEST | RQ_END_REQUEST);
  TestModule b("b", journal_, kAllStages);
  a.returns(RQ_BEGIN_REQUEST, RQ_NOTIFICATION_FINISH_REQUEST);
  run({&a, &b});
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest", "a.LogRequest", "b.LogRequest",
                               "a.LogRequest.post", "a.EndRequest", "b.EndRequest",
                               "a.EndRequest.post", "b.dispose", "a.dispose"}));
}

TEST_F(RequestPipelineTest, FinishInLogRequestGoesOnWithEndRequest) {
  TestModule a("a", journal_, RQ_LOG_REQUEST | RQ_END_REQUEST, RQ_LOG_REQUEST);
  TestModule b("b", journal_, RQ_LOG_REQUEST);
  a.returns(RQ_LOG_REQUEST, RQ_NOTIFICATION_FINISH_REQUEST);
  start({&a, &b});
  journal_.clear();
  pipeline_.skip_to_log();
  EXPECT_EQ(pipeline_.run(), WalkResult::finished);
  EXPECT_EQ(journal_, (Journal{"a.LogRequest", "a.EndRequest"}));
  pipeline_.end();
}

TEST_F(RequestPipelineTest, FinishInEndRequestEndsTheWalk) {
  TestModule a("a", journal_, RQ_END_REQUEST, RQ_END_REQUEST);
  a.returns(RQ_END_REQUEST, RQ_NOTIFICATION_FINISH_REQUEST);
  run({&a});
  EXPECT_EQ(journal_.back(), "a.dispose");
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "a.EndRequest.post"), 0);
}

TEST_F(RequestPipelineTest, AServerStepCanFinishTheRequest) {
  TestModule a("a", journal_, RQ_AUTHORIZE_REQUEST | RQ_END_REQUEST);
  host_.finishing_stage = Stage::authenticate_request;
  run({&a});
  EXPECT_EQ(journal_, (Journal{"server.AuthenticateRequest", "a.EndRequest", "a.dispose"}));
}

TEST_F(RequestPipelineTest, RequestFinishCountsAsTheCallbacksStatus) {
  TestModule a("a", journal_, RQ_BEGIN_REQUEST | RQ_AUTHORIZE_REQUEST | RQ_LOG_REQUEST);
  a.on(RQ_BEGIN_REQUEST, [this](const Call&) {
    pipeline_.request_finish();
    return RQ_NOTIFICATION_CONTINUE;
  });
  run({&a});
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest", "a.LogRequest", "a.dispose"}));
}

TEST_F(RequestPipelineTest, ASetUserClosesAuthenticationButNotItsPostNotification) {
  TestModule a("a", journal_, RQ_AUTHENTICATE_REQUEST, RQ_AUTHENTICATE_REQUEST);
  TestModule b("b", journal_, RQ_AUTHENTICATE_REQUEST);
  a.on(RQ_AUTHENTICATE_REQUEST, [this](const Call&) {
    host_.closed_stage = Stage::authenticate_request;
    return RQ_NOTIFICATION_CONTINUE;
  });
  run({&a, &b});
  journal_.resize(3);
  EXPECT_EQ(journal_, (Journal{"a.AuthenticateRequest", "server.AuthenticateRequest",
                               "a.AuthenticateRequest.post"}));
}

TEST_F(RequestPipelineTest, OnlyTheMappedHandlersModulesExecuteUntilOneHandles) {
  TestModule a("a", journal_, RQ_EXECUTE_REQUEST_HANDLER);
  TestModule b("b", journal_, RQ_EXECUTE_REQUEST_HANDLER);
  TestModule c("c", journal_, RQ_EXECUTE_REQUEST_HANDLER, RQ_EXECUTE_REQUEST_HANDLER);
  TestModule d("d", journal_, RQ_EXECUTE_REQUEST_HANDLER);
  start({&a, &b, &c, &d});
  host_.handlers = {3, 1, 2};
  b.on(RQ_EXECUTE_REQUEST_HANDLER, [this](const Call&) {
    host_.closed_stage = Stage::execute_request_handler;
    return RQ_NOTIFICATION_CONTINUE;
  });
  EXPECT_EQ(pipeline_.run(), WalkResult::finished);
  EXPECT_EQ(journal_, (Journal{"server.AuthenticateRequest", "server.MapRequestHandler",
                               "d.ExecuteRequestHandler", "b.ExecuteRequestHandler",
                               "server.ExecuteRequestHandler", "c.ExecuteRequestHandler.post"}));
  pipeline_.end();
}

TEST_F(RequestPipelineTest, ModuleObjectsAreMadeWhenFirstNeededAndOnce) {
  TestModule early("early", journal_, RQ_BEGIN_REQUEST | RQ_END_REQUEST);
  TestModule never("never", journal_, RQ_AUTHORIZE_REQUEST);
  early.returns(RQ_BEGIN_REQUEST, RQ_NOTIFICATION_FINISH_REQUEST);
  run({&never, &early});
  EXPECT_EQ(early.created(), 1);
  EXPECT_EQ(early.disposed(), 1);
  EXPECT_EQ(never.created(), 0);
  EXPECT_EQ(never.disposed(), 0);
}

TEST_F(RequestPipelineTest, EndDisposesOnceAndNewestFirst) {
  TestModule a("a", journal_, RQ_BEGIN_REQUEST);
  TestModule b("b", journal_, RQ_AUTHORIZE_REQUEST);
  start({&a, &b});
  EXPECT_EQ(pipeline_.run(), WalkResult::finished);
  journal_.clear();
  pipeline_.end();
  pipeline_.end();
  EXPECT_EQ(journal_, (Journal{"b.dispose", "a.dispose"}));
}

TEST_F(RequestPipelineTest, AFactoryThatFailsFinishesTheRequest) {
  TestModule bad("bad", journal_, RQ_BEGIN_REQUEST | RQ_END_REQUEST);
  TestModule good("good", journal_, RQ_AUTHORIZE_REQUEST | RQ_LOG_REQUEST);
  bad.fail_creation(E_OUTOFMEMORY);
  run({&bad, &good});
  EXPECT_EQ(journal_, (Journal{"good.LogRequest", "good.dispose"}));
  EXPECT_EQ(host_.not_created, (std::vector<std::string>{"bad"}));
  EXPECT_EQ(host_.creation_result, E_OUTOFMEMORY);
  EXPECT_EQ(bad.created(), 1) << "asked again for a module that could not be made";
}

TEST_F(RequestPipelineTest, AnExceptionIsReportedAndFinishesTheRequest) {
  TestModule a("a", journal_, RQ_BEGIN_REQUEST | RQ_END_REQUEST);
  TestModule b("b", journal_, RQ_BEGIN_REQUEST);
  a.on(RQ_BEGIN_REQUEST, [](const Call&) -> testing::Status { throw std::runtime_error("oops"); });
  a.on(RQ_END_REQUEST, [](const Call&) -> testing::Status { throw 42; });
  run({&a, &b});
  EXPECT_EQ(host_.faults,
            (std::vector<std::string>{"a BeginRequest: oops",
                                      "a EndRequest: an exception that is no std::exception"}));
  EXPECT_EQ(b.created(), 0);
  EXPECT_EQ(a.disposed(), 1);
  EXPECT_EQ(host_.callbacks, 0) << "a callback was entered and not left";
}

TEST_F(RequestPipelineTest, DisableNotificationsConcernsTheCallingModuleOnly) {
  TestModule a("a", journal_, RQ_BEGIN_REQUEST | RQ_AUTHORIZE_REQUEST, RQ_AUTHORIZE_REQUEST);
  TestModule b("b", journal_, RQ_AUTHORIZE_REQUEST);
  a.on(RQ_BEGIN_REQUEST, [this](const Call&) {
    pipeline_.disable(RQ_AUTHORIZE_REQUEST, 0);
    return RQ_NOTIFICATION_CONTINUE;
  });
  run({&a, &b});
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "a.AuthorizeRequest"), 0);
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "a.AuthorizeRequest.post"), 1);
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "b.AuthorizeRequest"), 1);
}

TEST_F(RequestPipelineTest, DisabledPostNotificationsAndHandlersAreNotCalled) {
  TestModule a("a", journal_, RQ_BEGIN_REQUEST | RQ_EXECUTE_REQUEST_HANDLER,
               RQ_EXECUTE_REQUEST_HANDLER);
  a.on(RQ_BEGIN_REQUEST, [this](const Call&) {
    pipeline_.disable(RQ_EXECUTE_REQUEST_HANDLER, RQ_EXECUTE_REQUEST_HANDLER);
    return RQ_NOTIFICATION_CONTINUE;
  });
  run({&a});
  EXPECT_EQ(journal_,
            (Journal{"a.BeginRequest", "server.AuthenticateRequest", "server.MapRequestHandler",
                     "server.ExecuteRequestHandler", "a.dispose"}));
}

TEST_F(RequestPipelineTest, DisablingEndsWithTheRequest) {
  TestModule a("a", journal_, RQ_BEGIN_REQUEST | RQ_END_REQUEST);
  a.on(RQ_BEGIN_REQUEST, [this](const Call&) {
    pipeline_.disable(RQ_END_REQUEST, 0);
    return RQ_NOTIFICATION_CONTINUE;
  });
  run({&a});
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "a.EndRequest"), 0);
  a.returns(RQ_BEGIN_REQUEST, RQ_NOTIFICATION_CONTINUE);
  run({&a});
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "a.EndRequest"), 1);
}

TEST_F(RequestPipelineTest, TellsWhetherNotificationsAreLeft) {
  TestModule a("a", journal_, RQ_BEGIN_REQUEST | RQ_AUTHORIZE_REQUEST);
  bool more_on_continue = false;
  bool more_on_finish = true;
  bool more_at_last = true;
  a.on(RQ_BEGIN_REQUEST, [&](const Call&) {
    more_on_continue = pipeline_.more_callbacks(RQ_NOTIFICATION_CONTINUE);
    more_on_finish = pipeline_.more_callbacks(RQ_NOTIFICATION_FINISH_REQUEST);
    return RQ_NOTIFICATION_CONTINUE;
  });
  a.on(RQ_AUTHORIZE_REQUEST, [&](const Call&) {
    more_at_last = pipeline_.more_callbacks(RQ_NOTIFICATION_CONTINUE);
    return RQ_NOTIFICATION_CONTINUE;
  });
  run({&a});
  EXPECT_TRUE(more_on_continue);
  EXPECT_FALSE(more_on_finish);
  EXPECT_FALSE(more_at_last);
}

TEST_F(RequestPipelineTest, AnEmptyPlanIsTheServersStepsAlone) {
  run({});
  EXPECT_EQ(journal_, (Journal{"server.AuthenticateRequest", "server.MapRequestHandler",
                               "server.ExecuteRequestHandler"}));
}

}  // namespace
}  // namespace penstock::pipeline
