// IHttpConnection and what a module keeps with one. Pages: IHttpConnection::*,
// IHttpConnectionStoredContext, IHttpConnectionModuleContextContainer.
#include "conformance/logged.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class IHttpConnection : public LoggedApi {};

TEST_F(IHttpConnection, IsConnected_WhileTheClientIsThere) {
  EXPECT_EQ(report("connected")["connected"], "1");
}

TEST_F(IHttpConnection, IsConnected_NotWhenTheClientHasLeft) {
  {
    RawClient client = server().connect();
    client.send(
        "POST /case/left HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
        "Content-Length: 10\r\n\r\n");
    EXPECT_EQ(client.read_head().status, 100);  // the module reads
    client.abort();
  }
  EXPECT_THAT(final_log(), ElementsAre("connected", "gone"));
}

TEST_F(IHttpConnection, AllocateMemory_SmallAndLarge) {
  Values got = report("connection-memory");
  EXPECT_EQ(got["large"], "1");
  EXPECT_EQ(got["aligned"], "1");
}

TEST_F(IHttpConnection, AllocateMemory_LastsAsLongAsTheConnection) {
  RawClient client = server().connect();
  EXPECT_EQ(values_of(client.get("/case/connection-memory").body)["stored"], kOk);
  client.get("/numbers.txt");
  EXPECT_EQ(client.get("/case/connection-memory").body, "kept=lasting!\n");
}

TEST_F(IHttpConnection, GetModuleContextContainer_IsTheConnectionsOwn) {
  RawClient client = server().connect();
  EXPECT_EQ(values_of(client.get("/case/containers").body)["connection"], kOk);
  EXPECT_EQ(values_of(client.get("/case/containers").body)["connection"], "known");
  EXPECT_EQ(report("containers")["connection"], kOk);
}

// --- connection contexts

class IHttpConnectionStoredContext : public LoggedApi {};

TEST_F(IHttpConnectionStoredContext, NotifyDisconnect_ThenCleanup) {
  {
    RawClient client = server().connect();
    EXPECT_EQ(client.get("/case/connection-context").body, "context=00000000\n");
    EXPECT_EQ(client.get("/case/connection-context").body, "context=known\n");
    EXPECT_THAT(log(), IsEmpty());
  }
  EXPECT_THAT(final_log(), ElementsAre("disconnect", "cleanup connection context"));
}

TEST_F(IHttpConnectionStoredContext, NotifyDisconnect_OfAConnectionThatIsReset) {
  {
    RawClient client = server().connect();
    client.get("/case/connection-context");
    client.abort();
  }
  EXPECT_THAT(final_log(), ElementsAre("disconnect", "cleanup connection context"));
}

class IHttpConnectionModuleContextContainer : public LoggedApi {};

TEST_F(IHttpConnectionModuleContextContainer, SetConnectionModuleContext_OnlyOnceAndNotNull) {
  Values got = report("connection-arguments");
  EXPECT_EQ(got["null"], kInvalidParameter);
  EXPECT_EQ(got["null id"], kInvalidParameter);
  EXPECT_EQ(got["set"], kOk);
  EXPECT_EQ(got["twice"], "80070055");  // ERROR_ALREADY_ASSIGNED
  EXPECT_EQ(got["still the first"], "1");
}

TEST_F(IHttpConnectionModuleContextContainer, GetConnectionModuleContext_IsWhatWasSet) {
  Values got = report("connection-arguments");
  EXPECT_EQ(got["empty"], "1");
  EXPECT_EQ(got["found"], "1");
  EXPECT_EQ(got["no plain one"], "1");
}

}  // namespace
}  // namespace penstock::tests
