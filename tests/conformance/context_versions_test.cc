// IHttpContext2, IHttpContext3 and IHttpContext4: what newer versions added. Pages: the interfaces'
// methods; PostCompletion is completion_test.cc, named contexts are containers_test.cc.
#include <ctime>

#include "conformance/logged.h"

namespace penstock::tests {
namespace {

// --- IHttpContext2

class IHttpContext2 : public LoggedApi {};

TEST_F(IHttpContext2, GetOriginalUser_IsTheFirstThatWasSet) {
  Values got = report("two-users");
  EXPECT_EQ(got["none at first"], "1");
  EXPECT_EQ(got["the first"], "1");
  EXPECT_EQ(got["original"], "1");
  EXPECT_EQ(got["the last"], "1");
  EXPECT_EQ(got["still original"], "1");
  EXPECT_EQ(got["the first again"], "1");
}

TEST_F(IHttpContext2, GetOriginalUser_AndAllOthersAreReleasedOnce) {
  report("two-users");
  EXPECT_THAT(final_log(), testing::ElementsAre("user released", "user released", "user released"));
}

TEST_F(IHttpContext2, GetOriginalUser_IsTheAnonymousOneWhenNobodyChangesIt) {
  Values got = report("anonymous");
  EXPECT_EQ(got["extended"], kOk);
  EXPECT_EQ(got["original"], "1");
}

// --- IHttpContext3

class IHttpContext3 : public ApiTest<IHttpContext3> {};

TEST_F(IHttpContext3, EnableFullDuplex_ReadsAndFlushesTakeTurns) {
  RawClient client = server().connect();
  client.send("POST /case/duplex HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  client.send("3\r\none\r\n");
  EXPECT_EQ(client.read_head().status, 200);
  EXPECT_EQ(client.read_chunk(), "seen one");
  client.send("3\r\ntwo\r\n");
  EXPECT_EQ(client.read_chunk(), "seen two");
  client.send("0\r\n\r\n");
  EXPECT_EQ(client.read_chunk(), "");
}

// --- IHttpContext4: milliseconds of the clock that GetTickCount64 tells

class IHttpContext4 : public ApiTest<IHttpContext4> {
 protected:
  static long long number(Values& values, const std::string& key) {
    return std::stoll(values[key]);
  }
};

TEST_F(IHttpContext4, GetRequestStartTime_LiesBeforeTheModulesCall) {
  Values got = report("times");
  EXPECT_GT(number(got, "start"), 0);
  EXPECT_LE(number(got, "start"), number(got, "now"));
  EXPECT_EQ(got["same"], "1");
}

TEST_F(IHttpContext4, GetRequestStartTime_OfTheNextRequestIsNotEarlier) {
  RawClient client = server().connect();
  Values first = values_of(client.get("/case/times").body);
  Values second = values_of(client.get("/case/times").body);
  EXPECT_GE(number(second, "start"), number(first, "start") + number(first, "elapsed"));
}

TEST_F(IHttpContext4, GetRequestElapsedTime_CountsFromTheStart) {
  Values got = report("times");
  EXPECT_GE(number(got, "elapsed"), 0);
  EXPECT_LE(number(got, "start") + number(got, "elapsed"), number(got, "now"));
  EXPECT_EQ(got["goes forward"], "1");
}

}  // namespace
}  // namespace penstock::tests
