// IHttpResponse4: trailers of chunked responses (RFC 9110 6.5).
#include "conformance/api.h"

namespace penstock::tests {
namespace {

using testing::IsEmpty;

class IHttpResponse4 : public SharedServer<IHttpResponse4> {
 public:
  static ServerConfig config() { return ServerConfig().add("Trailers", TRAILERS_MODULE); }

 protected:
  static Reply run_case(const std::string& name) { return server().get("/__trailers/" + name); }
  static Values report(const std::string& name) { return values_of(run_case(name).body); }
};

TEST_F(IHttpResponse4, SetTrailer_FollowsTheLastChunk) {
  const Reply reply = run_case("plain");
  EXPECT_EQ(reply.header("Transfer-Encoding"), "chunked");
  EXPECT_FALSE(reply.has("Content-Length"));
  EXPECT_EQ(reply.header("Trailer"), "X-Sum, Server-Timing");
  EXPECT_EQ(reply.body, "body");
  EXPECT_EQ(reply.trailers, (Headers{{"X-Sum", "42"}, {"Server-Timing", "db;dur=53"}}));
}

TEST_F(IHttpResponse4, SetTrailer_TheConnectionGoesOn) {
  RawClient client = server().connect();
  EXPECT_EQ(client.get("/__trailers/plain").trailers.size(), 2U);
  EXPECT_EQ(client.get("/a.txt").body, "a file\n");
}

TEST_F(IHttpResponse4, SetTrailer_IsPossibleUntilTheBodyEnds) {
  const Reply reply = run_case("after-the-head");
  EXPECT_EQ(reply.body, "first,second");
  EXPECT_FALSE(reply.has("Trailer"));  // not known when the head left
  EXPECT_EQ(reply.trailers, (Headers{{"X-Sum", "42"}}));
}

TEST_F(IHttpResponse4, SetTrailer_KeepsTheModulesAnnouncement) {
  const Reply reply = run_case("announced");
  EXPECT_EQ(reply.header("Trailer"), "X-Mine");
  EXPECT_EQ(reply.trailers, (Headers{{"X-Mine", "1"}}));
}

TEST_F(IHttpResponse4, SetTrailer_TakesTheLengthsPlace) {
  const Reply reply = run_case("with-length");
  EXPECT_FALSE(reply.has("Content-Length"));
  EXPECT_EQ(reply.body, "body");
  EXPECT_EQ(reply.trailers, (Headers{{"X-Sum", "42"}}));
}

TEST_F(IHttpResponse4, SetTrailer_FailsWhereTheBodyIsNotChunked) {
  const Reply reply = run_case("length-sent");
  EXPECT_EQ(reply.body, "body");
  EXPECT_THAT(reply.trailers, IsEmpty());
  Values got = report("report");
  EXPECT_EQ(got["set"], "80070032");  // ERROR_NOT_SUPPORTED
  EXPECT_EQ(got["delete"], "80070032");
}

TEST_F(IHttpResponse4, SetTrailer_FailsOnceTheBodyHasEnded) {
  // On one connection the second request begins when the first has ended.
  RawClient client = server().connect();
  EXPECT_EQ(client.get("/__trailers/too-late").trailers, (Headers{{"X-Sum", "42"}}));
  Values got = values_of(client.get("/__trailers/report").body);
  EXPECT_EQ(got["set"], "8007139f");  // ERROR_INVALID_STATE
  EXPECT_EQ(got["delete"], "8007139f");
  EXPECT_EQ(got["get"], "42");
}

TEST_F(IHttpResponse4, SetTrailer_AppendsOrReplaces) {
  Values got = report("values");
  EXPECT_EQ(got["missing"], "null 0");
  EXPECT_EQ(got["set"], kOk);
  EXPECT_EQ(got["append"], kOk);
  EXPECT_EQ(got["appended"], "1, 2");
  EXPECT_EQ(got["replace"], kOk);
  EXPECT_EQ(got["replaced"], "3");
}

TEST_F(IHttpResponse4, DeleteTrailer_IsFineWithNone) {
  Values got = report("values");
  EXPECT_EQ(got["delete"], kOk);
  EXPECT_EQ(got["deleted"], "null 0");
  EXPECT_EQ(got["delete again"], kOk);
  EXPECT_EQ(got["delete null"], kInvalidParameter);
  EXPECT_EQ(got["get null"], "null");
}

TEST_F(IHttpResponse4, SetTrailer_RefusesWhatMayNotBeOne) {
  Values got = report("values");
  for (const char* key :
       {"null name", "null value", "bad name", "bad value", "length", "coding", "cookie"}) {
    EXPECT_EQ(got[key], kInvalidParameter) << key;
  }
}

TEST_F(IHttpResponse4, Clear_ForgetsTrailers) {
  const Reply reply = run_case("cleared");
  EXPECT_EQ(reply.body, "body");
  EXPECT_EQ(reply.header("Content-Length"), "4");
  EXPECT_THAT(reply.trailers, IsEmpty());
}

TEST_F(IHttpResponse4, SetTrailer_NotForHttp10) {
  RawClient client = server().connect();
  client.send("GET /__trailers/values HTTP/1.0\r\n\r\n");
  const Reply reply = client.read_reply();
  EXPECT_FALSE(reply.has("Transfer-Encoding"));
  Values got = values_of(reply.body);
  EXPECT_EQ(got["set"], "80070032");
  EXPECT_EQ(got["null name"], kInvalidParameter);
}

TEST_F(IHttpResponse4, SetTrailer_NothingFollowsTheResponseToHead) {
  RawClient client = server().connect();
  client.send_request("HEAD", "/__trailers/plain");
  EXPECT_EQ(client.read_reply(true).status, 200);
  EXPECT_EQ(client.get("/a.txt").body, "a file\n");
}

}  // namespace
}  // namespace penstock::tests
