// The cache policy a module leaves, and the log data it sees and changes.
#include <gtest/gtest.h>

#include "native/test_request.h"

namespace penstock::native {
namespace {

using testing::Call;
using testing::Journal;
using testing::TestModule;
using testing::TestRequest;

TEST(CachePolicy, StartsClosedAndItsFlagsGoOneWay) {
  TestRequest test;
  test.begin();
  IHttpCachePolicy* policy = test.response().GetCachePolicy();
  EXPECT_EQ(policy->GetKernelCachePolicy()->Policy, HttpCachePolicyNocache);
  EXPECT_EQ(policy->GetUserCachePolicy()->SecondsToLive, 0U);
  EXPECT_TRUE(policy->IsUserCacheEnabled());
  policy->DisableUserCache();
  policy->SetIsCached();
  policy->SetKernelCacheInvalidatorSet();
  EXPECT_FALSE(policy->IsUserCacheEnabled());
  EXPECT_TRUE(policy->IsCached());
  EXPECT_TRUE(policy->GetKernelCacheInvalidatorSet());
  test.end();
  test.begin();
  EXPECT_TRUE(policy->IsUserCacheEnabled());
  EXPECT_FALSE(policy->IsCached());
}

TEST(CachePolicy, VaryListsAreJoinedInCallOrder) {
  TestRequest test;
  test.begin();
  IHttpCachePolicy* policy = test.response().GetCachePolicy();
  EXPECT_STREQ(policy->GetVaryByHeaders(), "");
  EXPECT_EQ(policy->AppendVaryByHeader("Accept"), S_OK);
  EXPECT_EQ(policy->AppendVaryByHeader(nullptr), S_OK);
  EXPECT_EQ(policy->AppendVaryByHeader("Cookie"), S_OK);
  EXPECT_STREQ(policy->GetVaryByHeaders(), "Accept,Cookie");
  policy->AppendVaryByQueryString("id");
  EXPECT_STREQ(policy->GetVaryByQueryStrings(), "id");
  EXPECT_EQ(policy->SetVaryByValue(nullptr), E_INVALIDARG);
  EXPECT_EQ(policy->SetVaryByValue("v1"), S_OK);
  EXPECT_EQ(policy->SetVaryByValue("v2"), S_OK);
  EXPECT_STREQ(policy->GetVaryByValue(), "v2");
}

class LogDataTest : public ::testing::Test {
 protected:
  // What GetLogData gives a module of that priority at a send.
  HTTP_LOG_DATA* log_data_seen(pipeline::Priority priority, bool more_data) {
    constexpr int kSendResponseBit = 29;
    module_.record().priority[kSendResponseBit] = priority;
    HTTP_LOG_DATA* seen = nullptr;
    module_.on(RQ_SEND_RESPONSE, [&](const Call& call) {
      seen = static_cast<ISendResponseProvider*>(call.provider)->GetLogData();
      return RQ_NOTIFICATION_CONTINUE;
    });
    test_.begin("POST /a.txt?q=1 HTTP/1.1\r\nHost: h\r\nUser-Agent: ua\r\nCookie: c=1\r\n\r\n");
    test_.response().SetStatus(404, nullptr, 7, HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND), nullptr,
                               FALSE);
    test_.response().notify_send(more_data);
    return seen;
  }

  Journal journal_;
  TestModule module_{"m", journal_, RQ_SEND_RESPONSE};
  TestRequest test_{{&module_}};
};

TEST_F(LogDataTest, AModuleThatRunsLateSeesItOnTheLastSend) {
  const auto* data =
      reinterpret_cast<HTTP_LOG_FIELDS_DATA*>(log_data_seen(pipeline::Priority::high, false));
  ASSERT_NE(data, nullptr);
  EXPECT_STREQ(data->UriStem, L"/a.txt");
  EXPECT_EQ(data->UriStemLength, 6 * sizeof(WCHAR));
  EXPECT_EQ(std::string(data->UriQuery, data->UriQueryLength), "q=1");
  EXPECT_EQ(std::string(data->Method, data->MethodLength), "POST");
  EXPECT_EQ(std::string(data->ClientIp, data->ClientIpLength), "192.0.2.1");
  EXPECT_EQ(std::string(data->ServerIp, data->ServerIpLength), "198.51.100.2");
  EXPECT_EQ(std::string(data->ServiceName, data->ServiceNameLength), "W3SVC7");
  EXPECT_EQ(std::string(data->UserAgent, data->UserAgentLength), "ua");
  EXPECT_EQ(data->ReferrerLength, 0);
  EXPECT_EQ(data->ServerPort, 8080);
  EXPECT_EQ(data->ProtocolStatus, 404);
  EXPECT_EQ(data->SubStatus, 7);
  EXPECT_EQ(data->Win32Status, static_cast<ULONG>(ERROR_FILE_NOT_FOUND));
  EXPECT_EQ(data->MethodNum, HttpVerbPOST);
}

TEST_F(LogDataTest, FirstSeesItToo) {
  EXPECT_NE(log_data_seen(pipeline::Priority::first, false), nullptr);
}

TEST_F(LogDataTest, OthersDoNot) {
  EXPECT_EQ(log_data_seen(pipeline::Priority::medium, false), nullptr);
  EXPECT_EQ(test_.response().log().submitted(), nullptr);
}

TEST_F(LogDataTest, NobodyDoesBeforeTheLastSend) {
  EXPECT_EQ(log_data_seen(pipeline::Priority::first, true), nullptr);
}

TEST_F(LogDataTest, WhatAModuleSetsIsLogged) {
  HTTP_LOG_FIELDS_DATA mine{};
  module_.on(RQ_SEND_RESPONSE, [&](const Call& call) {
    static_cast<ISendResponseProvider*>(call.provider)->SetLogData(&mine.Base);
    return RQ_NOTIFICATION_CONTINUE;
  });
  test_.begin();
  test_.response().notify_send(false);
  EXPECT_EQ(test_.response().log_data(), &mine);
  EXPECT_EQ(test_.response().log().submitted(), &mine);
}

}  // namespace
}  // namespace penstock::native
