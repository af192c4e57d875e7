// IHttpResponse: status, headers, redirect, and what is kept beside them. Pages: IHttpResponse::*.
#include "conformance/api.h"

namespace penstock::tests {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

class IHttpResponse : public ApiTest<IHttpResponse> {
 protected:
  static std::string base() { return "http://localhost:" + std::to_string(server().port()); }
  // The client names the server with its port, as browsers do.
  static Reply redirect(const std::string& kind) {
    return run_case("redirect?" + kind, {{"Host", "localhost:" + std::to_string(server().port())}});
  }
};

TEST_F(IHttpResponse, SetStatus_AndGetStatusTellTheSame) {
  const Reply reply = run_case("status");
  EXPECT_EQ(reply.status, 299);
  EXPECT_EQ(reply.reason, "My Reason");
  Values got = values_of(reply.body);
  EXPECT_EQ(got["default"], "200");
  EXPECT_EQ(got["set"], kOk);
  EXPECT_EQ(got["code"], "299");
  EXPECT_EQ(got["sub status"], "7");
  EXPECT_EQ(got["reason"], "My Reason");
  EXPECT_EQ(got["reason length"], "9");
  EXPECT_EQ(got["error"], "80070005");
  EXPECT_EQ(got["skip"], "1");
}

TEST_F(IHttpResponse, GetStatus_NamesModuleAndNotification) {
  Values got = values_of(run_case("status").body);
  EXPECT_EQ(got["module"], "Api");
  EXPECT_EQ(got["notification"], "128");  // RQ_EXECUTE_REQUEST_HANDLER
}

TEST_F(IHttpResponse, SetStatus_RefusesATooLongReason) {
  Values got = values_of(run_case("status").body);
  EXPECT_EQ(got["too long"], "8007000d");  // ERROR_INVALID_DATA
  EXPECT_EQ(got["afterwards"], "299");
}

TEST_F(IHttpResponse, SetHeader_AddsAppendsAndReplaces) {
  const Reply reply = run_case("headers");
  Values got = values_of(reply.body);
  EXPECT_EQ(got["set"], kOk);
  EXPECT_EQ(got["X-One"], "1");
  EXPECT_EQ(got["length"], "1");
  EXPECT_THAT(got["appended"], MatchesRegex("1, ?2"));
  EXPECT_EQ(got["replaced"], "3");
  EXPECT_EQ(reply.header("X-One"), "3");
}

TEST_F(IHttpResponse, SetHeader_ByIdUsesTheResponsesNumbers) {
  const Reply reply = run_case("headers");
  Values got = values_of(reply.body);
  EXPECT_EQ(got["ETag"], "\"e\"");
  EXPECT_EQ(got["ETag by id"], "\"e\"");
  EXPECT_EQ(reply.header("ETag"), "\"e\"");
}

TEST_F(IHttpResponse, SetHeader_CookiesStaySeparate) {
  const Reply reply = run_case("headers");
  EXPECT_EQ(reply.count("Set-Cookie"), 2U);
}

TEST_F(IHttpResponse, SetHeader_RefusesNullAndLineBreaks) {
  const Reply reply = run_case("headers");
  Values got = values_of(reply.body);
  EXPECT_EQ(got["null name"], kInvalidParameter);
  EXPECT_NE(got["line break"], kOk);
  EXPECT_FALSE(reply.has("X-Injected"));
  EXPECT_FALSE(reply.has("X-Bad"));
}

TEST_F(IHttpResponse, SetHeader_ServerByIdAppendsByNameReplaces) {
  EXPECT_THAT(run_case("server-header?id").header("Server"), MatchesRegex("Penstock,? ?Mine"));
  EXPECT_EQ(run_case("server-header?name").header("Server"), "Mine");
  EXPECT_FALSE(run_case("server-header?delete").has("Server"));
  EXPECT_EQ(server().get("/a.txt").header("Server"), "Penstock");
}

TEST_F(IHttpResponse, GetHeader_OfAMissingOneHasLengthZero) {
  Values got = values_of(run_case("headers").body);
  EXPECT_EQ(got["missing"], "(null)");
  EXPECT_EQ(got["missing length"], "0");
}

TEST_F(IHttpResponse, DeleteHeader_AlwaysSucceeds) {
  const Reply reply = run_case("headers");
  Values got = values_of(reply.body);
  EXPECT_EQ(got["delete"], kOk);
  EXPECT_EQ(got["deleted"], "(null)");
  EXPECT_EQ(got["delete again"], kOk);
  EXPECT_FALSE(reply.has("X-Two"));
}

TEST_F(IHttpResponse, Clear_ResetsStatusHeadersAndBody) {
  const Reply reply = run_case("clear");
  EXPECT_EQ(reply.status, 200);
  EXPECT_FALSE(reply.has("X-Lost"));
  EXPECT_EQ(reply.body, "code=200\nX-Lost=(null)\n");
}

TEST_F(IHttpResponse, ClearHeaders_LeavesStatusAndBody) {
  const Reply reply = run_case("clear-headers");
  EXPECT_EQ(reply.status, 202);
  EXPECT_FALSE(reply.has("X-Lost"));
  EXPECT_EQ(reply.body, "kept=1\nX-Lost=(null)\n");
}

// --- Redirect

TEST_F(IHttpResponse, Redirect_MakesARelativeUrlAbsolute) {
  const Reply reply = redirect("relative");
  EXPECT_EQ(reply.status, 302);
  EXPECT_EQ(reply.header("Location"), base() + "/case/other/page");
  EXPECT_EQ(reply.header("X-Result"), "ok");
}

TEST_F(IHttpResponse, Redirect_ToAPathOfTheSite) {
  EXPECT_EQ(redirect("rooted").header("Location"), base() + "/rooted");
}

TEST_F(IHttpResponse, Redirect_ToAnotherHost) {
  EXPECT_EQ(redirect("absolute").header("Location"), "https://elsewhere.test/there?x=1");
}

TEST_F(IHttpResponse, Redirect_TakesTheQueryAlongWhenAsked) {
  EXPECT_EQ(redirect("parameters&a=1").header("Location"), base() + "/rooted?parameters&a=1");
  EXPECT_EQ(redirect("rooted&a=1").header("Location"), base() + "/rooted");
}

TEST_F(IHttpResponse, Redirect_DropsTheBody) {
  EXPECT_THAT(redirect("rooted").body, Not(HasSubstr("dropped")));
}

TEST_F(IHttpResponse, Redirect_WithoutResettingTheStatusSaysWhereTheContentIs) {
  const Reply reply = redirect("keep-status");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("Location"), base() + "/rooted");
  EXPECT_THAT(reply.body, HasSubstr(base() + "/rooted"));
}

