// A child begun through the gate comes before what its parent waits for; docs/adr/0005.
#include <gtest/gtest.h>

#include "pipeline/fake_host.h"

namespace penstock::pipeline {
namespace {

using testing::Call;
using testing::FakeHost;
using testing::Journal;
using testing::TestModule;

class PipelineChildTest : public ::testing::Test {
 protected:
  PipelineChildTest() {
    plan_ = std::make_unique<NotificationPlan>(std::vector<const ModuleRecord*>{&a_.record()});
    pipeline_.begin(*plan_, host_, arena_);
  }
  ~PipelineChildTest() override { pipeline_.end(); }

  // Without the server's own steps.
  Journal modules() const {
    Journal entries = journal_;
    std::erase_if(entries, [](const std::string& entry) { return entry.starts_with("server."); });
    return entries;
  }

  Delivery start() {
    Completion completion;
    completion.kind = Completion::Kind::child;
    completion.child = &child_;
    return pipeline_.gate().complete(completion);
  }
  void start_in(DWORD bit, testing::Status status) {
    a_.on(bit, [this, status](const Call&) {
      EXPECT_EQ(start(), Delivery::deferred);
      return status;
    });
  }
  void end_child() {
    EXPECT_EQ(&pipeline_.due_child(), &child_);
    EXPECT_EQ(pipeline_.gate().complete({}), Delivery::refused);
    journal_.emplace_back("child");
    pipeline_.child_ended();
  }

  Journal journal_;
  FakeHost host_{journal_};
  FakeHost child_{journal_};
  base::Arena arena_;
  TestModule a_{"a", journal_, RQ_BEGIN_REQUEST | RQ_LOG_REQUEST | RQ_MAP_PATH};
  std::unique_ptr<NotificationPlan> plan_;
  RequestPipeline pipeline_;
};

TEST_F(PipelineChildTest, RunsWhenItsParentWouldPark) {
  start_in(RQ_BEGIN_REQUEST, RQ_NOTIFICATION_PENDING);
  ASSERT_EQ(pipeline_.run(), WalkResult::child);
  end_child();
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
  EXPECT_EQ(modules(), (Journal{"a.BeginRequest", "child", "a.async", "a.LogRequest"}));
}

TEST_F(PipelineChildTest, AnotherMayFollowFromTheCompletion) {
  start_in(RQ_BEGIN_REQUEST, RQ_NOTIFICATION_PENDING);
  int left = 1;
  a_.on_async([&](const Call&) {
    if (left-- == 0) {
      return RQ_NOTIFICATION_FINISH_REQUEST;
    }
    EXPECT_EQ(start(), Delivery::deferred);
    return RQ_NOTIFICATION_PENDING;
  });
  ASSERT_EQ(pipeline_.run(), WalkResult::child);
  end_child();
  ASSERT_EQ(pipeline_.resume(), WalkResult::child);
  end_child();
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
}

TEST_F(PipelineChildTest, ResumesAParentThatIsParkedAlready) {
  a_.returns(RQ_BEGIN_REQUEST, RQ_NOTIFICATION_PENDING);
  ASSERT_EQ(pipeline_.run(), WalkResult::pending);
  ASSERT_EQ(start(), Delivery::resume);
  ASSERT_EQ(pipeline_.resume(), WalkResult::child);
  end_child();
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
  EXPECT_EQ(modules(), (Journal{"a.BeginRequest", "child", "a.async", "a.LogRequest"}));
}

TEST_F(PipelineChildTest, RunsBehindACallbackThatDoesNotWaitWhoseStatusCountsThen) {
  start_in(RQ_BEGIN_REQUEST, RQ_NOTIFICATION_FINISH_REQUEST);
  ASSERT_EQ(pipeline_.run(), WalkResult::child);
  end_child();
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
  EXPECT_EQ(modules(), (Journal{"a.BeginRequest", "child", "a.LogRequest"}));
  EXPECT_TRUE(host_.unexpected.empty());
}

TEST_F(PipelineChildTest, OfANestedNotificationRunsInside) {
  start_in(RQ_MAP_PATH, RQ_NOTIFICATION_PENDING);
  EXPECT_EQ(pipeline_.raise(Nested::map_path, nullptr), RQ_NOTIFICATION_CONTINUE);
  EXPECT_EQ(modules(), (Journal{"a.MapPath", "host.child", "a.async"}));
}

// What a child flushes passes the parent's modules, which may wait for something meanwhile.
TEST_F(PipelineChildTest, LetsTheParentsNestedNotificationsWork) {
  start_in(RQ_BEGIN_REQUEST, RQ_NOTIFICATION_PENDING);
  ASSERT_EQ(pipeline_.run(), WalkResult::child);
  a_.on(RQ_MAP_PATH, [this](const Call&) {
    EXPECT_EQ(pipeline_.gate().complete({}), Delivery::deferred);
    return RQ_NOTIFICATION_PENDING;
  });
  EXPECT_EQ(pipeline_.raise(Nested::map_path, nullptr), RQ_NOTIFICATION_CONTINUE);
  end_child();
  EXPECT_EQ(pipeline_.resume(), WalkResult::finished);
  EXPECT_EQ(modules(), (Journal{"a.BeginRequest", "a.MapPath", "a.async", "child", "a.async",
                                "a.LogRequest"}));
}

TEST_F(PipelineChildTest, WaitsWhereItCannotPark) {
  pipeline_.set_blocking(true);
  a_.on(RQ_BEGIN_REQUEST, [this](const Call&) {
    EXPECT_EQ(pipeline_.gate().complete({}), Delivery::deferred);
    return RQ_NOTIFICATION_PENDING;
  });
  EXPECT_EQ(pipeline_.run(), WalkResult::finished);
  EXPECT_EQ(host_.blocked, 1);
  pipeline_.set_blocking(false);
}

}  // namespace
}  // namespace penstock::pipeline
