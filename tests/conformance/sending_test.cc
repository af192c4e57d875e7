// IHttpResponse: chunks, flushes, buffering, and how a connection ends.
// Pages: IHttpResponse::Flush, WriteEntityChunks, WriteEntityChunkByReference, DisableBuffering,
// SuppressHeaders, SetNeedDisconnect, ResetConnection, CloseConnection.
#include "conformance/api.h"

namespace penstock::tests {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class IHttpResponse : public ApiTest<IHttpResponse> {};

// --- chunks

TEST_F(IHttpResponse, WriteEntityChunks_SeveralFromMemory) {
  const Reply reply = run_case("chunks-several");
  EXPECT_EQ(reply.body, "one two three");
  EXPECT_EQ(reply.header("Content-Length"), "13");
}

TEST_F(IHttpResponse, WriteEntityChunks_RangesOfAFileWhoseHandleIsClosed) {
  EXPECT_EQ(run_case("chunks-file").body, "234|789|7|ok");
}

TEST_F(IHttpResponse, WriteEntityChunks_RefusesABadHandle) {
  EXPECT_EQ(report("chunks-bad-file")["refused"], "1");
}

TEST_F(IHttpResponse, WriteEntityChunks_FragmentsWholeAndInPart) {
  EXPECT_EQ(run_case("chunks-fragment").body, "012345678989");
}

TEST_F(IHttpResponse, WriteEntityChunks_CopiesWhileBuffering) {
  EXPECT_EQ(run_case("chunks-copied").body, "before");
}

TEST_F(IHttpResponse, WriteEntityChunks_AsynchronousIsDoneAtOnceWhileBuffering) {
  EXPECT_EQ(run_case("write-async").body, "copied 6 done");
}

TEST_F(IHttpResponse, WriteEntityChunks_PastTheBufferLimitSends) {
  const Reply reply = run_case("large?6000000");
  EXPECT_GE(reply.body.size(), 6'000'000U);
  EXPECT_EQ(reply.header("Transfer-Encoding"), "chunked");
  EXPECT_EQ(run_case("large?1000000").header("Transfer-Encoding"), "");
}

TEST_F(IHttpResponse, WriteEntityChunkByReference_Positions) {
  EXPECT_EQ(run_case("chunks-by-reference").body, "cdab");
}

TEST_F(IHttpResponse, WriteEntityChunkByReference_DoesNotCopy) {
  EXPECT_EQ(run_case("chunks-not-copied").body, "after!");
}

TEST_F(IHttpResponse, WriteEntityChunkByReference_RefusesBadPlacesAndTooMany) {
  Values got = report("chunks-arguments");
  EXPECT_EQ(got["null"], kInvalidParameter);
  EXPECT_EQ(got["too far"], kInvalidParameter);
  EXPECT_EQ(got["below"], kInvalidParameter);
  EXPECT_EQ(got["null chunks"], kInvalidParameter);
  EXPECT_EQ(got["most"], "65535");
  EXPECT_EQ(got["one more"], "80070216");  // ERROR_ARITHMETIC_OVERFLOW
}

// --- flush

TEST_F(IHttpResponse, Flush_WithMoreDataIsChunked) {
  const Reply reply = run_case("flush-more");
  EXPECT_EQ(reply.body, "one,3,two,headers sent yes");
  EXPECT_EQ(reply.header("Transfer-Encoding"), "chunked");
  EXPECT_FALSE(reply.has("Content-Length"));
  EXPECT_EQ(reply.chunks.size(), 3U);
}

TEST_F(IHttpResponse, Flush_ToAnOldClientEndsWithTheConnection) {
  RawClient client = server().connect();
  client.send("GET /case/flush-more HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const Reply reply = client.read_reply();
  EXPECT_TRUE(reply.ended_by_close);
  EXPECT_FALSE(reply.has("Transfer-Encoding"));
  EXPECT_EQ(reply.body, "one,3,two,headers sent yes");
}

TEST_F(IHttpResponse, Flush_WithAContentLengthIsNotChunked) {
  RawClient client = server().connect();
  const Reply reply = client.get("/case/flush-known-length");
  EXPECT_EQ(reply.body, "onetwo");
  EXPECT_EQ(reply.header("Content-Length"), "6");
  EXPECT_FALSE(reply.has("Transfer-Encoding"));
  EXPECT_EQ(client.get("/a.txt").body, "a file\n");
}

TEST_F(IHttpResponse, Flush_WithoutMoreDataIsTheEnd) {
  RawClient client = server().connect();
  const Reply reply = client.get("/case/flush-last");
  EXPECT_EQ(reply.body, "all");
  EXPECT_EQ(client.get("/a.txt").body, "a file\n");
}

TEST_F(IHttpResponse, Flush_OfNothingSendsTheHead) {
  EXPECT_EQ(run_case("flush-nothing").body, "later");
}

TEST_F(IHttpResponse, Flush_AfterItHeadersAndStatusAreOnTheirWay) {
  const Reply reply = run_case("headers-late");
  EXPECT_EQ(reply.status, 200);
  EXPECT_FALSE(reply.has("X-Late"));
}

TEST_F(IHttpResponse, Flush_ToHeadSendsNoBody) {
  RawClient client = server().connect();
  const Reply reply = client.request("HEAD", "/case/flush-more");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(client.get("/a.txt").body, "a file\n");
}

TEST_F(IHttpResponse, Clear_DoesNotRecallWhatWasSent) {
  EXPECT_EQ(run_case("clear-after-flush").body, "sent,rest");
}

TEST_F(IHttpResponse, DisableBuffering_SendsEveryWrite) {
  const Reply reply = run_case("unbuffered");
  EXPECT_EQ(reply.body, "onetwothree");
  EXPECT_EQ(reply.chunks, (std::vector<std::size_t>{3, 3, 5}));
}

// More than the socket takes while the client does not read.
constexpr std::size_t kMuch = 32 * 1024 * 1024;

void expect_completed(RawClient& client, const std::string& how) {
  const Reply reply = client.read_reply();
  EXPECT_EQ(reply.body.substr(kMuch), how);
  EXPECT_EQ(reply.body.find_first_not_of('y'), kMuch);
}

TEST_F(IHttpResponse, Flush_AsynchronousCompletesWhenTheClientReads) {
  RawClient client(server().port(), "127.0.0.1", 16 * 1024);
  client.send_request("GET", "/case/flush-async?" + std::to_string(kMuch));
  EXPECT_EQ(server().get("/a.txt").body, "a file\n");
  expect_completed(client, "completed " + std::to_string(kMuch) + " well");
}

TEST_F(IHttpResponse, Flush_AsynchronousWithACallback) {
  RawClient client(server().port(), "127.0.0.1", 16 * 1024);
  client.send_request("GET", "/case/flush-callback?" + std::to_string(kMuch));
  EXPECT_EQ(server().get("/a.txt").body, "a file\n");
  expect_completed(client, "callback " + std::to_string(kMuch));
}

TEST_F(IHttpResponse, Flush_AsynchronousMayBeDoneAtOnce) {
  EXPECT_EQ(run_case("flush-async?100").body, std::string(100, 'y') + "at once 100");
}

// --- head and end

TEST_F(IHttpResponse, SuppressHeaders_SendsTheBodyAlone) {
  RawClient client = server().connect();
  client.send_request("GET", "/case/suppress");
  EXPECT_EQ(client.read_to_end(), "HTTP/1.1 200 Own Words\r\nX-Mine: yes\r\n\r\nbody");
}

TEST_F(IHttpResponse, SetNeedDisconnect_ClosesAfterTheResponse) {
  RawClient client = server().connect();
  const Reply reply = client.get("/case/need-disconnect");
  EXPECT_EQ(reply.body, "the last one");
  EXPECT_EQ(reply.header("Connection"), "close");
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

TEST_F(IHttpResponse, SetHeader_ConnectionCloseClosesAfterTheResponse) {
  RawClient client = server().connect();
  const Reply reply = client.get("/case/say-close");
  EXPECT_EQ(reply.body, "the last one");
  EXPECT_EQ(reply.count("Connection"), 1U);
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

TEST_F(IHttpResponse, ResetConnection_IsAReset) {
  RawClient client = server().connect();
  client.send_request("GET", "/case/reset");
  EXPECT_EQ(client.wait_for_end(), End::reset);
  EXPECT_EQ(server().get("/a.txt").status, 200);
}

TEST_F(IHttpResponse, CloseConnection_IsAResetToo) {
  RawClient client = server().connect();
  client.send_request("GET", "/case/close");
  EXPECT_EQ(client.wait_for_end(), End::reset);
  EXPECT_EQ(server().get("/a.txt").status, 200);
}

TEST_F(IHttpResponse, WithoutABodyHasLengthZero) {
  const Reply reply = run_case("no-body");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("Content-Length"), "0");
}

TEST_F(IHttpResponse, NotModifiedHasNoBodyWhateverWasWritten) {
  RawClient client = server().connect();
  EXPECT_EQ(client.get("/case/not-modified").status, 304);
  EXPECT_EQ(client.get("/a.txt").body, "a file\n");
}

}  // namespace
}  // namespace penstock::tests
