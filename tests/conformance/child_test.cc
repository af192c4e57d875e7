// Child requests: cloned, executed and released by modules/child/, whose /include takes steps.
// Pages: IHttpContext::CloneContext, ExecuteRequest, ReleaseClonedContext; docs/adr/0005.
#include <algorithm>

#include "conformance/api.h"

namespace penstock::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kNotSupported = "80070032";
constexpr const char* kInvalidState = "8007139f";

// Parents answer with what their children do: a test's body is the children's.
class IHttpContext : public SharedServer<IHttpContext> {
 public:
  static ServerConfig config() {
    ServerConfig config = config_with_tracers({"Alpha", "Catcher"});
    config.add("Child", CHILD_MODULE);
    config.handlers =
        R"(<add name="Catch" path="/caught" verb="*" modules="Catcher" />)" + config.handlers;
    return config;
  }

 protected:
  static Reply get(const std::string& target, const Headers& headers = {},
                   std::string_view method = "GET", std::string_view body = {}) {
    return server().connect().request(method, target, headers, body);
  }
  static std::string body(const std::string& steps, const Headers& headers = {},
                          std::string_view method = "GET", std::string_view entity = {}) {
    return get("/include?" + steps, headers, method, entity).body;
  }
  static Values report(const std::string& steps, const Headers& headers = {}) {
    return values_of(body(steps, headers));
  }
};

// --- executing

TEST_F(IHttpContext, ExecuteRequest_AChildsOutputStandsWhereItWasIncluded) {
  const Reply reply = get("/include?text=a;child=/text/one;text=b;child=/a.txt;text=c");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "aoneba file\nc");
  EXPECT_EQ(reply.header("Content-Length"), "13");
}

TEST_F(IHttpContext, ExecuteRequest_TheChildGoesThroughThePipelineWithObjectsOfItsOwn) {
  const Traced traced = run("/include?clone=3;child=/text/x");
  EXPECT_EQ(traced.reply.body, "x");
  const Lines own = traced.of("Alpha");
  for (const char* event : {"BeginRequest", "PostBeginRequest", "AuthenticateRequest",
                            "MapRequestHandler", "ExecuteRequestHandler", "LogRequest",
                            "EndRequest", "PostEndRequest", "created", "disposed"}) {
    EXPECT_EQ(std::count(own.begin(), own.end(), event), 2) << event;
  }
  EXPECT_THAT(traced.of("Alpha"),
              testing::IsSupersetOf({std::string("SendResponse headers more"),
                                     std::string("SendResponse headers last ready-to-log")}));
}

TEST_F(IHttpContext, ExecuteRequest_AChildMayBePending) {
  EXPECT_EQ(body("text=1;child=/pend;text=2;child=/indicate;text=3"), "1pended2indicated3");
}

TEST_F(IHttpContext, ExecuteRequest_AChildMayBeBegunWhereTheRequestIsParked) {
  EXPECT_EQ(body("thread=/text/late;text=."), "late.");
  EXPECT_EQ(body("thread=/pend;text=."), "pended.");
}

TEST_F(IHttpContext, ExecuteRequest_AChildMayBlock) {
  RawClient blocked = server().connect();
  blocked.send_request("GET", "/include?child=/block;text=.");
  EXPECT_EQ(get("/unblock").status, 200);
  EXPECT_EQ(blocked.read_reply().body, "unblocked.");
}

TEST_F(IHttpContext, ExecuteRequest_AChildThatThrowsEndsWith500AndItsParentGoesOn) {
  const Reply dropped = get("/include?text=a;child=/throw;text=b");
  EXPECT_EQ(dropped.status, 200);
  EXPECT_EQ(get("/include?flags=0;child=/throw;text=b").status, 500);
  EXPECT_THAT(body("text=a;child=/throw;text=b"), testing::EndsWith("b"));
}

TEST_F(IHttpContext, ExecuteRequest_FromANestedNotification) {
  EXPECT_EQ(get("/mapped").body, "innerouter");
  EXPECT_EQ(get("/mapped/pend").body, "pendedouter");
}

TEST_F(IHttpContext, ExecuteRequest_IsNestedTenDeepAtTheMost) {
  EXPECT_EQ(get("/nest/10").body, "10(9(8(7(6(5(4(3(2(1(0()))))))))))");
  EXPECT_EQ(get("/nest/11").body, "11(10(9(8(7(6(5(4(3(2(1(failed=800703e9\n)))))))))))");
}

TEST_F(IHttpContext, ExecuteRequest_OnceAClone) {
  Values got = report("keep=1;child=/text/x;again;release");
  EXPECT_EQ(got["again"], kNotSupported);
  EXPECT_EQ(got["release"], kOk);
}

TEST_F(IHttpContext, ExecuteRequest_OneAtATime) {
  Values got = report("twice=/text/first");
  EXPECT_EQ(got["second"], kInvalidState);
  EXPECT_EQ(got["early"], kInvalidState);
  EXPECT_THAT(body("twice=/text/first"), testing::EndsWith("first"));
}

