// Limits of a request (docs/configuration, requestFiltering) and of the time it may take, each with
// its status.
#include <gtest/gtest.h>
#include <poll.h>

#include "protocol/probe_server.h"

namespace penstock::tests {
namespace {

using Limits = ProbeTest;

// The sub-status is told by the error page.
void expect_refused(const Reply& reply, const std::string& status) {
  EXPECT_EQ(std::to_string(reply.status), status.substr(0, 3)) << status;
  EXPECT_NE(reply.body.find("<h1>" + status + " "), std::string::npos) << reply.body;
}

TEST_F(Limits, UrlAndQueryString) {
  expect_refused(connect().get("/" + std::string(4096, 'a')), "404.14");
  expect_refused(connect().get("/probe/ignore?" + std::string(2049, 'a')), "404.15");
  EXPECT_EQ(connect().get("/probe/ignore?" + std::string(2048, 'a')).status, 200);
}

TEST_F(Limits, ARefusedUrlKeepsTheConnection) {
  RawClient client = connect();
  expect_refused(client.get("/" + std::string(5000, 'a')), "404.14");
  EXPECT_EQ(client.get("/probe/ignore").status, 200);
}

TEST_F(Limits, ARequestLineOverTheHardCapIs414) {
  RawClient client = connect();
  client.send("GET /" + std::string(17 * 1024, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n");
  const Reply reply = client.read_reply();
  EXPECT_EQ(reply.status, 414);
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

// It is not read to its end first.
TEST_F(Limits, AnEndlessRequestLineIs414) {
  RawClient client = connect();
  client.send("GET /" + std::string(17 * 1024, 'a'));
  EXPECT_EQ(client.read_reply().status, 414);
}

TEST_F(Limits, HeadersOverTheirLimitsAre431) {
  std::string many;
  for (int i = 0; i < 101; ++i) {
    many += "X-" + std::to_string(i) + ": v\r\n";
  }
  std::string large;
  for (int i = 0; i < 20; ++i) {
    large += "X-" + std::to_string(i) + ": " + std::string(1000, 'v') + "\r\n";
  }
  for (const std::string& fields :
       {many, large, "X-Long: " + std::string(17 * 1024, 'v') + "\r\n"}) {
    RawClient client = connect();
    client.send("GET /probe/ignore HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
    const Reply reply = client.read_reply();
    EXPECT_EQ(reply.status, 431);
    EXPECT_FALSE(reply.body.empty());
    EXPECT_EQ(client.wait_for_end(), End::closed);
  }
}

TEST_F(Limits, HeadersWithinTheirLimitsAreTaken) {
  std::string many;
  for (int i = 0; i < 99; ++i) {
    many += "X-" + std::to_string(i) + ": " + std::string(100, 'v') + "\r\n";
  }
  RawClient client = connect();
  client.send("GET /probe/ignore HTTP/1.1\r\nHost: a\r\n" + many + "\r\n");
  EXPECT_EQ(client.read_reply().status, 200);
  client.send("GET /probe/ignore HTTP/1.1\r\nHost: a\r\nX: " + std::string(16000, 'v') +
              "\r\n\r\n");
  EXPECT_EQ(client.read_reply().status, 200);
}

TEST(ConfiguredLimits, AreThoseOfTheUrl) {
  ServerConfig config = with_probe();
  config.web_server = R"(<security><requestFiltering><requestLimits maxAllowedContentLength="10"
      maxUrl="20" maxQueryString="5" /></requestFiltering></security>)";
  TestServer server(config);
  expect_refused(server.get("/123456789012345678901"), "404.14");
  expect_refused(server.get("/probe/ignore?123456"), "404.15");
  RawClient client = server.connect();
  EXPECT_EQ(client.request("POST", "/probe/echo", {}, "1234567890").body, "1234567890");
  const Reply refused = client.request("POST", "/probe/echo", {}, "12345678901");
  expect_refused(refused, "404.13");
  EXPECT_EQ(refused.header("Connection"), "close");
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

// Without a length nobody knows before the module reads.
TEST(ConfiguredLimits, AChunkedBodyOverTheLimitFailsTheModulesRead) {
  ServerConfig config = with_probe();
  config.web_server =
      R"(<security><requestFiltering><requestLimits maxAllowedContentLength="10" />)"
      R"(</requestFiltering></security>)";
  TestServer server(config);
  RawClient client = server.connect();
  client.send(
      "POST /probe/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      "8\r\n12345678\r\n8\r\n12345678\r\n0\r\n\r\n");
  EXPECT_EQ(client.read_reply().status, 400);
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

// Timeouts of a second: what is tested is that they come, not when.
ServerConfig impatient() {
  ServerConfig config = with_probe();
  config.header_timeout_s = 1;
  config.site_defaults = R"(<limits connectionTimeout="00:00:01" />)";
  return config;
}

using Timeouts = SharedServer<impatient>;

// Waits, without reading, for the server to reset the connection.
bool is_reset(const RawClient& client) {
  pollfd one{client.fd(), 0, 0};
  return poll(&one, 1, static_cast<int>(kPatience.count())) == 1 && (one.revents & POLLERR) != 0;
}

TEST_F(Timeouts, AHeadThatDoesNotEndIs408) {
  RawClient client = connect();
  client.send("GET / HTTP/1.1\r\nHost: a\r\n");
  const Reply reply = client.read_reply();
  EXPECT_EQ(reply.status, 408);
  EXPECT_EQ(reply.header("Connection"), "close");
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

TEST_F(Timeouts, ASecondHeadHasNoMoreTimeThanTheFirst) {
  RawClient client = connect();
  client.send("GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\nGET / HT");
  EXPECT_EQ(client.read_reply().status, 200);
  EXPECT_EQ(client.read_reply().status, 408);
}

TEST_F(Timeouts, AConnectionThatSaysNothingIsClosed) {
  RawClient client = connect();
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

TEST_F(Timeouts, AnIdleConnectionIsClosed) {
  RawClient client = connect();
  EXPECT_EQ(client.get("/probe/ignore").status, 200);
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

TEST_F(Timeouts, ABodyThatDoesNotComeEndsTheConnection) {
  for (const char* reader : {"echo", "echo-async"}) {
    RawClient client = connect();
    client.send("POST /probe/" + std::string(reader) +
                " HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345");
    EXPECT_EQ(client.read_to_end(), "") << reader;
  }
  EXPECT_EQ(connect().get("/probe/ignore").status, 200);
}

// The request that its client does not take ends as any other: its module's object is disposed of,
// its file closed, and nothing of it shows up in the next request.
TEST_F(Timeouts, AClientThatDoesNotReadIsGivenUp) {
  server().write_site_file("big.bin", std::string(32 << 20, 'B'));
  server().write_site_file("small.txt", "small");
  for (const char* url : {"/big.bin", "/probe/fill?size=33554432",
                          "/probe/fill-flushed?size=33554432", "/probe/fill-async?size=33554432"}) {
    RawClient deaf(server().port(), "127.0.0.1", 4096);
    deaf.send_request("GET", url);
    EXPECT_EQ(deaf.read_head().status, 200);
    EXPECT_TRUE(is_reset(deaf)) << url;
    EXPECT_EQ(connect().get("/small.txt").body, "small") << url;
    EXPECT_EQ(connect().get("/probe/ignore").body, "ignored") << url;
  }
}

}  // namespace
}  // namespace penstock::tests
