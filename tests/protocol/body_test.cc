// Request bodies by length and chunked, Expect: 100-continue, and how response bodies are framed
// (RFC 9112 6 and 7, RFC 9110 10.1.1).
#include <gtest/gtest.h>

#include "protocol/probe_server.h"

namespace penstock::tests {
namespace {

const std::string kChunkedEcho =
    "POST /probe/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

struct Body {
  const char* name;
  std::string chunks;
  std::string body;
};

void PrintTo(const Body& body, std::ostream* out) { *out << body.name; }

class ChunkedBody : public ProbeTest, public testing::WithParamInterface<Body> {};

TEST_P(ChunkedBody, IsReadToItsEndAndNotFurther) {
  for (const char* reader : {"echo", "echo-async"}) {
    RawClient client = connect();
    client.send("POST /probe/" + std::string(reader) +
                " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + GetParam().chunks +
                "GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.read_reply().body, GetParam().body) << reader;
    EXPECT_EQ(client.read_reply().body, "ignored") << reader;
  }
}

TEST_P(ChunkedBody, ArrivesByteByByte) {
  RawClient client = connect();
  client.send(kChunkedEcho);
  for (const char c : GetParam().chunks) {
    client.send({&c, 1});
  }
  EXPECT_EQ(client.read_reply().body, GetParam().body);
}

TEST_P(ChunkedBody, ThatNobodyReadsIsPassedOver) {
  RawClient client = connect();
  client.send("POST /probe/ignore HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" +
              GetParam().chunks + "GET /probe/describe HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read_reply().body, "ignored");
  EXPECT_EQ(client.read_reply().body, "GET /probe/describe? a HTTP/1.1");
}

INSTANTIATE_TEST_SUITE_P(
    Chunks, ChunkedBody,
    testing::Values(Body{"Empty", "0\r\n\r\n", ""}, Body{"One", "3\r\nabc\r\n0\r\n\r\n", "abc"},
                    Body{"Several", "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc"},
                    Body{"UpperHex", "A\r\n0123456789\r\n0\r\n\r\n", "0123456789"},
                    Body{"LeadingZeros", "0003\r\nabc\r\n000\r\n\r\n", "abc"},
                    Body{"Extension", "3;name=value\r\nabc\r\n0;last\r\n\r\n", "abc"},
                    Body{"QuotedExtension", "3;a=\"x;\\\"y\"\r\nabc\r\n0\r\n\r\n", "abc"},
                    Body{"Trailers", "3\r\nabc\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n", "abc"},
                    Body{"LineEndsInData", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n"},
                    Body{"LooksLikeARequest",
                         "20\r\nGET /x HTTP/1.1\r\nHost: other\r\n\r\n\r\n0\r\n\r\n",
                         "GET /x HTTP/1.1\r\nHost: other\r\n\r\n"}),
    [](const auto& row) { return std::string(row.param.name); });

using Bodies = ProbeTest;

TEST_F(Bodies, LongOnesComeWhole) {
  std::string body;
  for (int i = 0; body.size() < 3'000'000; ++i) {
    body += std::to_string(i);
  }
  std::string chunks;
  for (std::size_t at = 0, size = 1; at < body.size(); at += size, size = size * 3 % 70001 + 1) {
    const std::string part = body.substr(at, size);
    char line[24];
    std::snprintf(line, sizeof(line), "%zx\r\n", part.size());
    chunks += line + part + "\r\n";
  }
  for (const char* reader : {"echo", "echo-async"}) {
    RawClient client = connect();
    EXPECT_TRUE(client.request("POST", "/probe/" + std::string(reader), {}, body).body == body);
    client.send("POST /probe/" + std::string(reader) +
                " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks +
                "0\r\n\r\n");
    EXPECT_TRUE(client.read_reply().body == body);
  }
}

// The receive buffer is full of the head, to the byte: the body needs room of its own.
TEST_F(Bodies, AChunkedBodyBehindAHeadThatFillsTheReceiveBuffer) {
  constexpr std::size_t kReceiveBuffer = 16 * 1024;
  const std::string begin =
      "POST /probe/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nX-Pad: ";
  for (const std::size_t spare : {0, 1, 2, 7}) {
    RawClient client = connect();
    const std::string head =
        begin + std::string(kReceiveBuffer - spare - begin.size() - 4, 'x') + "\r\n\r\n";
    client.send(head);
    client.send("5\r\nhello\r\n0\r\n\r\n");
    EXPECT_EQ(client.read_reply().body, "hello") << spare;
    EXPECT_EQ(client.get("/probe/ignore").body, "ignored") << spare;
  }
}

TEST_F(Bodies, AMalformedChunkIsAnsweredOnceAndCloses) {
  for (const char* reader : {"echo", "echo-async", "ignore"}) {
    for (const char* chunks :
         {"3\r\nabcX\r\n0\r\n\r\n", "g\r\n", "-1\r\n", "3 \r\nabc\r\n0\r\n\r\n", "3\nabc\r\n",
          "10000000000000000\r\n", "0\r\nContent-Length: 3\r\n\r\n", "0\r\nBad trailer\r\n\r\n"}) {
      RawClient client = connect();
      client.send("POST /probe/" + std::string(reader) +
                  " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks +
                  "GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n");
      const Reply reply = client.read_reply();
      EXPECT_EQ(reply.status, std::string_view(reader) == "ignore" ? 200 : 400) << chunks;
      EXPECT_EQ(reply.header("Connection"), "close") << chunks;
      EXPECT_EQ(client.wait_for_end(), End::closed) << chunks;
    }
  }
}

TEST_F(Bodies, ABodyThatIsNeverSentDoesNotKeepTheConnection) {
  RawClient client = connect();
  client.send("POST /probe/ignore HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n");
  const Reply reply = client.read_reply();
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("Connection"), "close");
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

TEST_F(Bodies, ContinueIsSaidWhenTheModuleReads) {
  for (const char* reader : {"echo", "echo-async"}) {
    RawClient client = connect();
    client.send("POST /probe/" + std::string(reader) +
                " HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-Continue\r\n\r\n");
    EXPECT_EQ(client.read_head().status, 100);
    client.send("body");
    const Reply reply = client.read_reply();
    EXPECT_EQ(reply.body, "body");
    EXPECT_TRUE(reply.interim.empty());
    EXPECT_EQ(client.get("/probe/ignore").status, 200);
  }
}

TEST_F(Bodies, NoContinueWhereNobodyReads) {
  RawClient client = connect();
  client.send(
      "POST /probe/ignore HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n"
      "\r\n");
  const Reply reply = client.read_reply();
  EXPECT_TRUE(reply.interim.empty());
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("Connection"), "close");
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

TEST_F(Bodies, NoContinueForABodyThatIsThereAlready) {
  RawClient client = connect();
  client.send(
      "POST /probe/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n"
      "\r\nbody");
  const Reply reply = client.read_reply();
  EXPECT_TRUE(reply.interim.empty());
  EXPECT_EQ(reply.body, "body");
  EXPECT_EQ(client.get("/probe/ignore").status, 200);
}

TEST_F(Bodies, NoContinueWithoutABodyOrForHttp10) {
  RawClient client = connect();
  client.send(
      "GET /probe/ignore HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n"
      "POST /probe/echo HTTP/1.0\r\nContent-Length: 4\r\nExpect: 100-continue\r\n"
      "Connection: keep-alive\r\n\r\nbody");
  EXPECT_TRUE(client.read_reply().interim.empty());
  EXPECT_TRUE(client.read_reply().interim.empty());
  EXPECT_EQ(connect().request("GET", "/", {{"Expect", "200-ok"}}).status, 417);
}

TEST_F(Bodies, ResponsesOfUnknownLengthAreChunkedFlushByFlush) {
  RawClient client = connect();
  const Reply reply = client.get("/probe/pieces?count=3&size=5000");
  EXPECT_EQ(reply.header("Transfer-Encoding"), "chunked");
  EXPECT_FALSE(reply.has("Content-Length"));
  EXPECT_EQ(reply.chunks, (std::vector<std::size_t>{5000, 5000, 5000}));
  EXPECT_EQ(client.get("/probe/pieces?count=0&size=1").header("Content-Length"), "0");
  EXPECT_EQ(client.get("/probe/ignore").status, 200);
}

TEST_F(Bodies, ADeclaredLengthIsKeptToTheByte) {
  RawClient client = connect();
  const Reply exact = client.get("/probe/declared?length=10&first=4&size=10");
  EXPECT_EQ(exact.header("Content-Length"), "10");
  EXPECT_EQ(exact.body.size(), 10U);
  EXPECT_EQ(client.get("/probe/ignore").status, 200);
}

// Fewer bytes than declared: only the connection's end can tell. More: they would be taken for the
// next response.
TEST_F(Bodies, AModuleThatDeclaredAnotherLengthLosesTheConnection) {
  RawClient fewer = connect();
  fewer.send_request("GET", "/probe/declared?length=10&first=4&size=8");
  EXPECT_EQ(fewer.read_head().status, 200);
  EXPECT_EQ(fewer.read_to_end().size(), 8U);
  RawClient more = connect();
  more.send_request("GET", "/probe/declared?length=10&first=4&size=20");
  EXPECT_EQ(more.read_head().status, 200);
  EXPECT_LE(more.read_to_end().size(), 10U);
}

}  // namespace
}  // namespace penstock::tests