TEST_F(IHttpContext, ExecuteRequest_AModuleThatDoesNotWaitIsFollowedByTheChild) {
  EXPECT_EQ(body("nowait=1;text=a;child=/text/x"), "ax");
  EXPECT_EQ(body("nowait=1;text=a;child=/pend"), "apended");
}

TEST_F(IHttpContext, ExecuteRequest_ErrorsOfArguments) {
  Values got = report("errors");
  EXPECT_EQ(got["execute.sync"], kNotSupported);
  EXPECT_EQ(got["execute.null"], kInvalidParameter);
  EXPECT_EQ(got["execute.self"], kNotSupported);
  EXPECT_EQ(got["execute.grandchild"], kNotSupported);
  EXPECT_EQ(got["execute.outside"], kInvalidState);
  EXPECT_EQ(got["execute.pending"], kOk);
}

TEST_F(IHttpContext, ExecuteRequest_AClientThatVanishesIsHarmless) {
  {
    RawClient client = server().connect();
    client.send_request("GET", "/include?child=/hold;text=.;child=/large");
    EXPECT_EQ(get("/await-held").body, "held");
    client.abort();
  }
  EXPECT_EQ(get("/release").status, 200);
  EXPECT_EQ(body("child=/text/x"), "x");
}

// --- users

TEST_F(IHttpContext, ExecuteRequest_APassedUserSkipsAuthentication) {
  EXPECT_EQ(report("child=/info")["user"], "");
  const Traced traced = run("/include?clone=3;user=Somebody;child=/info");
  EXPECT_EQ(values_of(traced.reply.body)["user"], "Somebody");
  const Lines own = traced.of("Alpha");
  EXPECT_EQ(std::count(own.begin(), own.end(), "AuthenticateRequest"), 1);
  EXPECT_EQ(std::count(own.begin(), own.end(), "PostAuthenticateRequest"), 2);
}

// --- EXECUTE_FLAG_*

TEST_F(IHttpContext, ExecuteRequest_StatusAndHeadersAreTheChildsUnlessDropped) {
  const Reply taken = get("/include?flags=0;text=a;child=/header");
  EXPECT_EQ(taken.status, 202);
  EXPECT_EQ(taken.reason, "Taken");
  EXPECT_EQ(taken.header("X-Child"), "yes");
  EXPECT_EQ(taken.header("Set-Cookie"), "c=1");
  EXPECT_EQ(taken.body, "aheaded");
  const Reply dropped = get("/include?flags=1;text=a;child=/header");
  EXPECT_EQ(dropped.status, 200);
  EXPECT_FALSE(dropped.has("X-Child"));
  EXPECT_EQ(dropped.body, "aheaded");
}

TEST_F(IHttpContext, ExecuteRequest_ABufferedResponseIsTheParentsToRead) {
  EXPECT_EQ(body("flags=20;keep=1;child=/header;text=<;show;text=>"), "<[202 yes headed]>");
  EXPECT_EQ(body("flags=20;keep=1;child=/flush;sent;show"), "unsent[200 - flushed unsent]");
}

TEST_F(IHttpContext, ExecuteRequest_WhatAChildFlushesIsSent) {
  const Reply reply = get("/include?text=before;child=/flush;sent");
  EXPECT_EQ(reply.body, "beforeflushed sentsent");
  EXPECT_FALSE(reply.chunks.empty());
}

TEST_F(IHttpContext, ExecuteRequest_LargeResponsesOfChildren) {
  EXPECT_EQ(body("child=/large;text=.;child=/large").size(), 6'000'001U);
}

TEST_F(IHttpContext, ExecuteRequest_CustomErrorsMayBeDisabled) {
  EXPECT_THAT(body("text=a;child=/404;text=b"), HasSubstr("404"));
  EXPECT_EQ(body("flags=9;text=a;child=/404;text=b"), "ab");
  const Reply reply = get("/include?flags=8;child=/404");
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(reply.body, "");
}

TEST_F(IHttpContext, ExecuteRequest_TheCurrentHandlerMayBeIgnored) {
  // The clone keeps the URL, whose handler would be found again.
  EXPECT_THAT(run("/caught?clone=3;flags=11;child=").called_for("ExecuteRequestHandler"),
              ElementsAre("Alpha", "Alpha", "Catcher"));
  EXPECT_THAT(run("/caught?clone=3;flags=13;child=").called_for("ExecuteRequestHandler"),
              ElementsAre("Alpha", "Alpha"));
}

TEST_F(IHttpContext, GetExecuteFlags_AreThoseOfTheExecution) {
  EXPECT_EQ(report("flags=51;child=/info")["flags"], "00000051");
  EXPECT_EQ(values_of(get("/info").body)["flags"], "00000000");
}

// --- cloning

TEST_F(IHttpContext, CloneContext_Basics) {
  Values got = values_of(body("variable=v;child=/info?a=b", {}, "POST", "x"));
  EXPECT_EQ(got["method"], "POST");
  EXPECT_EQ(got["path"], "/info");
  EXPECT_EQ(got["query"], "a=b");
  EXPECT_EQ(got["url"], "/info");
  EXPECT_EQ(got["own"], "-");
  got = values_of(body("clone=0;child=/info", {}, "POST", "x"));
  EXPECT_EQ(got["method"], "GET");
}

