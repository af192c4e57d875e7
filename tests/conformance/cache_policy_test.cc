// IHttpCachePolicy and IHttpCachePolicy2: what modules say about caching a response. Pages: the
// interfaces' methods.
#include "conformance/api.h"

namespace penstock::tests {
namespace {

class IHttpCachePolicy : public ApiTest<IHttpCachePolicy> {};

TEST_F(IHttpCachePolicy, GetKernelCachePolicy_IsNoCacheForZeroSecondsAtFirst) {
  Values got = report("cache-policy");
  EXPECT_EQ(got["same policy"], "1");
  EXPECT_EQ(got["kernel is no cache"], "1");
  EXPECT_EQ(got["kernel seconds"], "0");
}

TEST_F(IHttpCachePolicy, GetKernelCachePolicy_IsTheStructureThatCounts) {
  Values got = report("cache-policy");
  EXPECT_EQ(got["kernel changed"], "1");
  EXPECT_EQ(got["kernel changed seconds"], "17");
}

TEST_F(IHttpCachePolicy, GetUserCachePolicy_IsNoCacheForZeroSecondsAtFirst) {
  Values got = report("cache-policy");
  EXPECT_EQ(got["user is no cache"], "1");
  EXPECT_EQ(got["user seconds"], "0");
  EXPECT_EQ(got["two structures"], "1");
}

TEST_F(IHttpCachePolicy, GetUserCachePolicy_IsTheStructureThatCounts) {
  Values got = report("cache-policy");
  EXPECT_EQ(got["user changed"], "1");
  EXPECT_EQ(got["user changed seconds"], "19");
}

TEST_F(IHttpCachePolicy, GetUserCachePolicy_OfTheNextRequestIsNew) {
  RawClient client = server().connect();
  client.get("/case/cache-policy");
  Values got = values_of(client.get("/case/cache-policy").body);
  EXPECT_EQ(got["kernel is no cache"], "1");
  EXPECT_EQ(got["user is no cache"], "1");
  EXPECT_EQ(got["user seconds"], "0");
}

// --- switches that go one way

TEST_F(IHttpCachePolicy, IsUserCacheEnabled_AtFirst) {
  EXPECT_EQ(report("cache-switches")["enabled"], "1");
}

TEST_F(IHttpCachePolicy, DisableUserCache_ForGood) {
  Values got = report("cache-switches");
  EXPECT_EQ(got["disabled"], "0");
  EXPECT_EQ(got["disabled twice"], "0");
}

TEST_F(IHttpCachePolicy, IsCached_IsFalseAtFirst) {
  EXPECT_EQ(report("cache-switches")["cached"], "0");
}

TEST_F(IHttpCachePolicy, SetIsCached_ForGood) {
  Values got = report("cache-switches");
  EXPECT_EQ(got["set cached"], "1");
  EXPECT_EQ(got["set cached twice"], "1");
}

TEST_F(IHttpCachePolicy, GetKernelCacheInvalidatorSet_IsFalseAtFirst) {
  EXPECT_EQ(report("cache-switches")["invalidator"], "0");
}

TEST_F(IHttpCachePolicy, SetKernelCacheInvalidatorSet_SetsIt) {
  EXPECT_EQ(report("cache-switches")["set invalidator"], "1");
}

// --- what the response varies by

TEST_F(IHttpCachePolicy, GetVaryByHeaders_IsEmptyAtFirst) {
  EXPECT_EQ(report("cache-lists")["headers at first"], "");
}

TEST_F(IHttpCachePolicy, AppendVaryByHeader_CopiesAndJoinsWithCommas) {
  Values got = report("cache-lists");
  EXPECT_EQ(got["header"], kOk);
  EXPECT_EQ(got["one header"], "Accept");
  EXPECT_EQ(got["second header"], kOk);
  EXPECT_EQ(got["headers"], "Accept,Cookie");
}

TEST_F(IHttpCachePolicy, AppendVaryByHeader_OfNullIsNothing) {
  EXPECT_EQ(report("cache-lists")["null header"], kOk);
}

TEST_F(IHttpCachePolicy, GetVaryByQueryStrings_IsEmptyAtFirst) {
  EXPECT_EQ(report("cache-lists")["queries at first"], "");
}

TEST_F(IHttpCachePolicy, AppendVaryByQueryString_CopiesAndJoinsWithCommas) {
  Values got = report("cache-lists");
  EXPECT_EQ(got["query"], kOk);
  EXPECT_EQ(got["one query"], "p1");
  EXPECT_EQ(got["second query"], kOk);
  EXPECT_EQ(got["queries"], "p1,p2");
}

TEST_F(IHttpCachePolicy, AppendVaryByQueryString_OfNullIsNothing) {
  EXPECT_EQ(report("cache-lists")["null query"], kOk);
}

TEST_F(IHttpCachePolicy, GetVaryByValue_IsEmptyAtFirst) {
  EXPECT_EQ(report("cache-value")["at first"], "");
}

TEST_F(IHttpCachePolicy, SetVaryByValue_CopiesAndReplaces) {
  Values got = report("cache-value");
  EXPECT_EQ(got["set"], kOk);
  EXPECT_EQ(got["value"], "a longer value");
  EXPECT_EQ(got["again"], kOk);
  EXPECT_EQ(got["replaced"], "short");
}

TEST_F(IHttpCachePolicy, SetVaryByValue_RefusesNull) {
  Values got = report("cache-value");
  EXPECT_EQ(got["null"], "80070057");  // E_INVALIDARG
  EXPECT_EQ(got["after null"], "a longer value");
}

// --- IHttpCachePolicy2

class IHttpCachePolicy2 : public ApiTest<IHttpCachePolicy2> {};

TEST_F(IHttpCachePolicy2, IsForceUpdateSet_IsFalseAtFirst) {
  Values got = report("cache-switches");
  EXPECT_EQ(got["interface"], kOk);
  EXPECT_EQ(got["force"], "0");
}

TEST_F(IHttpCachePolicy2, SetForceUpdate_SetsIt) {
  EXPECT_EQ(report("cache-switches")["set force"], "1");
}

}  // namespace
}  // namespace penstock::tests
