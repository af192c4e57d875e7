// The order in which a plan calls modules.
#include "pipeline/notification_plan.h"

#include <gtest/gtest.h>

#include "pipeline/test_module.h"

namespace penstock::pipeline {
namespace {

using testing::Journal;
using testing::TestModule;

constexpr int kBeginBit = 0;
constexpr int kSendBit = 29;

std::vector<std::string> names(const NotificationPlan& plan,
                               std::span<const std::uint16_t> indices) {
  std::vector<std::string> result;
  for (const std::uint16_t index : indices) {
    result.push_back(plan.module(index).name_utf8);
  }
  return result;
}

std::vector<std::string> slot_names(const NotificationPlan& plan, Stage stage, bool post) {
  std::vector<std::string> result;
  const int slot = slot_of(stage, post);
  for (std::uint16_t i = plan.slot_begin(slot); i < plan.slot_begin(slot + 1); ++i) {
    const PlanEntry entry = plan.entries()[i];
    result.push_back(entry.module == PlanEntry::kServerStep ? "(server)"
                     : entry.module == PlanEntry::kHandlerStep
                         ? "(handler)"
                         : plan.module(entry.module).name_utf8);
  }
  return result;
}

using Names = std::vector<std::string>;

class NotificationPlanTest : public ::testing::Test {
 protected:
  Journal journal_;
  TestModule a_{"a", journal_, RQ_BEGIN_REQUEST | RQ_SEND_RESPONSE};
  TestModule b_{"b", journal_, RQ_BEGIN_REQUEST | RQ_SEND_RESPONSE};
  TestModule c_{"c", journal_, RQ_BEGIN_REQUEST | RQ_SEND_RESPONSE};

  NotificationPlan plan() { return NotificationPlan({&a_.record(), &b_.record(), &c_.record()}); }
};

TEST_F(NotificationPlanTest, EqualPrioritiesKeepConfigurationOrder) {
  EXPECT_EQ(slot_names(plan(), Stage::begin_request, false), (Names{"a", "b", "c"}));
}

TEST_F(NotificationPlanTest, PriorityComesBeforeConfigurationOrder) {
  a_.record().priority[kBeginBit] = Priority::last;
  c_.record().priority[kBeginBit] = Priority::first;
  EXPECT_EQ(slot_names(plan(), Stage::begin_request, false), (Names{"c", "b", "a"}));
}

TEST_F(NotificationPlanTest, AllFiveLevelsInTheirOrder) {
  TestModule d("d", journal_, RQ_BEGIN_REQUEST);
  TestModule e("e", journal_, RQ_BEGIN_REQUEST);
  a_.record().priority[kBeginBit] = Priority::last;
  b_.record().priority[kBeginBit] = Priority::low;
  d.record().priority[kBeginBit] = Priority::high;
  e.record().priority[kBeginBit] = Priority::first;
  const NotificationPlan plan({&a_.record(), &b_.record(), &c_.record(), &d.record(), &e.record()});
  EXPECT_EQ(slot_names(plan, Stage::begin_request, false), (Names{"e", "d", "c", "b", "a"}));
}

TEST_F(NotificationPlanTest, PriorityOfOneNotificationLeavesTheOthersAlone) {
  c_.record().priority[kSendBit] = Priority::first;
  EXPECT_EQ(slot_names(plan(), Stage::begin_request, false), (Names{"a", "b", "c"}));
}

TEST_F(NotificationPlanTest, SendResponseOrderIsInverted) {
  const NotificationPlan equal = plan();
  EXPECT_EQ(names(equal, equal.nested(Nested::send_response)), (Names{"c", "b", "a"}));
  a_.record().priority[kSendBit] = Priority::last;
  c_.record().priority[kSendBit] = Priority::first;
  const NotificationPlan ordered = plan();
  EXPECT_EQ(names(ordered, ordered.nested(Nested::send_response)), (Names{"a", "b", "c"}));
}

TEST_F(NotificationPlanTest, OtherNestedNotificationsAreNotInverted) {
  a_.record().notifications |= RQ_MAP_PATH;
  b_.record().notifications |= RQ_MAP_PATH;
  const NotificationPlan made = plan();
  EXPECT_EQ(names(made, made.nested(Nested::map_path)), (Names{"a", "b"}));
}

TEST_F(NotificationPlanTest, PostNotificationsHaveTheirOwnSubscribersAndPriorities) {
  a_.record().post_notifications = RQ_BEGIN_REQUEST;
  c_.record().post_notifications = RQ_BEGIN_REQUEST;
  c_.record().post_priority[kBeginBit] = Priority::high;
  EXPECT_EQ(slot_names(plan(), Stage::begin_request, true), (Names{"c", "a"}));
}

TEST_F(NotificationPlanTest, PostBitsOfNestedNotificationsHaveNoEffect) {
  a_.record().notifications = 0;
  a_.record().post_notifications = RQ_SEND_RESPONSE | RQ_MAP_PATH;
  const NotificationPlan made({&a_.record()});
  EXPECT_TRUE(made.nested(Nested::send_response).empty());
  EXPECT_TRUE(made.nested(Nested::map_path).empty());
}

TEST_F(NotificationPlanTest, ServerStepsCloseTheirStages) {
  a_.record().notifications =
      RQ_AUTHENTICATE_REQUEST | RQ_MAP_REQUEST_HANDLER | RQ_EXECUTE_REQUEST_HANDLER;
  const NotificationPlan made({&a_.record()});
  EXPECT_EQ(slot_names(made, Stage::authenticate_request, false), (Names{"a", "(server)"}));
  EXPECT_EQ(slot_names(made, Stage::map_request_handler, false), (Names{"a", "(server)"}));
  EXPECT_EQ(slot_names(made, Stage::execute_request_handler, false),
            (Names{"(handler)", "(server)"}));
  EXPECT_EQ(names(made, made.handlers()), (Names{"a"}));
}

TEST_F(NotificationPlanTest, AModuleWithoutFactoryIsNotCalled) {
  a_.record().factory = nullptr;
  EXPECT_EQ(slot_names(plan(), Stage::begin_request, false), (Names{"b", "c"}));
}

TEST_F(NotificationPlanTest, FindsModulesByNameWithoutCase) {
  EXPECT_EQ(plan().find("B"), 1);
  EXPECT_EQ(plan().find("none"), -1);
}

}  // namespace
}  // namespace penstock::pipeline
