// SendResponse, MapPath, ReadEntity and CustomNotification: raised from inside other callbacks.
#include <gtest/gtest.h>

#include <thread>

#include "pipeline/fake_host.h"

namespace penstock::pipeline {
namespace {

using testing::Call;
using testing::FakeHost;
using testing::Journal;
using testing::TestModule;

class PipelineNestedTest : public ::testing::Test {
 protected:
  PipelineNestedTest() {
    plan_ = std::make_unique<NotificationPlan>(
        std::vector<const ModuleRecord*>{&a_.record(), &b_.record()});
    pipeline_.begin(*plan_, host_, arena_);
  }
  ~PipelineNestedTest() override { pipeline_.end(); }

  static constexpr DWORD kNestedBits = RQ_SEND_RESPONSE | RQ_MAP_PATH | RQ_CUSTOM_NOTIFICATION;

  Journal journal_;
  FakeHost host_{journal_};
  base::Arena arena_;
  TestModule a_{"a", journal_, RQ_BEGIN_REQUEST | kNestedBits};
  TestModule b_{"b", journal_, kNestedBits};
  std::unique_ptr<NotificationPlan> plan_;
  RequestPipeline pipeline_;
};

TEST_F(PipelineNestedTest, CallsSubscribersInPlanOrder) {
  EXPECT_EQ(pipeline_.raise(Nested::map_path, nullptr), RQ_NOTIFICATION_CONTINUE);
  EXPECT_EQ(pipeline_.raise(Nested::send_response, nullptr), RQ_NOTIFICATION_CONTINUE);
  EXPECT_EQ(pipeline_.raise(Nested::read_entity, nullptr), RQ_NOTIFICATION_CONTINUE);
  EXPECT_EQ(journal_, (Journal{"a.MapPath", "b.MapPath", "b.SendResponse", "a.SendResponse"}));
}

TEST_F(PipelineNestedTest, FinishPassesOverTheModulesAfterIt) {
  a_.returns(RQ_MAP_PATH, RQ_NOTIFICATION_FINISH_REQUEST);
  EXPECT_EQ(pipeline_.raise(Nested::map_path, nullptr), RQ_NOTIFICATION_FINISH_REQUEST);
  EXPECT_EQ(journal_, (Journal{"a.MapPath"}));
}

TEST_F(PipelineNestedTest, TheRaisingCallbackIsCurrentAgainAfterwards) {
  a_.on(RQ_BEGIN_REQUEST, [this](const Call&) {
    pipeline_.raise(Nested::custom, nullptr);
    EXPECT_EQ(pipeline_.current().module, &a_.record());
    EXPECT_EQ(pipeline_.current().bit, DWORD{RQ_BEGIN_REQUEST});
    return RQ_NOTIFICATION_CONTINUE;
  });
  b_.on(RQ_CUSTOM_NOTIFICATION, [this](const Call& call) {
    EXPECT_EQ(pipeline_.current().module, &b_.record());
    EXPECT_EQ(pipeline_.current().bit, call.bit);
    return RQ_NOTIFICATION_CONTINUE;
  });
  EXPECT_EQ(pipeline_.run(), WalkResult::finished);
  journal_.resize(3);
  EXPECT_EQ(journal_, (Journal{"a.BeginRequest", "a.CustomNotification", "b.CustomNotification"}));
}

TEST_F(PipelineNestedTest, DisableNotificationsDoesNotReachThem) {
  a_.on(RQ_BEGIN_REQUEST, [this](const Call&) {
    pipeline_.disable(kNestedBits, kNestedBits);
    return RQ_NOTIFICATION_CONTINUE;
  });
  EXPECT_EQ(pipeline_.run(), WalkResult::finished);
  journal_.clear();
  pipeline_.raise(Nested::map_path, nullptr);
  EXPECT_EQ(journal_, (Journal{"a.MapPath", "b.MapPath"}));
}

TEST_F(PipelineNestedTest, PendingWaitsForItsCompletionOnTheSpot) {
  std::thread completer;
  a_.on(RQ_MAP_PATH, [&](const Call&) {
    completer = std::thread([this] {
      Completion completion;
      completion.bytes = 11;
      EXPECT_EQ(pipeline_.gate().complete(completion), Delivery::deferred);
    });
    return RQ_NOTIFICATION_PENDING;
  });
  DWORD bytes = 0;
  a_.on_async([&](const Call& call) {
    EXPECT_EQ(call.bit, DWORD{RQ_MAP_PATH});
    bytes = call.completion->GetCompletionBytes();
    return RQ_NOTIFICATION_CONTINUE;
  });
  EXPECT_EQ(pipeline_.raise(Nested::map_path, nullptr), RQ_NOTIFICATION_CONTINUE);
  completer.join();
  EXPECT_EQ(bytes, 11U);
  EXPECT_EQ(host_.blocked, 1);
  EXPECT_EQ(journal_, (Journal{"a.MapPath", "a.async", "b.MapPath"}));
}

TEST_F(PipelineNestedTest, ANestedModuleMakesItsObjectTheOneOfTheRequest) {
  pipeline_.raise(Nested::map_path, nullptr);
  EXPECT_EQ(pipeline_.run(), WalkResult::finished);
  pipeline_.end();
  EXPECT_EQ(a_.created(), 1);
  EXPECT_EQ(a_.disposed(), 1);
}

TEST_F(PipelineNestedTest, AnExceptionFinishesTheRequest) {
  a_.on(RQ_MAP_PATH, [](const Call&) -> testing::Status { throw std::string("text"); });
  EXPECT_EQ(pipeline_.raise(Nested::map_path, nullptr), RQ_NOTIFICATION_FINISH_REQUEST);
  EXPECT_EQ(host_.faults.size(), 1U);
}

TEST_F(PipelineNestedTest, AModuleThatCannotBeMadeIsPassedOver) {
  a_.fail_creation(E_FAIL);
  EXPECT_EQ(pipeline_.raise(Nested::map_path, nullptr), RQ_NOTIFICATION_CONTINUE);
  EXPECT_EQ(journal_, (Journal{"b.MapPath"}));
  EXPECT_EQ(host_.not_created, (std::vector<std::string>{"a"}));
}

}  // namespace
}  // namespace penstock::pipeline
