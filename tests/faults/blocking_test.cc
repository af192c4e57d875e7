// Module code that blocks, clients that are slow or do not read: nobody else of the loop waits.
// One loop, and events in place of times: who is held waits for a gate that the test opens last.
#include <gtest/gtest.h>
#include <poll.h>

#include "faults/gate.h"
#include "protocol/probe_server.h"

namespace penstock::tests {
namespace {

class Blocking : public testing::Test {
 protected:
  static ServerConfig one_loop() {
    ServerConfig config;
    config.loops = 1;
    return with_probe(config);
  }
  void expect_served() {
    EXPECT_EQ(server_.get("/probe/ignore").body, "ignored");
    EXPECT_EQ(other_.get("/probe/ignore").body, "ignored");
  }

  Gates gates_;
  TestServer server_{one_loop(), gates_.environment()};
  RawClient other_ = server_.connect();
};

// Often enough that the server learns it.
TEST_F(Blocking, AModuleThatSleepsDelaysNobody) {
  Gate gate(gates_, "sleep");
  for (int i = 0; i < 10; ++i) {
    RawClient client = server_.connect();
    client.send_request("GET", "/probe/gate?name=sleep");
    gate.wait_reached();
    expect_served();
    gate.open();
    EXPECT_EQ(client.read_reply().body, "through sleep");
    EXPECT_EQ(client.get("/probe/ignore").body, "ignored");
  }
}

TEST_F(Blocking, SeveralSleepersDelayNobody) {
  Gate gate(gates_, "sleep");
  std::vector<RawClient> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(server_.connect());
    clients.back().send_request("GET", "/probe/gate?name=sleep");
  }
  gate.wait_reached(20);
  expect_served();
  gate.open(20);
  for (RawClient& client : clients) {
    EXPECT_EQ(client.read_reply().body, "through sleep");
  }
}

// The sleeper is let go by another request of its own loop.
TEST_F(Blocking, ARequestCanWaitForAnother) {
  Gate first(gates_, "first");
  RawClient sleeper = server_.connect();
  sleeper.send_request("GET", "/probe/gate?name=first");
  first.wait_reached();
  Gate second(gates_, "second");
  RawClient waker = server_.connect();
  waker.send_request("GET", "/probe/gate?name=second");
  second.wait_reached();
  second.open();
  EXPECT_EQ(waker.read_reply().body, "through second");
  first.open();
  EXPECT_EQ(sleeper.read_reply().body, "through first");
}

TEST_F(Blocking, ASlowBodyDelaysNobody) {
  for (const char* reader : {"echo", "echo-async"}) {
    RawClient client = server_.connect();
    client.send("POST /probe/" + std::string(reader) +
                " HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read_head().status, 100);  // the module reads
    for (const char c : std::string("0123456789")) {
      expect_served();
      client.send({&c, 1});
    }
    EXPECT_EQ(client.read_reply().body, "0123456789");
    EXPECT_EQ(client.get("/probe/ignore").body, "ignored");
  }
}

TEST_F(Blocking, AClientThatDoesNotReadDelaysNobodyAndGetsItAllInTheEnd) {
  constexpr std::size_t kSize = 32 << 20;
  for (const std::string how : {"fill", "fill-flushed", "fill-async"}) {
    RawClient deaf(server_.port(), "127.0.0.1", 4096);
    deaf.send_request("GET", "/probe/" + how + "?size=" + std::to_string(kSize));
    const Reply head = deaf.read_head();
    expect_served();
    std::size_t at = 0;
    const auto check = [&](const std::string& part) {
      for (const char c : part) {
        ASSERT_EQ(c, static_cast<char>('a' + at % 251 % 26)) << how << " at " << at;
        ++at;
      }
    };
    if (head.has("Content-Length")) {
      while (at < kSize) {
        check(deaf.read_bytes(std::min<std::size_t>(1 << 20, kSize - at)));
      }
    } else {
      for (std::string chunk; !(chunk = deaf.read_chunk()).empty();) {
        check(chunk);
      }
      deaf.read_until("\r\n");
    }
    EXPECT_EQ(at, kSize) << how;
    EXPECT_EQ(deaf.get("/probe/ignore").body, "ignored") << how;
  }
}

// Answers that were held back to leave together do not wait for a request that waits.
TEST_F(Blocking, EarlierAnswersLeaveBeforeARequestWaits) {
  Gate gate(gates_, "park");
  RawClient parked = server_.connect();
  parked.send(
      "GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n"
      "GET /probe/parked?name=park&how=post HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(parked.read_reply().body, "ignored");
  gate.wait_reached();
  gate.open();
  EXPECT_EQ(parked.read_reply().body, "posted park");
  for (const char* reader : {"echo", "echo-async"}) {
    RawClient client = server_.connect();
    client.send(
        "GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n"
        "POST /probe/" +
        std::string(reader) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n");
    EXPECT_EQ(client.read_reply().body, "ignored");
    client.send("body");
    EXPECT_EQ(client.read_reply().body, "body");
  }
}

TEST_F(Blocking, AFloodOfPipelinedRequestsDelaysNobody) {
  std::string requests;
  for (int i = 0; i < 5000; ++i) {
    requests += "GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n";
  }
  RawClient flood = server_.connect();
  flood.send(requests);
  expect_served();
  for (int i = 0; i < 5000; ++i) {
    ASSERT_EQ(flood.read_reply().body, "ignored");
  }
}

// --- more sleepers than threads

ServerConfig eight_threads() {
  ServerConfig config;
  config.loops = 1;
  config.max_threads = 8;
  return with_probe(config);
}

TEST(Exhaustion, OfThreadsIs503UntilSomeAreFree) {
  constexpr int kSleepers = 200;
  constexpr int kRoom = 7;  // and one that leads the loop
  Gates gates;
  Gate gate(gates, "sleep");
  TestServer server(eight_threads(), gates.environment());
  std::vector<RawClient> clients;
  for (int i = 0; i < kSleepers; ++i) {
    clients.push_back(server.connect());
    clients.back().send_request("GET", "/probe/gate?name=sleep");
  }
  gate.wait_reached(kRoom);
  std::vector<pollfd> waiting;
  for (const RawClient& client : clients) {
    waiting.push_back({client.fd(), POLLIN, 0});
  }
  int refused = 0;
  const auto deadline = Clock::now() + kPatience;
  while (refused < kSleepers - kRoom &&
         poll(waiting.data(), waiting.size(), left_until(deadline))) {
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      if (waiting[i].revents != 0) {
        const Reply reply = clients[i].read_reply();
        EXPECT_EQ(reply.status, 503);
        EXPECT_TRUE(reply.has("Retry-After"));
        waiting[i].fd = -1;
        ++refused;
      }
    }
  }
  EXPECT_EQ(refused, kSleepers - kRoom);
  EXPECT_EQ(server.get("/probe/ignore").status, 503);
  gate.open(kRoom);
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    if (waiting[i].fd >= 0) {
      EXPECT_EQ(clients[i].read_reply().body, "through sleep");
    }
  }
  Reply again = server.get("/probe/ignore");
  while (again.status == 503 && left_until(deadline) > 0) {
    again = server.get("/probe/ignore");
  }
  EXPECT_EQ(again.body, "ignored");
}

}  // namespace
}  // namespace penstock::tests
