// What every response must look like: HEAD, statuses without a body, statuses and headers that
// modules get wrong, Date and Server (RFC 9110 6.6, 9.3.2, 15).
#include <gtest/gtest.h>

#include <regex>

#include "protocol/probe_server.h"

namespace penstock::tests {
namespace {

using Responses = ProbeTest;

TEST_F(Responses, HeadHasTheHeadOfGetAndNoBody) {
  server().write_site_file("a.txt", "four");
  for (const char* url : {"/a.txt", "/probe/fill?size=1000", "/probe/ignore", "/missing.txt"}) {
    RawClient client = connect();
    Reply get = client.get(url);
    Reply head = client.request("HEAD", url);
    EXPECT_EQ(head.status, get.status) << url;
    get.headers.erase(std::find_if(get.headers.begin(), get.headers.end(),
                                   [](const auto& h) { return h.first == "Date"; }));
    head.headers.erase(std::find_if(head.headers.begin(), head.headers.end(),
                                    [](const auto& h) { return h.first == "Date"; }));
    EXPECT_EQ(head.headers, get.headers) << url;
    EXPECT_EQ(client.get("/probe/ignore").body, "ignored") << url;
  }
}

TEST_F(Responses, HeadOfAFlushedAnswerHasNoBodyEither) {
  RawClient client = connect();
  EXPECT_EQ(client.request("HEAD", "/probe/pieces?count=3&size=100").status, 200);
  EXPECT_EQ(client.get("/probe/ignore").body, "ignored");
}

TEST_F(Responses, StatusesWithoutABodyHaveNone) {
  RawClient client = connect();
  for (const char* code : {"204", "304"}) {
    const Reply reply =
        client.get("/probe/status?code=" + std::string(code) + "&reason=Nothing&body=something");
    EXPECT_EQ(reply.status, std::stoi(code));
    EXPECT_FALSE(reply.has("Transfer-Encoding")) << code;
    EXPECT_FALSE(std::string_view(code) == "204" && reply.has("Content-Length"));
  }
  const Reply reset = client.get("/probe/status?code=205&reason=Reset");
  EXPECT_EQ(reset.header("Content-Length"), "0");
  EXPECT_EQ(client.get("/probe/ignore").body, "ignored");
}

TEST_F(Responses, AStatusOfAModulesOwnIsSentAsItIs) {
  const Reply reply = connect().get("/probe/status?code=299&reason=Fine&body=x");
  EXPECT_EQ(reply.status, 299);
  EXPECT_EQ(reply.reason, "Fine");
  EXPECT_EQ(reply.body, "x");
}

TEST_F(Responses, AStatusThatCannotBeSentIsRefused) {
  for (const char* code : {"0", "99", "1000", "65535"}) {
    EXPECT_EQ(connect().get("/probe/status?code=" + std::string(code)).body, "refused") << code;
  }
}

TEST_F(Responses, NoHeaderOfAModuleBreaksOutOfItsLine) {
  for (const char* value : {"a%0d%0aX-Injected:%20b", "a%0aX-Injected:%20b", "a%0dX-Injected:%20b",
                            "a%00b", "%0d%0a%0d%0a<html>"}) {
    RawClient client = connect();
    const Reply reply = client.get("/probe/header?header=X-Test&value=" + std::string(value));
    EXPECT_EQ(reply.body, "refused") << value;
    EXPECT_FALSE(reply.has("X-Injected")) << value;
    EXPECT_EQ(client.get("/probe/ignore").body, "ignored") << value;
  }
  EXPECT_EQ(connect().get("/probe/header?header=X-Test&value=a%20b").header("X-Test"), "a b");
}

// What the server decides about framing is not a module's to contradict.
TEST_F(Responses, FramingHeadersOfAModuleDoNotReachTheClient) {
  RawClient client = connect();
  const Reply chunked = client.get("/probe/header?header=Transfer-Encoding&value=chunked");
  EXPECT_FALSE(chunked.has("Transfer-Encoding"));
  const Reply length = client.get("/probe/header?header=Content-Length&value=9999");
  EXPECT_EQ(length.count("Content-Length"), 1U);
  EXPECT_EQ(length.header("Content-Length"), std::to_string(length.body.size()));
  EXPECT_EQ(client.get("/probe/ignore").body, "ignored");
}

TEST_F(Responses, DateAndServerAreThereOnce) {
  const std::regex date(
      "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
      "\\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
  for (const char* bytes :
       {"GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /missing.txt HTTP/1.1\r\nHost: a\r\n\r\n", "GET /probe/ignore HTTP/1.1\r\n\r\n"}) {
    RawClient client = connect();
    client.send(bytes);
    const Reply reply = client.read_reply();
    EXPECT_EQ(reply.count("Date"), 1U) << bytes;
    EXPECT_TRUE(std::regex_match(reply.header("Date"), date)) << reply.header("Date");
    EXPECT_EQ(reply.count("Server"), 1U) << bytes;
    EXPECT_EQ(reply.header("Server"), "Penstock") << bytes;
  }
}

TEST_F(Responses, TheConfiguredServerHeaderIsSentOrNone) {
  ServerConfig config = with_probe();
  config.server_attributes = R"(serverHeader="")";
  const TestServer quiet(config);
  EXPECT_FALSE(quiet.get("/probe/ignore").has("Server"));
  EXPECT_FALSE(quiet.get("/missing.txt").has("Server"));
  EXPECT_FALSE(quiet.connect().request("CONNECT", "a:1").has("Server"));
  config.server_attributes = R"(serverHeader="Other/1")";
  const TestServer other(config);
  EXPECT_EQ(other.get("/probe/ignore").header("Server"), "Other/1");
}

}  // namespace
}  // namespace penstock::tests
