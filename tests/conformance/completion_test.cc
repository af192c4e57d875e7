// Completions of asynchronous operations: what they tell, and to whom. Pages: IHttpCompletionInfo,
// IHttpCompletionInfo2, IHttpRequest3::ReadEntityBody, IHttpResponse2::*,
// IHttpContext3::PostCompletion, PFN_ASYNC_COMPLETION.
#include "conformance/logged.h"

namespace penstock::tests {
namespace {

using testing::Contains;

// A request whose module has a read pending for the body of five bytes.
RawClient reading_client(const TestServer& server, const std::string& name) {
  RawClient client = server.connect();
  client.send("POST /case/" + name + " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(server.get("/case/await-read").body, "read=pending\n");
  return client;
}

// More than the socket takes while the client does not read.
constexpr std::size_t kMuch = 32 * 1024 * 1024;

// What the module reports behind a body of that size.
Values report_behind_much(const TestServer& server, const std::string& name) {
  RawClient client(server.port(), "127.0.0.1", 16 * 1024);
  client.send_request("GET", "/case/" + name + "?" + std::to_string(kMuch));
  const Reply reply = client.read_reply();
  EXPECT_EQ(reply.body.find_first_not_of('y'), kMuch);
  return values_of(reply.body.substr(kMuch));
}

// --- OnAsyncCompletion

class IHttpCompletionInfo : public ApiTest<IHttpCompletionInfo> {};

TEST_F(IHttpCompletionInfo, GetCompletionBytes_OfARead) {
  RawClient client = reading_client(server(), "complete-read");
  client.send("bytes");
  Values got = values_of(client.read_reply().body);
  EXPECT_EQ(got["bytes"], "5");
  EXPECT_EQ(got["text"], "bytes");
}

TEST_F(IHttpCompletionInfo, GetCompletionBytes_OfAFlush) {
  EXPECT_EQ(report_behind_much(server(), "complete-flush")["bytes"], std::to_string(kMuch));
}

TEST_F(IHttpCompletionInfo, GetCompletionBytes_AreThoseOfPostCompletion) {
  EXPECT_EQ(report("complete-post")["bytes"], "4711");
}

TEST_F(IHttpCompletionInfo, GetCompletionStatus_OfWhatWentWell) {
  RawClient client = reading_client(server(), "complete-read");
  client.send("bytes");
  EXPECT_EQ(values_of(client.read_reply().body)["status"], kOk);
  EXPECT_EQ(report_behind_much(server(), "complete-flush")["status"], kOk);
  EXPECT_EQ(report("complete-post")["status"], kOk);
}

TEST_F(IHttpCompletionInfo, GetCompletionStatus_FailsWhenTheClientLeaves) {
  const TempDir folder;
  TestServer other(config_with_api(), {{"API_LOG", folder.file("log")}});
  reading_client(other, "complete-read").abort();
  other.stop();
  EXPECT_THAT(lines_of(read_file(folder.file("log"))), Contains("read failed"));
}

// The documentation's page tells of bytes; the header's name, and those who call it, of what has
// completed.
class IHttpCompletionInfo2 : public ApiTest<IHttpCompletionInfo2> {};

TEST_F(IHttpCompletionInfo2, GetCompletedOperation_NamesTheNotificationOfTheOperation) {
  RawClient client = reading_client(server(), "complete-read");
  client.send("bytes");
  Values got = values_of(client.read_reply().body);
  EXPECT_EQ(got["interface"], kOk);
  EXPECT_EQ(got["operation"], "1073741824");  // RQ_READ_ENTITY
  EXPECT_EQ(report_behind_much(server(), "callback-flush")["operation"],
            "536870912");  // RQ_SEND_RESPONSE
}

TEST_F(IHttpCompletionInfo2, GetCompletedOperation_IsNoneForPostCompletion) {
  EXPECT_EQ(report("complete-post")["operation"], "0");
}

// --- callbacks

class IHttpRequest3 : public ApiTest<IHttpRequest3> {};

TEST_F(IHttpRequest3, ReadEntityBody_CallsTheCallbackWhenBytesCome) {
  RawClient client = reading_client(server(), "callback-read");
  client.send("bytes");
  Values got = values_of(client.read_reply().body);
  EXPECT_EQ(got["text"], "bytes");
  EXPECT_EQ(got["bytes"], "5");
  EXPECT_EQ(got["status"], kOk);
  EXPECT_EQ(got["context"], "1");
}

TEST_F(IHttpRequest3, ReadEntityBody_WithoutABodyIsTheEndAtOnce) {
  EXPECT_EQ(report("callback-read")["at once"], "80070026");  // ERROR_HANDLE_EOF
}

TEST_F(IHttpRequest3, ReadEntityBody_SynchronousNeedsNoCallback) {
  Values got = report("callback-read-arguments", {}, "POST", "some body");
  EXPECT_EQ(got["synchronous"], kOk);
  EXPECT_EQ(got["text"], "some");
  EXPECT_EQ(got["pending"], "0");
}

TEST_F(IHttpRequest3, ReadEntityBody_RefusesBadArguments) {
  Values got = report("callback-read-arguments", {}, "POST", "some body");
  EXPECT_EQ(got["no callback"], kInvalidParameter);
  EXPECT_EQ(got["null buffer"], kInvalidParameter);
}

class IHttpResponse2 : public ApiTest<IHttpResponse2> {};

TEST_F(IHttpResponse2, WriteEntityChunks_CallsTheCallbackWhenTheClientHasRead) {
  Values got = report_behind_much(server(), "callback-write");
  EXPECT_EQ(got["bytes"], std::to_string(kMuch));
  EXPECT_EQ(got["status"], kOk);
  EXPECT_EQ(got["context"], "1");
}

TEST_F(IHttpResponse2, WriteEntityChunks_SynchronousNeedsNoCallback) {
  Values got = report("callback-write-arguments");
  EXPECT_EQ(got["text"], "written");
  EXPECT_EQ(got["synchronous write"], kOk);
  EXPECT_EQ(got["written"], "13");
  EXPECT_EQ(got["headers sent"], "0");
}

TEST_F(IHttpResponse2, WriteEntityChunks_RefusesBadArguments) {
  Values got = report("callback-write-arguments");
  EXPECT_EQ(got["write without callback"], kInvalidParameter);
  EXPECT_EQ(got["null chunks"], kInvalidParameter);
}

TEST_F(IHttpResponse2, Flush_CallsTheCallbackWhenTheClientHasRead) {
  Values got = report_behind_much(server(), "callback-flush");
  EXPECT_EQ(got["bytes"], std::to_string(kMuch));
  EXPECT_EQ(got["status"], kOk);
  EXPECT_EQ(got["context"], "1");
}

TEST_F(IHttpResponse2, Flush_SynchronousNeedsNoCallback) {
  Values got = report("callback-write-arguments");
  EXPECT_EQ(got["synchronous flush"], kOk);
  EXPECT_EQ(got["flushed"], "13");
  EXPECT_EQ(got["headers sent then"], "1");
  EXPECT_EQ(got["pending"], "0");
}

TEST_F(IHttpResponse2, Flush_RefusesAnAsynchronousOneWithoutCallback) {
  EXPECT_EQ(report("callback-write-arguments")["flush without callback"], kInvalidParameter);
}

// --- a routine of the module's own

class IHttpContext3 : public ApiTest<IHttpContext3> {};

TEST_F(IHttpContext3, PostCompletion_CallsTheRoutineWithBytesAndContext) {
  Values got = report("post-routine");
  EXPECT_EQ(got["posted"], kOk);
  EXPECT_EQ(got["error"], "0");
  EXPECT_EQ(got["bytes"], "4711");
}

TEST_F(IHttpContext3, PostCompletion_RefusesNoRoutine) {
  EXPECT_EQ(report("post-routine")["no routine"], kInvalidParameter);
}

TEST_F(IHttpContext3, PostCompletion_ASecondOneIsRefused) {
  Values got = report("post-routine-twice");
  EXPECT_EQ(got["first"], kOk);
  EXPECT_EQ(got["second"], "8007139f");  // ERROR_INVALID_STATE
  EXPECT_EQ(got["bytes"], "1");
}

}  // namespace
}  // namespace penstock::tests
