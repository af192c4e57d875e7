// Global notifications: order, HANDLED, exceptions.
#include "pipeline/global_notifications.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace penstock::pipeline {
namespace {

class TestGlobal final : public CGlobalModule {
 public:
  GLOBAL_NOTIFICATION_STATUS OnGlobalCacheCleanup() override {
    if (throws) {
      throw std::runtime_error("oops");
    }
    return status;
  }
  VOID Terminate() override {}

  GLOBAL_NOTIFICATION_STATUS status = GL_NOTIFICATION_CONTINUE;
  bool throws = false;
};

class GlobalNotificationsTest : public ::testing::Test {
 protected:
  static constexpr int kCacheCleanupBit = 2;

  GlobalNotificationsTest() {
    for (int i = 0; i < 3; ++i) {
      records_[i].name_utf8 = std::string(1, static_cast<char>('a' + i));
      records_[i].global = &modules_[i];
      records_[i].global_notifications = GL_CACHE_CLEANUP;
    }
  }

  // The names of those called.
  std::string raise() {
    const GlobalNotifications notifications({&records_[0], &records_[1], &records_[2]});
    std::string called;
    status_ = notifications.raise(
        GL_CACHE_CLEANUP,
        [&](CGlobalModule& module) {
          for (int i = 0; i < 3; ++i) {
            called += &module == &modules_[i] ? records_[i].name_utf8 : "";
          }
          return module.OnGlobalCacheCleanup();
        },
        [&](const ModuleRecord& module, const char* what) {
          faults_.push_back(module.name_utf8 + ": " + what);
        });
    return called;
  }

  ModuleRecord records_[3];
  TestGlobal modules_[3];
  GLOBAL_NOTIFICATION_STATUS status_ = GL_NOTIFICATION_CONTINUE;
  std::vector<std::string> faults_;
};

TEST_F(GlobalNotificationsTest, CallsSubscribersByPriorityThenOrder) {
  EXPECT_EQ(raise(), "abc");
  records_[2].global_priority[kCacheCleanupBit] = Priority::first;
  records_[0].global_priority[kCacheCleanupBit] = Priority::low;
  EXPECT_EQ(raise(), "cba");
  records_[1].global_notifications = GL_FILE_CHANGE;
  EXPECT_EQ(raise(), "ca");
}

TEST_F(GlobalNotificationsTest, HandledStopsTheList) {
  modules_[1].status = GL_NOTIFICATION_HANDLED;
  EXPECT_EQ(raise(), "ab");
  EXPECT_EQ(status_, GL_NOTIFICATION_HANDLED);
}

TEST_F(GlobalNotificationsTest, AnExceptionIsReportedAndCountsAsContinue) {
  modules_[0].throws = true;
  EXPECT_EQ(raise(), "abc");
  EXPECT_EQ(status_, GL_NOTIFICATION_CONTINUE);
  EXPECT_EQ(faults_, (std::vector<std::string>{"a: oops"}));
}

TEST_F(GlobalNotificationsTest, KnowsWhatIsWanted) {
  const GlobalNotifications none;
  EXPECT_FALSE(none.wanted(GL_CACHE_CLEANUP));
  const GlobalNotifications some({&records_[0]});
  EXPECT_TRUE(some.wanted(GL_CACHE_CLEANUP));
  EXPECT_FALSE(some.wanted(GL_FILE_CHANGE));
}

}  // namespace
}  // namespace penstock::pipeline
