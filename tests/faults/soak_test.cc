// A short soak: clients that mix everything, pipelined, chunked, slow, vanishing, against one
// server; every response that is completed is checked byte for byte. Run with sanitizers, too.
#include <gtest/gtest.h>

#include <deque>
#include <random>
#include <thread>

#include "protocol/probe_server.h"

namespace penstock::tests {
namespace {

constexpr int kClients = 4;
constexpr int kRequestsEach = 800;

std::string pattern(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i) {
    text[i] = static_cast<char>('a' + i % 251 % 26);
  }
  return text;
}

struct Exchange {
  std::string request;
  std::string body;  // of the answer
};

// Makes random requests whose answers are known. Seeded: a failure can be repeated.
class Requests {
 public:
  explicit Requests(unsigned seed) : random_(seed), seed_(seed) {}

  std::size_t pick(std::size_t below) { return random_() % below; }

  Exchange next() {
    ++number_;
    switch (pick(9)) {
      case 0:
        return get("/probe/fill?size=", size());
      case 1: {
        const std::size_t piece = size() % 20000 + 1;
        const std::size_t count = pick(4) + 1;
        std::string body;
        for (std::size_t i = 0; i < count; ++i) {
          for (std::size_t at = 0; at < piece; ++at) {
            body += static_cast<char>('a' + (i * piece + at) % 251 % 26);
          }
        }
        return {head("GET", "/probe/pieces?count=" + std::to_string(count) +
                                "&size=" + std::to_string(piece)) +
                    "\r\n",
                body};
      }
      case 2:
        return {head("GET", "/probe/parked?how=post") + "\r\n", "posted "};
      case 3:
        return {head("GET", "/probe/parked?how=indicate") + "\r\n", "indicated "};
      case 4:
        return counted(pick(2) == 0 ? "/probe/echo" : "/probe/echo-async");
      case 5:
        return chunked(pick(2) == 0 ? "/probe/echo" : "/probe/echo-async");
      case 6:
        return {head("GET", "/file.bin") + "\r\n", file_};
      case 7: {
        Exchange ignored = chunked("/probe/ignore");
        ignored.body = "ignored";
        return ignored;
      }
      default: {
        const std::string query = std::to_string(seed_) + "." + std::to_string(number_);
        return {head("GET", "/probe/describe?" + query) + "\r\n",
                "GET /probe/describe?" + query + " a HTTP/1.1"};
      }
    }
  }

  static const std::string& file() { return file_; }

 private:
  static std::string head(const std::string& method, const std::string& target) {
    return method + " " + target + " HTTP/1.1\r\nHost: a\r\n";
  }
  // Mostly small, sometimes more than a socket takes.
  std::size_t size() { return pick(10) == 0 ? pick(600'000) : pick(5'000); }

  Exchange get(const std::string& target, std::size_t size) {
    return {head("GET", target + std::to_string(size)) + "\r\n", pattern(size)};
  }
  Exchange counted(const std::string& target) {
    const std::string body = pattern(size());
    return {
        head("POST", target) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body,
        body};
  }
  Exchange chunked(const std::string& target) {
    const std::string body = pattern(size());
    std::string request = head("POST", target) + "Transfer-Encoding: chunked\r\n\r\n";
    for (std::size_t at = 0; at < body.size();) {
      const std::size_t part = std::min(pick(9000) + 1, body.size() - at);
      char line[24];
      std::snprintf(line, sizeof(line), "%zx\r\n", part);
      request += line + body.substr(at, part) + "\r\n";
      at += part;
    }
    return {request + "0\r\n\r\n", body};
  }

  inline static const std::string file_ = pattern(200'000);
  std::mt19937 random_;
  unsigned seed_;
  int number_ = 0;
};

// A few requests sent at once, in pieces; then their answers, or the client is gone.
void one_round(RawClient& client, Requests& requests, int& checked, bool& vanished) {
  std::deque<Exchange> sent;
  std::string bytes;
  for (std::size_t i = 0; i <= requests.pick(8); ++i) {
    sent.push_back(requests.next());
    bytes += sent.back().request;
  }
  // Of what the server may answer before it has read all, no more than sockets hold.
  if (bytes.size() > 100'000) {
    sent.erase(sent.begin() + 1, sent.end());
    bytes = sent.front().request;
  }
  const bool leaves = requests.pick(12) == 0;
  const std::size_t end = leaves ? requests.pick(bytes.size() + 1) : bytes.size();
  for (std::size_t at = 0; at < end;) {
    const std::size_t part = std::min(requests.pick(40'000) + 1, end - at);
    client.send(std::string_view(bytes).substr(at, part));
    at += part;
  }
  if (leaves) {
    requests.pick(2) == 0 ? client.close() : client.abort();
    vanished = true;
    return;
  }
  for (const Exchange& exchange : sent) {
    const Reply reply = client.read_reply();
    ASSERT_EQ(reply.status, 200) << exchange.request.substr(0, 60);
    ASSERT_TRUE(reply.body == exchange.body) << exchange.request.substr(0, 60);
    ++checked;
    if (reply.header("Connection") == "close") {
      // Only where nobody read a body that had not arrived yet.
      ASSERT_EQ(exchange.body, "ignored");
      EXPECT_EQ(client.wait_for_end(), End::closed);
      vanished = true;
      return;
    }
  }
}

TEST(Soak, EveryCompletedResponseIsRight) {
  TestServer server(with_probe());
  server.write_site_file("file.bin", Requests::file());
  std::vector<std::thread> clients;
  for (unsigned seed = 0; seed < kClients; ++seed) {
    clients.emplace_back([&server, seed] {
      Requests requests(seed);
      int checked = 0;
      while (checked < kRequestsEach && !testing::Test::HasFailure()) {
        RawClient client = server.connect();
        bool vanished = false;
        for (int round = 0; round < 20 && !vanished && !testing::Test::HasFailure(); ++round) {
          try {
            one_round(client, requests, checked, vanished);
          } catch (const ClientError& error) {
            ADD_FAILURE() << "client " << seed << " after " << checked << ": " << error.what();
          }
        }
      }
    });
  }
  for (std::thread& client : clients) {
    client.join();
  }
  EXPECT_EQ(server.get("/probe/ignore").body, "ignored");
}

}  // namespace
}  // namespace penstock::tests
