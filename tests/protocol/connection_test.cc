// How long a connection lives and in which order it is answered: keep-alive, Connection,
// HTTP/1.0, pipelining (RFC 9112 9).
#include <gtest/gtest.h>

#include "protocol/probe_server.h"

namespace penstock::tests {
namespace {

class Persistence : public ProbeTest, public testing::WithParamInterface<Talk> {};

TEST_P(Persistence, IsAsTheTableSays) { check_talk(connect(), GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Connection, Persistence,
    testing::Values(
        Talk{
            "Http11StaysOpen", "GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n", {200}, After::kept},
        Talk{"Http11Close",
             "GET /probe/ignore HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
             {200},
             After::closed},
        Talk{"CloseInAnyCaseAmongOthers",
             "GET /probe/ignore HTTP/1.1\r\nHost: a\r\nConnection: x-a , CLOSE,x-b\r\n\r\n",
             {200},
             After::closed},
        Talk{
            "CloseOfARepeatedField",
            "GET /probe/ignore HTTP/1.1\r\nHost: a\r\nConnection: x-a\r\nConnection: close\r\n\r\n",
            {200},
            After::closed},
        Talk{"CloseWinsOverKeepAlive",
             "GET /probe/ignore HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, close\r\n\r\n",
             {200},
             After::closed},
        Talk{"Http10Closes", "GET /probe/ignore HTTP/1.0\r\n\r\n", {200}, After::closed},
        Talk{"Http10KeepAlive",
             "GET /probe/ignore HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
             {200},
             After::kept},
        Talk{"ModuleDisconnects",
             "GET /probe/disconnect HTTP/1.1\r\nHost: a\r\n\r\n",
             {200},
             After::closed},
        Talk{"ErrorsOfModulesKeepIt",
             "GET /no/such/file.txt HTTP/1.1\r\nHost: a\r\n\r\n",
             {404},
             After::kept},
        Talk{"NothingBehindAClosingRequestIsAnswered",
             "GET /probe/ignore HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
             "GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n",
             {200},
             After::closed},
        Talk{"OneEmptyLineBeforeARequest",
             "\r\nGET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n",
             {200},
             After::kept},
        Talk{"UnknownVersion", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", {505}, After::closed},
        Talk{"LowerCaseVersion", "GET / http/1.1\r\nHost: a\r\n\r\n", {400}, After::closed},
        Talk{"Http09", "GET /\r\n\r\n", {400}, After::closed},
        Talk{"ErrorInTheMiddleOfAPipeline",
             "GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n"
             "GET /probe/ignore HTTP/1.1\r\nHost : a\r\n\r\n"
             "GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n",
             {200, 400},
             After::closed}),
    TalkName());

using Connection = ProbeTest;

TEST_F(Connection, AClosingAnswerSaysSo) {
  const Reply closing = connect().request("GET", "/probe/ignore", {{"Connection", "close"}});
  EXPECT_EQ(closing.header("Connection"), "close");
  EXPECT_FALSE(connect().get("/probe/ignore").has("Connection"));
}

TEST_F(Connection, AnHttp10ClientIsToldThatItStaysOpen) {
  RawClient client = connect();
  client.send("GET /probe/ignore HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const Reply reply = client.read_reply();
  EXPECT_EQ(reply.header("Connection"), "keep-alive");
  EXPECT_EQ(reply.header("Content-Length"), "7");
}

TEST_F(Connection, AnHttp10AnswerOfUnknownLengthEndsWithTheConnection) {
  RawClient client = connect();
  client.send("GET /probe/pieces?count=3&size=10 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const Reply reply = client.read_reply();
  EXPECT_FALSE(reply.has("Transfer-Encoding"));
  EXPECT_TRUE(reply.ended_by_close);
  EXPECT_EQ(reply.body.size(), 30U);
}

TEST_F(Connection, PipelinedAnswersComeInTheirOrderWhateverTheirSize) {
  const std::vector<std::size_t> sizes{0, 1, 100, 2047, 2048, 2049, 16384, 70000, 5, 300000, 7};
  std::string requests;
  for (const std::size_t size : sizes) {
    requests += "GET /probe/fill?size=" + std::to_string(size) + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }
  RawClient client = connect();
  client.send(requests + requests);
  for (int round = 0; round < 2; ++round) {
    for (const std::size_t size : sizes) {
      const Reply reply = client.read_reply();
      ASSERT_EQ(reply.status, 200);
      ASSERT_EQ(reply.body.size(), size);
    }
  }
}

TEST_F(Connection, AThousandPipelinedRequestsAreAllAnswered) {
  std::string requests;
  for (int i = 0; i < 1000; ++i) {
    requests += "GET /probe/describe?" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }
  RawClient client = connect();
  client.send(requests);
  for (int i = 0; i < 1000; ++i) {
    ASSERT_EQ(client.read_reply().body, "GET /probe/describe?" + std::to_string(i) + " a HTTP/1.1");
  }
}

TEST_F(Connection, APipelineOfBodiesAndNoBodies) {
  RawClient client = connect();
  client.send(
      "POST /probe/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none"
      "GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n"
      "POST /probe/ignore HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nnever"
      "POST /probe/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
      "chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n"
      "GET /probe/describe HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read_reply().body, "one");
  EXPECT_EQ(client.read_reply().body, "ignored");
  EXPECT_EQ(client.read_reply().body, "ignored");
  EXPECT_EQ(client.read_reply().body, "two");
  EXPECT_EQ(client.read_reply().body, "GET /probe/describe? a HTTP/1.1");
}

TEST_F(Connection, ARequestByteByByteIsOneRequest) {
  RawClient client = connect();
  for (const char c : std::string("POST /probe/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
                                  "\r\nbody")) {
    client.send({&c, 1});
  }
  EXPECT_EQ(client.read_reply().body, "body");
}

TEST_F(Connection, AClientThatFinishedSendingIsStillAnswered) {
  RawClient client = connect();
  client.send(
      "GET /probe/fill?size=1000000 HTTP/1.1\r\nHost: a\r\n\r\n"
      "GET /probe/describe HTTP/1.1\r\nHost: a\r\n\r\n");
  client.shutdown_write();
  EXPECT_EQ(client.read_reply().body.size(), 1000000U);
  EXPECT_EQ(client.read_reply().status, 200);
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

// RFC 9112 9.6: a server that closes goes on reading for a while, or its reset may overtake the
// answer. What stands behind the closing request here is more than one receive takes.
TEST_F(Connection, AnAnswerThatClosesIsNotLostToUnreadInput) {
  for (const char* url : {"/probe/disconnect", "/probe/ignore"}) {
    RawClient client = connect();
    std::string requests =
        std::string("GET ") + url + " HTTP/1.1\r\nHost: a\r\n" +
        (std::string_view(url) == "/probe/ignore" ? "Connection: close\r\n" : "") +
        "X-Pad: " + std::string(16384 - 100, 'x') + "\r\n\r\n";
    for (int i = 0; i < 2000; ++i) {
      requests += "GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n";
    }
    client.send(requests);
    EXPECT_EQ(client.read_reply().status, 200);
    EXPECT_EQ(client.wait_for_end(), End::closed) << url;
  }
}

}  // namespace
}  // namespace penstock::tests
