// PENDING and its completions, whichever comes first.
#include <gtest/gtest.h>

#include <stdexcept>

#include "pipeline/fake_host.h"

namespace penstock::pipeline {
namespace {

using testing::Call;
using testing::FakeHost;
using testing::Journal;
using testing::TestModule;

class PipelineAsyncTest : public ::testing::Test {
 protected:
  PipelineAsyncTest() {
    plan_ = std::make_unique<NotificationPlan>(
        std::vector<const ModuleRecord*>{&a_.record(), &b_.record()});
    pipeline_.begin(*plan_, host_, arena_);
  }
  ~PipelineAsyncTest() override { pipeline_.end(); }

  static Completion post(DWORD bytes, HRESULT result = S_OK) {
    Completion completion;
    completion.bytes = bytes;
    completion.result = result;
    return completion;
  }
  static Completion indicate(testing::Status status) {
    Completion completion;
    completion.kind = Completion::Kind::indicate;
    completion.status = status;
    return completion;
  }
  void park() {
    a_.returns(RQ_BEGIN_REQUEST, RQ_NOTIFICATION_PENDING);
    ASSERT_EQ(pipeline_.run(), WalkResult::pending);
  }

  Journal journal_;
  FakeHost host_{journal_};
  base::Arena arena_;
  TestModule a_{"a", journal_, RQ_BEGIN_REQUEST | RQ_LOG_REQUEST};
  TestModule b_{"b", journal_, RQ_BEGIN_REQUEST | RQ_LOG_REQUEST};
  std::unique_ptr<NotificationPlan> plan_;
  RequestPipeline pipeline_;
};

TEST_F(PipelineAsyncTest, APendingRequestStaysWhereItIs) {
  park();
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest"}));
  ASSERT_EQ(pipeline_.gate().complete(post(0)), Delivery::resume);
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
}

TEST_F(PipelineAsyncTest, TheCompletionReachesTheSameModuleWithWhatItInterrupted) {
  park();
  DWORD bytes = 0;
  HRESULT result = S_OK;
  Call seen;
  a_.on_async([&](const Call& call) {
    seen = call;
    bytes = call.completion->GetCompletionBytes();
    result = call.completion->GetCompletionStatus();
    return RQ_NOTIFICATION_CONTINUE;
  });
  ASSERT_EQ(pipeline_.gate().complete(post(42, E_ABORT)), Delivery::resume);
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
  EXPECT_EQ(seen.bit, DWORD{RQ_BEGIN_REQUEST});
  EXPECT_FALSE(seen.post);
  EXPECT_EQ(bytes, 42U);
  EXPECT_EQ(result, E_ABORT);
  journal_.resize(3);
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest", "a.async", "b.BeginRequest"}));
}

TEST_F(PipelineAsyncTest, TheCompletionsStatusStandsForTheCallbacks) {
  park();
  a_.on_async([](const Call&) { return RQ_NOTIFICATION_FINISH_REQUEST; });
  ASSERT_EQ(pipeline_.gate().complete(post(0)), Delivery::resume);
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest", "a.async", "a.LogRequest", "b.LogRequest"}));
}

TEST_F(PipelineAsyncTest, OnAsyncCompletionMayBePendingAgain) {
  park();
  int calls = 0;
  a_.on_async([&](const Call&) {
    return ++calls == 1 ? RQ_NOTIFICATION_PENDING : RQ_NOTIFICATION_CONTINUE;
  });
  ASSERT_EQ(pipeline_.gate().complete(post(0)), Delivery::resume);
  EXPECT_EQ(pipeline_.resume(), WalkResult::pending);
  ASSERT_EQ(pipeline_.gate().complete(post(0)), Delivery::resume);
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
  EXPECT_EQ(calls, 2);
}

TEST_F(PipelineAsyncTest, ACompletionThatOvertakesPendingIsTakenOnReturn) {
  a_.on(RQ_BEGIN_REQUEST, [this](const Call&) {
    EXPECT_EQ(pipeline_.gate().complete(post(7)), Delivery::deferred);
    return RQ_NOTIFICATION_PENDING;
  });
  EXPECT_EQ(pipeline_.run(), WalkResult::finished);
  EXPECT_EQ(journal_[1], "a.async");
}

TEST_F(PipelineAsyncTest, OneCompletionAndNoMore) {
  park();
  EXPECT_EQ(pipeline_.gate().complete(post(1)), Delivery::resume);
  EXPECT_EQ(pipeline_.gate().complete(post(2)), Delivery::refused);
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "a.async"), 1);
}

TEST_F(PipelineAsyncTest, AnEarlyCompletionIsOneToo) {
  a_.on(RQ_BEGIN_REQUEST, [this](const Call&) {
    EXPECT_EQ(pipeline_.gate().complete(post(1)), Delivery::deferred);
    EXPECT_EQ(pipeline_.gate().complete(post(2)), Delivery::refused);
    return RQ_NOTIFICATION_PENDING;
  });
  EXPECT_EQ(pipeline_.run(), WalkResult::finished);
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "a.async"), 1);
}

