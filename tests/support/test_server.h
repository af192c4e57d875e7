// TestServer: the real penstock, started with a configuration of the test's own in a folder of its
// own, on a free port, and stopped as an administrator stops it. raw_client.h talks to it,
// event_reader.h reads its event log.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "support/child_process.h"
#include "support/event_reader.h"
#include "support/files.h"
#include "support/raw_client.h"
#include "support/server_config.h"
#include "support/temp_dir.h"

namespace penstock::tests {

// The executable under test.
std::string penstock_binary();
// Runs one of its commands to the end.
RunResult run_penstock(const std::vector<std::string>& arguments,
                       const Environment& environment = {});

class TestServer {
 public:
  // Returns when it listens. A server that does not start fails the test; see running().
  explicit TestServer(const ServerConfig& config = {}, const Environment& environment = {});
  // Stops it, if stop() has not been called, and fails the test unless that went well.
  ~TestServer();
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  bool running() const { return !ports_.empty(); }
  std::uint16_t port(std::size_t binding = 0) const;
  const std::string& folder() const { return folder_.path(); }
  std::string config_file() const { return folder_.file("applicationHost.config"); }
  std::string site_folder() const { return folder_.file("site"); }
  std::string log_folder() const { return folder_.file("logs"); }
  std::string event_folder() const { return folder_.file("events"); }

  // A file of the site, by its path below the site's folder.
  void write_site_file(const std::string& name, std::string_view content) const {
    write_file(site_folder() + "/" + name, content);
  }

  RawClient connect() const { return RawClient(port()); }
  // One request on a connection of its own.
  Reply get(const std::string& target, const Headers& headers = {}) const {
    return connect().request("GET", target, headers);
  }
  // The events of the server itself have the source "Penstock".
  EventReader& events() { return events_; }

  ChildProcess& process() { return *process_; }
  // SIGTERM, and expects a drain, exit code 0 and no report of a sanitizer.
  void stop();

 private:
  TempDir folder_;
  EventReader events_;
  std::unique_ptr<ChildProcess> process_;
  std::vector<std::uint16_t> ports_;
  bool stopped_ = false;
};

// Starts the server with a configuration that must not start it; returns how it ended.
RunResult fail_to_start(const ServerConfig& config, const Environment& environment = {});

// Fails the test if the text holds a report of a sanitizer.
void expect_no_sanitizer_report(const std::string& text);

}  // namespace penstock::tests
