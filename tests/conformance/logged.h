// A test's own server with the api module, whose cases write a log (API_LOG): what ends after the
// response, or with the server, can be read there.
#pragma once

#include "conformance/api.h"

namespace penstock::tests {

class LoggedApi : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(server_.running());
    server_.write_site_file("numbers.txt", "0123456789");
  }

  TestServer& server() { return server_; }
  Values report(const std::string& name) { return values_of(server_.get("/case/" + name).body); }
  Lines log() const { return lines_of(read_file(log_file())); }
  // Stops the server, so that everything has ended.
  Lines final_log() {
    server_.stop();
    return log();
  }

 private:
  std::string log_file() const { return folder_.file("log"); }

  TempDir folder_;
  TestServer server_{config_with_api(), {{"API_LOG", log_file()}}};
};

}  // namespace penstock::tests