TEST_F(IHttpResponse, Redirect_RefusesNull) {
  EXPECT_EQ(report("redirect-arguments")["null"], kInvalidParameter);
}

// --- beside

TEST_F(IHttpResponse, SetErrorDescription_EncodesUnlessToldNotTo) {
  Values got = report("description");
  EXPECT_EQ(got["set"], kOk);
  EXPECT_EQ(got["encoded"], "a &lt; b");
  EXPECT_EQ(got["as it is"], "<b>");
  EXPECT_EQ(got["null"], kInvalidParameter);
}

TEST_F(IHttpResponse, GetErrorDescription_IsNullWithLengthZeroAtFirst) {
  Values got = report("description");
  EXPECT_EQ(got["none"], "(null)");
  EXPECT_EQ(got["none length"], "0");
}

TEST_F(IHttpResponse, GetErrorDescription_IsWhatWasSet) {
  Values got = report("description");
  EXPECT_EQ(got["encoded"], "a &lt; b");
  EXPECT_EQ(got["length"], "8");
  EXPECT_EQ(got["as it is"], "<b>");
}

TEST_F(IHttpResponse, GetKernelCacheEnabled_UntilItIsDisabled) {
  EXPECT_EQ(report("kernel-cache")["before"], "1");
}

TEST_F(IHttpResponse, DisableKernelCache_IsOneWay) {
  EXPECT_EQ(report("kernel-cache")["after"], "0");
}

TEST_F(IHttpResponse, GetHeadersSuppressed_OnceTheyAre) {
  RawClient client = server().connect();
  client.send_request("GET", "/case/suppressed");
  EXPECT_EQ(client.read_to_end(), "no then yes header 1");
}

TEST_F(IHttpResponse, GetCachePolicy_IsTheResponsesOwn) {
  EXPECT_EQ(report("cache-policy")["same policy"], "1");
}

TEST_F(IHttpResponse, GetRawHttpResponse_FollowsTheSetters) {
  Values got = values_of(run_case("raw-response").body);
  EXPECT_EQ(got["status"], "203");
  EXPECT_EQ(got["reason"], "Raw");
  EXPECT_EQ(got["language"], "de");
}

// --- IHttpResponse4, over a protocol that has no streams

class IHttpResponse4 : public ApiTest<IHttpResponse4> {};

TEST_F(IHttpResponse4, SetNeedGoAway_ClosesAfterTheResponse) {
  RawClient client = server().connect();
  const Reply reply = client.get("/case/go-away");
  EXPECT_EQ(reply.body, "answer=the last one\n");
  EXPECT_EQ(reply.header("Connection"), "close");
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

TEST_F(IHttpResponse4, ResetStream_ResetsTheConnection) {
  RawClient client = server().connect();
  client.send_request("GET", "/case/reset-stream");
  EXPECT_EQ(client.wait_for_end(), End::reset);
  EXPECT_EQ(server().get("/a.txt").status, 200);
}

}  // namespace
}  // namespace penstock::tests
