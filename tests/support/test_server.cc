// Start and stop; see test_server.h.
#include "support/test_server.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>

namespace penstock::tests {
namespace {

constexpr const char* kListening = "listening on http://";

// Of "penstock: listening on http://127.0.0.1:8080/".
std::uint16_t port_of(const std::string& line) {
  const std::size_t colon = line.rfind(':');
  return static_cast<std::uint16_t>(std::atoi(line.c_str() + colon + 1));
}

}  // namespace

std::string penstock_binary() { return PENSTOCK_BINARY; }

RunResult run_penstock(const std::vector<std::string>& arguments, const Environment& environment) {
  return run(penstock_binary(), arguments, environment);
}

TestServer::TestServer(const ServerConfig& config, const Environment& environment)
    : events_(event_folder()) {
  std::filesystem::create_directories(site_folder());
  write_file(config_file(), config.xml(site_folder(), event_folder(), log_folder()));
  process_ = std::make_unique<ChildProcess>(
      penstock_binary(), std::vector<std::string>{"serve", "--config", config_file()}, environment);
  const std::optional<std::string> line = process_->wait_for_out(kListening);
  if (!line.has_value()) {
    stopped_ = true;
    ADD_FAILURE() << "the server does not start: exit code " << process_->wait() << "\n"
                  << process_->err();
    return;
  }
  // The lines of all addresses leave the server in one write.
  const std::string out = process_->out();
  for (std::size_t at = 0; (at = out.find(kListening, at)) != std::string::npos; ++at) {
    ports_.push_back(port_of(out.substr(at, out.find('\n', at) - at)));
  }
}

TestServer::~TestServer() { stop(); }

std::uint16_t TestServer::port(std::size_t binding) const {
  return binding < ports_.size() ? ports_[binding] : 0;
}

void TestServer::stop() {
  if (stopped_) {
    return;
  }
  stopped_ = true;
  process_->signal(SIGTERM);
  EXPECT_EQ(process_->wait(), 0) << process_->err();
  expect_no_sanitizer_report(process_->err());
}

RunResult fail_to_start(const ServerConfig& config, const Environment& environment) {
  const TempDir folder;
  const std::string file = folder.file("applicationHost.config");
  write_file(file, config.xml(folder.path(), folder.file("events"), folder.file("logs")));
  return run_penstock({"serve", "--config", file}, environment);
}

void expect_no_sanitizer_report(const std::string& text) {
  for (const char* mark : {"ERROR: AddressSanitizer", "ERROR: LeakSanitizer", "runtime error:",
                           "WARNING: ThreadSanitizer", "ERROR: ThreadSanitizer"}) {
    EXPECT_EQ(text.find(mark), std::string::npos) << text;
  }
}

}  // namespace penstock::tests
