// Clients that vanish, at every stage of a request, with an orderly end and with a reset. What is
// checked each time: module code sees it where it can, others are served, and the server stops
// cleanly with nothing left over.
#include <gtest/gtest.h>

#include "faults/gate.h"
#include "protocol/probe_server.h"

namespace penstock::tests {
namespace {

enum class Way { end, reset };

class ClientGone : public testing::TestWithParam<Way> {
 protected:
  // The tests are about what a loop's one leader survives.
  static ServerConfig one_loop() {
    ServerConfig config;
    config.loops = 1;
    return with_probe(config);
  }

  static void vanish(RawClient& client) {
    GetParam() == Way::end ? client.close() : client.abort();
  }

  void TearDown() override {
    EXPECT_EQ(server_.get("/probe/ignore").body, "ignored");
    server_.stop();
  }

  Gates gates_;
  TestServer server_{one_loop(), gates_.environment()};
};

TEST_P(ClientGone, BeforeItSaysAnything) {
  for (int i = 0; i < 50; ++i) {
    RawClient client = server_.connect();
    vanish(client);
  }
}

TEST_P(ClientGone, InTheMiddleOfTheHead) {
  const std::string head = "GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n";
  for (std::size_t length = 1; length < head.size(); ++length) {
    RawClient client = server_.connect();
    client.send(head.substr(0, length));
    vanish(client);
  }
}

TEST_P(ClientGone, InTheMiddleOfTheBody) {
  for (const char* reader : {"echo", "echo-async", "ignore"}) {
    for (const char* body :
         {"Content-Length: 100\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
          "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n"}) {
      RawClient client = server_.connect();
      client.send("POST /probe/" + std::string(reader) + " HTTP/1.1\r\nHost: a\r\n" + body);
      vanish(client);
    }
  }
}

TEST_P(ClientGone, WhileTheModuleIsReadingTheBody) {
  for (const char* reader : {"echo", "echo-async"}) {
    RawClient client = server_.connect();
    client.send("POST /probe/" + std::string(reader) +
                " HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read_head().status, 100);
    client.send("some");
    vanish(client);
  }
}

TEST_P(ClientGone, WhileTheModuleBlocks) {
  Gate gate(gates_, "block");
  RawClient client = server_.connect();
  client.send_request("GET", "/probe/gate?name=block");
  gate.wait_reached();
  vanish(client);
  EXPECT_EQ(server_.get("/probe/ignore").body, "ignored");
  gate.open();
}

TEST_P(ClientGone, WhileTheRequestIsPending) {
  Gate gate(gates_, "park");
  for (const char* how : {"post", "indicate"}) {
    RawClient client = server_.connect();
    client.send_request("GET", "/probe/parked?name=park&how=" + std::string(how));
    gate.wait_reached();
    vanish(client);
    EXPECT_EQ(server_.get("/probe/ignore").body, "ignored");
    gate.open();
  }
}

TEST_P(ClientGone, IsTold) {
  Gate gate(gates_, "ask");
  RawClient client = server_.connect();
  client.send_request("GET", "/probe/connected?name=ask");
  gate.wait_reached();
  vanish(client);
  gate.open();
  EXPECT_EQ(server_.events().wait_for("Probe").at(0).strings.at(0), "gone");
}

TEST_P(ClientGone, BeforeItReadsTheResponse) {
  server_.write_site_file("big.bin", std::string(8 << 20, 'b'));
  for (const char* url : {"/probe/ignore", "/probe/fill?size=8388608", "/big.bin", "/missing",
                          "/probe/pieces?count=100&size=10000"}) {
    RawClient client = server_.connect();
    client.send_request("GET", url);
    vanish(client);
  }
}

TEST_P(ClientGone, InTheMiddleOfTheResponse) {
  server_.write_site_file("big.bin", std::string(32 << 20, 'b'));
  for (const char* url : {"/probe/fill?size=33554432", "/big.bin"}) {
    RawClient client(server_.port(), "127.0.0.1", 4096);
    client.send_request("GET", url);
    client.read_head();
    vanish(client);
  }
}

// A flush fails as soon as the server can know.
TEST_P(ClientGone, BetweenFlushes) {
  Gate gate(gates_, "flush-failed");
  for (const char* url :
       {"/probe/fill-flushed?size=268435456", "/probe/fill-async?size=268435456"}) {
    RawClient client(server_.port(), "127.0.0.1", 4096);
    client.send_request("GET", url);
    client.read_head();
    vanish(client);
    gate.wait_reached();
    gate.open();
  }
}

TEST_P(ClientGone, BehindAPipelineOfRequests) {
  std::string requests;
  for (int i = 0; i < 500; ++i) {
    requests += "GET /probe/fill?size=5000 HTTP/1.1\r\nHost: a\r\n\r\n";
  }
  for (int i = 0; i < 10; ++i) {
    RawClient client = server_.connect();
    client.send(requests);
    client.read_head();
    vanish(client);
  }
}

INSTANTIATE_TEST_SUITE_P(Ways, ClientGone, testing::Values(Way::end, Way::reset),
                         [](const auto& row) {
                           return row.param == Way::end ? "ByEnd" : "ByReset";
                         });

}  // namespace
}  // namespace penstock::tests
