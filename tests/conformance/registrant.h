// A test's own server with the api module and the registrant (modules/registrant/), whose log can
// be read.
#pragma once

#include "conformance/api.h"

namespace penstock::tests {

class RegistrantTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(server_.running());
    server_.write_site_file("a.txt", "a file\n");
  }

  TestServer& server() { return server_; }
  Lines log() const { return lines_of(read_file(log_file())); }
  // Stops the server, so that everything has ended.
  Lines final_log() {
    server_.stop();
    return log();
  }
  // The lines that begin so, without that beginning.
  static Lines of(const Lines& lines, const std::string& beginning) {
    Lines found;
    for (const std::string& line : lines) {
      if (line.rfind(beginning, 0) == 0) {
        found.push_back(line.substr(beginning.size()));
      }
    }
    return found;
  }

 private:
  static ServerConfig config() {
    ServerConfig config = config_with_api();
    config.add("Registrant", REGISTRANT_MODULE);
    return config;
  }
  std::string log_file() const { return folder_.file("log"); }

  TempDir folder_;
  TestServer server_{config(), {{"REGISTRANT_LOG", log_file()}}};
};

}  // namespace penstock::tests
