// IHttpRequest: headers, method, URL, addresses, body. Pages: IHttpRequest::*.
#include "conformance/api.h"

namespace penstock::tests {
namespace {

using testing::HasSubstr;

class IHttpRequest : public ApiTest<IHttpRequest> {};

TEST_F(IHttpRequest, GetHeader_ByNameInAnyCaseAndById) {
  Values got = report("get-header", {{"X-Test", "a value"}, {"User-Agent", "tester"}});
  EXPECT_EQ(got["any case"], "a value");
  EXPECT_EQ(got["length"], "7");
  EXPECT_EQ(got["by id"], "tester");
  EXPECT_EQ(got["without length"], "a value");
}

TEST_F(IHttpRequest, GetHeader_OfAMissingOneHasLengthZero) {
  Values got = report("get-header");
  EXPECT_EQ(got["missing"], "(null)");
  EXPECT_EQ(got["missing length"], "0");
  EXPECT_EQ(got["missing id"], "(null)");
  EXPECT_EQ(got["missing id length"], "0");
}

TEST_F(IHttpRequest, SetHeader_AddsAppendsAndReplaces) {
  Values got = report("set-header");
  EXPECT_EQ(got["new"], kOk);
  EXPECT_EQ(got["X-New"], "one");
  EXPECT_THAT(got["appended"], testing::MatchesRegex("one, ?two"));
  EXPECT_EQ(got["replaced"], "three");
  EXPECT_EQ(got["by id"], kOk);
  EXPECT_EQ(got["Referer"], "there");
  EXPECT_EQ(got["variable"], "three");
}

TEST_F(IHttpRequest, SetHeader_RefusesNull) {
  Values got = report("set-header");
  EXPECT_EQ(got["null name"], kInvalidParameter);
  EXPECT_EQ(got["null value"], kInvalidParameter);
}

TEST_F(IHttpRequest, DeleteHeader_SucceedsAlsoForAMissingOne) {
  Values got = report("delete-header", {{"X-Test", "1"}, {"User-Agent", "tester"}});
  EXPECT_EQ(got["present"], kOk);
  EXPECT_EQ(got["after"], "(null)");
  EXPECT_EQ(got["missing"], kOk);
  EXPECT_EQ(got["by id"], kOk);
  EXPECT_EQ(got["after id"], "(null)");
}

TEST_F(IHttpRequest, GetHttpMethod_IsTheClientsAsItIs) {
  EXPECT_EQ(report("method")["before"], "GET");
  EXPECT_EQ(report("method", {}, "POST")["before"], "POST");
  EXPECT_EQ(report("method", {}, "PROPFIND")["before"], "PROPFIND");
  EXPECT_EQ(report("method", {}, "get")["before"], "get");
}

TEST_F(IHttpRequest, SetHttpMethod_ReplacesTheMethod) {
  Values got = report("method");
  EXPECT_EQ(got["set"], kOk);
  EXPECT_EQ(got["after"], "PATCH");
  EXPECT_EQ(got["variable"], "PATCH");
  EXPECT_EQ(got["null"], kInvalidParameter);
}

TEST_F(IHttpRequest, SetHttpMethod_CountsForTheHandler) {
  EXPECT_EQ(run_case("set-method?DELETE").status, 405);
  EXPECT_EQ(run_case("set-method?GET", {}, "DELETE").body, "a file\n");
}

TEST_F(IHttpRequest, SetHttpMethod_IsWhatIsLogged) {
  TestServer other(config());
  other.write_site_file("a.txt", "a file\n");
  EXPECT_EQ(other.connect().request("POST", "/case/set-method?GET").body, "a file\n");
  other.stop();
  EXPECT_THAT(access_log(other), HasSubstr(" GET /a.txt "));
}

TEST_F(IHttpRequest, SetUrl_InBeginRequestLeadsToTheNewUrl) {
  const Reply reply = run_case("rewrite");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "a file\n");
}

TEST_F(IHttpRequest, SetUrl_KeepsOrResetsTheQuery) {
  Values got = report("set-url?a=1");
  EXPECT_EQ(got["0 path"], "/case/set-url");
  EXPECT_EQ(got["1 path"], "/kept");
  EXPECT_EQ(got["1 QUERY_STRING"], "a=1");
  EXPECT_EQ(got["2 path"], "/own");
  EXPECT_EQ(got["2 QUERY_STRING"], "b=2");
  EXPECT_EQ(got["3 path"], "/reset");
  EXPECT_EQ(got["3 QUERY_STRING"], "");
  EXPECT_EQ(got["null"], kInvalidParameter);
}

TEST_F(IHttpRequest, SetUrl_LeavesTheUrlVariable) {
  Values got = report("set-url?a=1");
  EXPECT_EQ(got["0 URL"], "/case/set-url");
  EXPECT_EQ(got["2 URL"], "/case/set-url");
}

TEST_F(IHttpRequest, GetUrlChanged_AfterSetUrl) {
  Values got = report("set-url");
  EXPECT_EQ(got["0 changed"], "0");
  EXPECT_EQ(got["1 changed"], "1");
}

TEST_F(IHttpRequest, GetForwardedUrl_IsAUrlOfAnotherHost) {
  Values got = report("set-url");
  EXPECT_EQ(got["0 forwarded"], "(null)");
  EXPECT_EQ(got["3 forwarded"], "(null)");
  EXPECT_EQ(got["4 forwarded"], "http://elsewhere.test/x");
}

TEST_F(IHttpRequest, GetLocalAddress_IsTheServersEnd) {
  Values got = report("addresses");
  EXPECT_EQ(got["family"], "1");
  EXPECT_EQ(got["local"], "127.0.0.1:" + std::to_string(server().port()));
}

TEST_F(IHttpRequest, GetRemoteAddress_IsTheClientsEnd) {
  RawClient client = server().connect();
  Values got = values_of(client.get("/case/addresses").body);
  EXPECT_EQ(got["remote"], "127.0.0.1:" + std::to_string(client.local_port()));
}

TEST_F(IHttpRequest, GetHttpVersion_OfTheClient) {
  EXPECT_EQ(report("version")["version"], "1.1");
  RawClient client = server().connect();
  client.send("GET /case/version HTTP/1.0\r\n\r\n");
  EXPECT_EQ(values_of(client.read_reply().body)["version"], "1.0");
}

TEST_F(IHttpRequest, GetSiteId_OfTheSite) { EXPECT_EQ(report("version")["site"], "1"); }

TEST_F(IHttpRequest, GetRawHttpRequest_HoldsTheWholeHead) {
  Values got = report("raw?q=1", {{"User-Agent", "tester"}, {"X-Test", "unknown"}}, "POST", "x");
  EXPECT_EQ(got["verb is POST"], "1");
  EXPECT_EQ(got["url"], "/case/raw?q=1");
  EXPECT_EQ(got["agent"], "tester");
  EXPECT_EQ(got["X-Test"], "unknown");
  EXPECT_THAT(got["remote"], HasSubstr("127.0.0.1:"));
}

TEST_F(IHttpRequest, GetClientCertificate_WithoutTlsThereIsNone) {
  Values got = report("certificate");
  EXPECT_EQ(got["none"], "80070490");  // ERROR_NOT_FOUND
  EXPECT_EQ(got["null"], "1");
  EXPECT_EQ(got["negotiated"], "0");
  EXPECT_EQ(got["null argument"], kInvalidParameter);
}

TEST_F(IHttpRequest, NegotiateClientCertificate_WithoutTlsFailsAndDoesNotPend) {
  Values got = report("without-tls");
  EXPECT_EQ(got["negotiate fails"], "1");
  EXPECT_EQ(got["pending"], "0");
  EXPECT_EQ(got["later fails"], "1");
  EXPECT_EQ(got["later pending"], "0");
  EXPECT_EQ(got["without flag fails"], "1");
}

class IHttpRequest2 : public ApiTest<IHttpRequest2> {};

TEST_F(IHttpRequest2, GetChannelBindingToken_WithoutTlsThereIsNone) {
  Values got = report("without-tls");
  EXPECT_EQ(got["token fails"], "1");
  EXPECT_EQ(got["token"], "0");
  EXPECT_EQ(got["token size"], "0");
}

class IHttpRequest4 : public ApiTest<IHttpRequest4> {};

TEST_F(IHttpRequest4, ReadEntityBody_ReadsLikeItsElders) {
  Values got = report("read-flags", {}, "POST", "abcdefgh");
  EXPECT_EQ(got["read"], kOk);
  EXPECT_EQ(got["text"], "abcd");
  EXPECT_EQ(got["pending"], "0");
  EXPECT_EQ(got["fill"], kOk);
  EXPECT_EQ(got["rest"], "efgh");
  EXPECT_EQ(got["end"], "80070026");  // ERROR_HANDLE_EOF
  EXPECT_EQ(got["end count"], "0");
}

TEST_F(IHttpRequest4, ReadEntityBody_RefusesBadArguments) {
  Values got = report("read-flags", {}, "POST", "abcdefgh");
  EXPECT_EQ(got["null buffer"], kInvalidParameter);
  EXPECT_EQ(got["no size"], kInvalidParameter);
  EXPECT_EQ(got["null count"], kInvalidParameter);
}

// --- body

TEST_F(IHttpRequest, GetRemainingEntityBytes_FallsAsTheBodyIsRead) {
  Values got = report("remaining", {}, "POST", "0123456789");
  EXPECT_EQ(got["at first"], "10");
  EXPECT_EQ(got["received"], "4");
  EXPECT_EQ(got["then"], "6");
  EXPECT_EQ(got["inserted"], "10");
  EXPECT_EQ(got["at last"], "0");
}

TEST_F(IHttpRequest, GetRemainingEntityBytes_WithoutABodyIsZero) {
  EXPECT_EQ(report("remaining")["at first"], "0");
}

constexpr const char* kEndOfBody = "80070026";  // ERROR_HANDLE_EOF
const char* const kText = "a body that is longer than one read";

TEST_F(IHttpRequest, ReadEntityBody_OfAKnownLength) {
  Values got = report("read-all", {}, "POST", kText);
  EXPECT_EQ(got["remaining"], std::to_string(std::string(kText).size()));
  EXPECT_EQ(got["body"], kText);
  EXPECT_EQ(got["end"], kEndOfBody);
  EXPECT_EQ(got["left"], "0");
  EXPECT_EQ(got["pieces of 8 or fewer"], "1");
}

TEST_F(IHttpRequest, ReadEntityBody_WithoutABodyIsTheEndAtOnce) {
  Values got = report("read-all");
  EXPECT_EQ(got["remaining"], "0");
  EXPECT_EQ(got["body"], "");
  EXPECT_EQ(got["end"], kEndOfBody);
}

TEST_F(IHttpRequest, ReadEntityBody_ChunkedWithTrailers) {
  RawClient client = server().connect();
  client.send(
      "POST /case/read-all HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
      "6\r\na body\r\nA;ext=1\r\n, chunked.\r\n0\r\nX-Trailer: 1\r\n\r\n");
  Values got = values_of(client.read_reply().body);
  EXPECT_EQ(got["body"], "a body, chunked.");
  EXPECT_EQ(got["end"], kEndOfBody);
  EXPECT_EQ(got["left"], "0");
  EXPECT_EQ(client.get("/a.txt").body, "a file\n");
}

TEST_F(IHttpRequest, ReadEntityBody_WaitsForBytesThatAreNotThereYet) {
  RawClient client = server().connect();
  client.send("POST /case/read-all HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n01234");
  // Another request is answered while the first one's module waits in its read.
  EXPECT_EQ(server().get("/a.txt").body, "a file\n");
  client.send("56789");
  EXPECT_EQ(values_of(client.read_reply().body)["body"], "0123456789");
}

TEST_F(IHttpRequest, ReadEntityBody_ContinuesTheClientThatExpectsIt) {
  RawClient client = server().connect();
  client.send(
      "POST /case/read-all HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
      "Content-Length: 4\r\n\r\n");
  EXPECT_EQ(client.read_head().status, 100);
  client.send("body");
  EXPECT_EQ(values_of(client.read_reply().body)["body"], "body");
}

TEST_F(IHttpRequest, ReadEntityBody_RefusesBadArguments) {
  Values got = report("read-arguments", {}, "POST", "x");
  EXPECT_EQ(got["null buffer"], kInvalidParameter);
  EXPECT_EQ(got["no size"], kInvalidParameter);
  EXPECT_EQ(got["null count"], kInvalidParameter);
}

TEST_F(IHttpRequest, ReadEntityBody_WhatNobodyReadDoesNotHarmTheNextRequest) {
  RawClient client = server().connect();
  EXPECT_EQ(client.request("POST", "/case/read-nothing", {}, kText).status, 200);
  EXPECT_EQ(client.request("POST", "/case/read-some", {}, kText).body, "piece=a body t\n");
  EXPECT_EQ(client.get("/a.txt").body, "a file\n");
}

TEST_F(IHttpRequest, ReadEntityBody_AsynchronousWithTheBodyThere) {
  Values got = report("read-async", {}, "POST", kText);
  EXPECT_EQ(got["body"], kText);
}

TEST_F(IHttpRequest, ReadEntityBody_AsynchronousCompletesWhenBytesCome) {
  RawClient client = server().connect();
  client.send("POST /case/read-async HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n");
  EXPECT_EQ(server().get("/a.txt").body, "a file\n");
  client.send("01234");
  EXPECT_EQ(server().get("/a.txt").body, "a file\n");
  client.send("56789");
  Values got = values_of(client.read_reply().body);
  EXPECT_EQ(got["body"], "0123456789");
}

TEST_F(IHttpRequest, ReadEntityBody_WithACallback) {
  RawClient client = server().connect();
  client.send("POST /case/read-callback HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(server().get("/a.txt").body, "a file\n");
  client.send("bytes");
  Values got = values_of(client.read_reply().body);
  EXPECT_TRUE(got["callback"] == "bytes" || got["body"] == "bytes");
}

TEST_F(IHttpRequest, InsertEntityBody_GoesInFrontOfWhatIsUnread) {
  Values got = report("insert-body", {}, "POST", "rest");
  EXPECT_EQ(got["insert"], kOk);
  EXPECT_EQ(got["body"], "second,first,rest");
  EXPECT_EQ(got["Content-Length"], "4");
  EXPECT_EQ(got["null"], kInvalidParameter);
}

TEST_F(IHttpRequest, InsertEntityBody_WithoutABody) {
  Values got = report("insert-body");
  EXPECT_EQ(got["body"], "second,first,");
}

}  // namespace
}  // namespace penstock::tests