TEST_F(IHttpContext, CloneContext_Headers) {
  const Headers headers = {{"Accept", "text/x"},
                           {"Range", "bytes=0-1"},
                           {"If-None-Match", "\"e\""},
                           {"Depth", "1"},
                           {"If", "(x)"}};
  Values got = report("child=/headers", headers);
  EXPECT_EQ(got["Accept"], "-");
  EXPECT_EQ(got["Host"], "-");
  got = report("clone=3;header=mine;child=/headers", headers);
  EXPECT_EQ(got["Accept"], "text/x");
  EXPECT_EQ(got["Range"], "bytes=0-1");
  EXPECT_EQ(got["Depth"], "1");
  EXPECT_EQ(got["X-Own"], "mine");
  EXPECT_NE(got["Host"], "-");
  got = report("clone=b;child=/headers", headers);
  EXPECT_EQ(got["Accept"], "text/x");
  EXPECT_EQ(got["Range"], "-");
  EXPECT_EQ(got["If-None-Match"], "-");
  EXPECT_EQ(got["Depth"], "1");
  got = report("clone=13;child=/headers", headers);
  EXPECT_EQ(got["Range"], "bytes=0-1");
  EXPECT_EQ(got["Depth"], "-");
  EXPECT_EQ(got["If"], "-");
}

TEST_F(IHttpContext, CloneContext_Entity) {
  EXPECT_EQ(body("clone=5;child=/echo", {}, "POST", "a body"), "6:a body");
  EXPECT_EQ(body("clone=1;child=/echo", {}, "POST", "a body"), "0:");
  EXPECT_EQ(values_of(body("clone=3;child=/headers", {}, "POST", "abc"))["Content-Length"], "-");
  EXPECT_EQ(values_of(body("clone=7;child=/headers", {}, "POST", "abc"))["Content-Length"], "3");
}

TEST_F(IHttpContext, CloneContext_EntityThatIsStillToCome) {
  for (const char* page : {"/echo", "/echo-later"}) {
    RawClient client = server().connect();
    client.send(std::string("POST /include?clone=5;text=(;child=") + page +
                ";text=) HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nExpect: 100-continue\r\n\r\n");
    // The child reads now, and there is nothing yet.
    EXPECT_EQ(client.read_head().status, 100) << page;
    client.send("a body");
    EXPECT_THAT(client.read_reply().body, testing::EndsWith("a body)")) << page;
  }
}

TEST_F(IHttpContext, CloneContext_ServerVariables) {
  EXPECT_EQ(report("variable=v;clone=1;child=/info")["own"], "-");
  EXPECT_EQ(report("variable=v;clone=41;child=/info")["own"], "v");
}

TEST_F(IHttpContext, CloneContext_ErrorsOfArguments) {
  Values got = report("errors");
  EXPECT_EQ(got["clone.null"], kInvalidParameter);
  EXPECT_EQ(got["clone.flags"], kInvalidParameter);
  EXPECT_EQ(got["clone.none"], kOk);
}

// --- kinship and life

TEST_F(IHttpContext, GetParentContext_AndGetRootContext) {
  Values got = values_of(get("/info").body);
  EXPECT_EQ(got["parent"], "none");
  EXPECT_EQ(got["root"], "none");
  got = report("child=/info");
  EXPECT_EQ(got["parent"], "/include");
  EXPECT_EQ(got["root"], "/include");
}

TEST_F(IHttpContext, ReleaseClonedContext_Errors) {
  Values got = report("errors");
  EXPECT_EQ(got["release.root"], kInvalidParameter);
  EXPECT_EQ(got["release.child"], kOk);
  EXPECT_EQ(got["release.orphan"], kInvalidParameter);
  EXPECT_EQ(got["release.twice"], kInvalidParameter);
}

TEST_F(IHttpContext, ReleaseClonedContext_ObjectsAndContextsEndOnceReleasedOrNot) {
  const TestServer alone(config());
  RawClient client = alone.connect();
  client.get("/include?child=/text/a;keep=1;child=/text/b;errors");
  client.get("/nest/4");
  Values got = values_of(client.get("/counts").body);
  // The request that asks is one itself, and still lives.
  EXPECT_EQ(std::stoi(got["created"]), std::stoi(got["disposed"]) + 1);
  EXPECT_EQ(std::stoi(got["stored"]), std::stoi(got["cleaned"]) + 1);
  EXPECT_EQ(got["stored"], "9");
}

TEST_F(IHttpContext, InheritServerVariable_IsTheParents) {
  Values got = report("variable=v;child=/inherit");
  EXPECT_EQ(got["null"], kInvalidParameter);
  EXPECT_EQ(got["missing"], "80070585");
  EXPECT_EQ(got["optional"], kOk);
  EXPECT_EQ(got["own"], kOk);
  EXPECT_EQ(got["value"], "v");
}

}  // namespace
}  // namespace penstock::tests
