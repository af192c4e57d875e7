// GetHeaderChanges and GetServerVarChanges: change numbers, snapshots and what differs.
// Pages: IHttpRequest::GetHeaderChanges, IHttpResponse::GetHeaderChanges,
// IHttpContext::GetServerVarChanges.
#include "conformance/caching.h"

namespace penstock::tests {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

void expect_header_changes(Values got) {
  EXPECT_EQ(got["first"], kOk);
  EXPECT_EQ(got["number is not 0"], "1");
  EXPECT_EQ(got["another number"], "1");
  EXPECT_EQ(got["set"], "X-A:one end");
  EXPECT_EQ(got["set known"], "1");
  EXPECT_EQ(got["snapshot"], "private");
  EXPECT_EQ(got["appended"], "X-A:one, two X-B:new end");
  EXPECT_EQ(got["unchanged known"], "1");
  EXPECT_EQ(got["deleted"], "X-A:(gone) end");
  EXPECT_EQ(got["deleted known"], "1");
  EXPECT_EQ(got["set to the same"], "end");
  EXPECT_EQ(got["dropped"], "1");
}

void expect_nothing_without_a_change(Values got) {
  EXPECT_EQ(got["again"], kOk);
  EXPECT_EQ(got["the same number"], "1");
  EXPECT_EQ(got["nothing"], "end");
  EXPECT_EQ(got["nothing known"], "1");
}

void expect_checked_arguments(Values got) {
  for (const char* wrong : {"no number", "no snapshot", "no indices", "no arrays"}) {
    EXPECT_EQ(got[wrong], kInvalidParameter) << wrong;
  }
  EXPECT_EQ(got["first call"], kOk);
}

class IHttpRequest : public CachingTest<IHttpRequest> {};

TEST_F(IHttpRequest, GetHeaderChanges_TellsWhatDiffersFromTheSnapshot) {
  expect_header_changes(report("request-headers"));
}

TEST_F(IHttpRequest, GetHeaderChanges_NothingWithoutAChange) {
  expect_nothing_without_a_change(report("request-headers"));
}

TEST_F(IHttpRequest, GetHeaderChanges_ChecksItsArguments) {
  expect_checked_arguments(report("request-headers"));
}

TEST_F(IHttpRequest, GetHeaderChanges_FirstOfAllWhatTheClientSent) {
  Values got = report("received", {{"X-One", "1"}, {"Cookie", "a=b"}, {"X-Two", "2"}});
  EXPECT_EQ(got["asked"], kOk);
  EXPECT_EQ(got["host"], "1");
  EXPECT_EQ(got["cookie"], "1");
  EXPECT_EQ(got["unknown"], "X-One:1 X-Two:2 end");
}

class IHttpResponse : public CachingTest<IHttpResponse> {};

TEST_F(IHttpResponse, GetHeaderChanges_TellsWhatDiffersFromTheSnapshot) {
  expect_header_changes(report("response-headers"));
}

TEST_F(IHttpResponse, GetHeaderChanges_NothingWithoutAChange) {
  expect_nothing_without_a_change(report("response-headers"));
}

TEST_F(IHttpResponse, GetHeaderChanges_ChecksItsArguments) {
  expect_checked_arguments(report("response-headers"));
}

TEST_F(IHttpResponse, GetHeaderChanges_SeesClearedHeaders) {
  EXPECT_THAT(report("response-headers")["cleared"], HasSubstr("X-B:(gone)"));
}

TEST_F(IHttpResponse, GetHeaderChanges_SeesRawEditsAndSecondLines) {
  Values got = report("raw-response");
  EXPECT_EQ(got["edited"], "1");
  EXPECT_EQ(got["first line"], "1");
  EXPECT_THAT(got["second line"], EndsWith("Set-Cookie:b=2 end"));
}

class IHttpContext : public CachingTest<IHttpContext> {};

TEST_F(IHttpContext, GetServerVarChanges_OfVariablesThatModulesSet) {
  Values got = report("variables");
  EXPECT_EQ(got["first"], kOk);
  EXPECT_EQ(got["nothing set"], "end");
  EXPECT_EQ(got["number is not 0"], "1");
  EXPECT_EQ(got["set"], "MINE:one SERVER_NAME:changed end");
  EXPECT_EQ(got["another number"], "1");
  EXPECT_EQ(got["nothing"], "end");
  EXPECT_EQ(got["set again"], "MINE:two end");
  EXPECT_EQ(got["count"], "2");
}

TEST_F(IHttpContext, GetServerVarChanges_ChecksItsArguments) {
  Values got = report("variables");
  for (const char* wrong : {"no number", "no indices", "no arrays"}) {
    EXPECT_EQ(got[wrong], kInvalidParameter) << wrong;
  }
}

}  // namespace
}  // namespace penstock::tests
