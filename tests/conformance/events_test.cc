// The example that the project began with: an event for each response. Page:
// CHttpModule::OnSendResponse.
#include "conformance/tracing.h"

namespace penstock::tests {
namespace {

using testing::Each;
using testing::SizeIs;

constexpr const char* kSource = "IISADMIN";

class SendResponseExample : public testing::Test {
 protected:
  static ServerConfig config() {
    ServerConfig config;
    config.add("SendResponse", SEND_RESPONSE_MODULE);
    return config;
  }
  void SetUp() override {
    ASSERT_TRUE(server_.running());
    server_.write_site_file("a.txt", "a file\n");
  }
  TestServer server_{config()};
};

TEST_F(SendResponseExample, ItsEventIsInTheApplicationLog) {
  EXPECT_EQ(server_.get("/a.txt").status, 200);
  const auto events = server_.events().wait_for(kSource);
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].log, "Application");
  EXPECT_EQ(events[0].type, observe::EventType::kInformation);
  EXPECT_EQ(events[0].event_id, 0U);
  EXPECT_EQ(events[0].category, 0U);
  EXPECT_EQ(events[0].strings, Lines{"OnSendResponse"});
  EXPECT_EQ(events[0].data, "");
}

TEST_F(SendResponseExample, OneForEachResponseWhateverItIs) {
  RawClient client = server_.connect();
  EXPECT_EQ(client.get("/a.txt").status, 200);
  EXPECT_EQ(client.get("/missing").status, 404);
  EXPECT_EQ(client.request("HEAD", "/a.txt").status, 200);
  EXPECT_EQ(client.request("DELETE", "/a.txt").status, 405);
  EXPECT_EQ(client.get("/a.txt", {{"If-None-Match", "*"}}).status, 304);
  server_.stop();
  EXPECT_THAT(server_.events().of(kSource), SizeIs(5));
}

TEST_F(SendResponseExample, AlsoForPipelinedOnes) {
  RawClient client = server_.connect();
  std::string many;
  for (int i = 0; i < 20; ++i) {
    many += "GET /a.txt HTTP/1.1\r\nHost: x\r\n\r\n";
  }
  client.send(many);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(client.read_reply().body, "a file\n");
  }
  EXPECT_THAT(server_.events().wait_for(kSource, 20), SizeIs(20));
}

TEST_F(SendResponseExample, TheCommandShowsThem) {
  server_.get("/a.txt");
  server_.events().wait_for(kSource);
  const RunResult shown =
      run_penstock({"events", "--config", server_.config_file(), "--json", "--source", kSource});
  EXPECT_EQ(shown.exit_code, 0);
  EXPECT_THAT(shown.out, testing::HasSubstr(R"("strings":["OnSendResponse"])"));
}

}  // namespace
}  // namespace penstock::tests
