// What RegisterModule's calls leave in a ModuleRecord.
#include "pipeline/module_record.h"

#include <gtest/gtest.h>

#include "pipeline/test_module.h"

namespace penstock::pipeline {
namespace {

class NoGlobals final : public CGlobalModule {
 public:
  VOID Terminate() override {}
};

class ModuleRecordTest : public ::testing::Test {
 protected:
  testing::Journal journal_;
  testing::TestModule factory_{"m", journal_, 0};
  NoGlobals global_;
  ModuleRecord record_;
  ModuleRegistration registration_{record_};
};

TEST_F(ModuleRecordTest, RequestNotificationsMayBeSetOnce) {
  EXPECT_EQ(registration_.SetRequestNotifications(&factory_, RQ_BEGIN_REQUEST, RQ_END_REQUEST),
            S_OK);
  EXPECT_EQ(registration_.SetRequestNotifications(&factory_, RQ_LOG_REQUEST, 0),
            HRESULT_FROM_WIN32(ERROR_ALREADY_EXISTS));
  EXPECT_EQ(record_.notifications, DWORD{RQ_BEGIN_REQUEST});
  EXPECT_EQ(record_.post_notifications, DWORD{RQ_END_REQUEST});
}

TEST_F(ModuleRecordTest, GlobalNotificationsMayBeSetOnce) {
  EXPECT_EQ(registration_.SetGlobalNotifications(&global_, GL_FILE_CHANGE), S_OK);
  EXPECT_EQ(registration_.SetGlobalNotifications(&global_, GL_TRACE_EVENT),
            HRESULT_FROM_WIN32(ERROR_ALREADY_EXISTS));
  EXPECT_EQ(record_.global_notifications, DWORD{GL_FILE_CHANGE});
}

TEST_F(ModuleRecordTest, NullIsRefused) {
  EXPECT_TRUE(FAILED(registration_.SetRequestNotifications(nullptr, RQ_BEGIN_REQUEST, 0)));
  EXPECT_TRUE(FAILED(registration_.SetGlobalNotifications(nullptr, GL_FILE_CHANGE)));
  EXPECT_TRUE(FAILED(registration_.SetPriorityForRequestNotification(RQ_BEGIN_REQUEST, nullptr)));
}

TEST_F(ModuleRecordTest, OneCallSetsThePriorityOfSeveralNotifications) {
  EXPECT_EQ(registration_.SetPriorityForRequestNotification(RQ_BEGIN_REQUEST | RQ_MAP_PATH,
                                                            PRIORITY_ALIAS_HIGH),
            S_OK);
  EXPECT_EQ(record_.priority[0], Priority::high);
  EXPECT_EQ(record_.priority[31], Priority::high);
  EXPECT_EQ(record_.post_priority[0], Priority::high);
  EXPECT_EQ(record_.priority[1], Priority::medium);
}

TEST_F(ModuleRecordTest, PostNotificationsCanHaveAPriorityOfTheirOwn) {
  registration_.SetPriorityForRequestNotification(RQ_BEGIN_REQUEST, PRIORITY_ALIAS_HIGH);
  EXPECT_EQ(
      registration_.SetPriorityForPostRequestNotification(RQ_BEGIN_REQUEST, PRIORITY_ALIAS_LAST),
      S_OK);
  EXPECT_EQ(record_.priority[0], Priority::high);
  EXPECT_EQ(record_.post_priority[0], Priority::last);
}

TEST_F(ModuleRecordTest, AliasesAreKnownInAnyCaseAndNothingElseIs) {
  EXPECT_EQ(registration_.SetPriorityForGlobalNotification(GL_FILE_CHANGE, L"last"), S_OK);
  EXPECT_EQ(record_.global_priority[7], Priority::last);
  EXPECT_TRUE(FAILED(registration_.SetPriorityForGlobalNotification(GL_FILE_CHANGE, L"URGENT")));
}

}  // namespace
}  // namespace penstock::pipeline
