// What protocol and fault tests share: a server with the probe module, one for a whole suite, and
// tables of raw bytes to talk to it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "support/test_server.h"

namespace penstock::tests {

inline ServerConfig with_probe(ServerConfig config = {}) {
  return config.add("Probe", PROBE_MODULE);
}

// The tests of a suite share one server; `Configure` makes its configuration.
template <ServerConfig (*Configure)()>
class SharedServer : public testing::Test {
 public:
  static void SetUpTestSuite() { server_ = std::make_unique<TestServer>(Configure()); }
  static void TearDownTestSuite() { server_.reset(); }

 protected:
  void SetUp() override { ASSERT_TRUE(server_->running()); }
  static TestServer& server() { return *server_; }
  static RawClient connect() { return server_->connect(); }

 private:
  inline static std::unique_ptr<TestServer> server_;
};

inline ServerConfig plain_probe() { return with_probe(); }
using ProbeTest = SharedServer<plain_probe>;

// One row of a table: bytes sent at once, the statuses of the answers in their order, and whether
// the connection goes on behind them.
enum class After { kept, closed };

struct Talk {
  const char* name;
  std::string bytes;
  std::vector<int> statuses;
  After after;
};

inline void PrintTo(const Talk& talk, std::ostream* out) { *out << talk.name; }

// Says the bytes, reads the answers, then finds out whether the connection goes on.
inline void check_talk(RawClient client, const Talk& talk) {
  client.send(talk.bytes);
  for (const int status : talk.statuses) {
    const Reply reply = client.read_reply();
    ASSERT_EQ(reply.status, status) << reply.body;
  }
  if (talk.after == After::closed) {
    EXPECT_EQ(client.wait_for_end(), End::closed);
    return;
  }
  EXPECT_EQ(client.get("/probe/describe").status, 200);
}

struct TalkName {
  std::string operator()(const testing::TestParamInfo<Talk>& info) const { return info.param.name; }
};

}  // namespace penstock::tests