TEST_F(PipelineAsyncTest, ACompletionWithoutPendingIsReportedAndDropped) {
  a_.on(RQ_BEGIN_REQUEST, [this](const Call&) {
    pipeline_.gate().complete(post(1));
    return RQ_NOTIFICATION_CONTINUE;
  });
  EXPECT_EQ(pipeline_.run(), WalkResult::finished);
  EXPECT_EQ(host_.unexpected, (std::vector<std::string>{"a"}));
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "a.async"), 0);
}

TEST_F(PipelineAsyncTest, IndicateCompletionResumesWithoutACallback) {
  park();
  ASSERT_EQ(pipeline_.gate().complete(indicate(RQ_NOTIFICATION_FINISH_REQUEST)), Delivery::resume);
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest", "a.LogRequest", "b.LogRequest"}));
}

TEST_F(PipelineAsyncTest, IndicateCompletionInsideOnAsyncCompletion) {
  park();
  a_.on_async([this](const Call&) {
    EXPECT_EQ(pipeline_.gate().complete(indicate(RQ_NOTIFICATION_FINISH_REQUEST)),
              Delivery::deferred);
    return RQ_NOTIFICATION_PENDING;
  });
  ASSERT_EQ(pipeline_.gate().complete(post(0)), Delivery::resume);
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest", "a.async", "a.LogRequest", "b.LogRequest"}));
}

TEST_F(PipelineAsyncTest, ACallbackCompletionCallsItsRoutineInstead) {
  park();
  struct Seen {
    DWORD bytes = 0;
    DWORD operation = 0;
  } seen;
  Completion completion = post(9);
  completion.kind = Completion::Kind::callback;
  completion.operation = 5;
  completion.routine_context = &seen;
  completion.routine = [](IHttpContext3*, IHttpCompletionInfo2* info, VOID* context) {
    *static_cast<Seen*>(context) = {info->GetCompletionBytes(), info->GetCompletedOperation()};
    return RQ_NOTIFICATION_FINISH_REQUEST;
  };
  ASSERT_EQ(pipeline_.gate().complete(completion), Delivery::resume);
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
  EXPECT_EQ(seen.bytes, 9U);
  EXPECT_EQ(seen.operation, 5U);
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest", "a.LogRequest", "b.LogRequest"}));
}

TEST_F(PipelineAsyncTest, AnOverlappedRoutineLeavesTheRequestPending) {
  park();
  bool called = false;
  Completion completion = post(3);
  completion.kind = Completion::Kind::overlapped;
  completion.routine_context = &called;
  completion.overlapped_routine = [](DWORD, DWORD, LPOVERLAPPED overlapped) {
    *reinterpret_cast<bool*>(overlapped) = true;
  };
  ASSERT_EQ(pipeline_.gate().complete(completion), Delivery::resume);
  EXPECT_EQ(pipeline_.resume(), WalkResult::pending);
  EXPECT_TRUE(called);
  ASSERT_EQ(pipeline_.gate().complete(indicate(RQ_NOTIFICATION_CONTINUE)), Delivery::resume);
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
}

TEST_F(PipelineAsyncTest, APreparedCompletionChangesWhatTheModuleIsTold) {
  park();
  DWORD bytes = 0;
  a_.on_async([&](const Call& call) {
    bytes = call.completion->GetCompletionBytes();
    return RQ_NOTIFICATION_CONTINUE;
  });
  DWORD extra = 100;
  Completion completion = post(1);
  completion.prepare_owner = &extra;
  completion.prepare = [](void* owner, Completion& prepared) {
    prepared.bytes += *static_cast<DWORD*>(owner);
  };
  ASSERT_EQ(pipeline_.gate().complete(completion), Delivery::resume);
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
  EXPECT_EQ(bytes, 101U);
}

TEST_F(PipelineAsyncTest, AnExceptionInOnAsyncCompletionFinishesTheRequest) {
  park();
  a_.on_async([](const Call&) -> testing::Status { throw std::runtime_error("late"); });
  ASSERT_EQ(pipeline_.gate().complete(post(0)), Delivery::resume);
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
  EXPECT_EQ(host_.faults, (std::vector<std::string>{"a OnAsyncCompletion: late"}));
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest", "a.async", "a.LogRequest", "b.LogRequest"}));
}

TEST_F(PipelineAsyncTest, RequestFinishDuringAPendingCallbackCountsWhenItIsThrough) {
  a_.on(RQ_BEGIN_REQUEST, [this](const Call&) {
    pipeline_.request_finish();
    return RQ_NOTIFICATION_PENDING;
  });
  ASSERT_EQ(pipeline_.run(), WalkResult::pending);
  ASSERT_EQ(pipeline_.gate().complete(post(0)), Delivery::resume);
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest", "a.async", "a.LogRequest", "b.LogRequest"}));
}

TEST_F(PipelineAsyncTest, AfterTheEndNothingIsAccepted) {
  EXPECT_EQ(pipeline_.run(), WalkResult::finished);
  pipeline_.end();
  EXPECT_EQ(pipeline_.gate().complete(post(0)), Delivery::refused);
}

}  // namespace
}  // namespace penstock::pipeline
