// BareServer: a server whose end is the test's own business: killed, started again on its files.
#pragma once

#include <csignal>
#include <cstdlib>
#include <memory>
#include <string>

#include "support/test_server.h"

namespace penstock::tests {

class BareServer {
 public:
  explicit BareServer(const ServerConfig& config, const Environment& environment = {})
      : environment_(environment) {
    std::filesystem::create_directories(folder_.file("site"));
    write_file(config_file(),
               config.xml(folder_.file("site"), folder_.file("events"), folder_.file("logs")));
    start();
  }

  void start() {
    process_ = std::make_unique<ChildProcess>(
        penstock_binary(), std::vector<std::string>{"serve", "--config", config_file()},
        environment_);
    const auto line = process_->wait_for_out("listening on http://");
    ASSERT_TRUE(line.has_value()) << process_->err();
    port_ = static_cast<std::uint16_t>(std::atoi(line->c_str() + line->rfind(':') + 1));
  }
  // Sends the signal and waits for the end; the exit code, 128 + signal where that ended it.
  int end_by(int signal) {
    process_->signal(signal);
    return process_->wait();
  }

  std::uint16_t port() const { return port_; }
  RawClient connect() const { return RawClient(port_); }
  ChildProcess& process() { return *process_; }
  std::string config_file() const { return folder_.file("applicationHost.config"); }
  std::string event_folder() const { return folder_.file("events"); }

 private:
  TempDir folder_;
  Environment environment_;
  std::unique_ptr<ChildProcess> process_;
  std::uint16_t port_ = 0;
};

}  // namespace penstock::tests
