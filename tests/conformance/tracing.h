// What conformance tests share: a server for a whole suite, and requests whose callbacks the
// tracer module (modules/tracer/) has recorded.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "support/test_server.h"

namespace penstock::tests {

using Lines = std::vector<std::string>;

// The deterministic notifications, in their order.
inline const Lines kStages = {"BeginRequest",
                              "AuthenticateRequest",
                              "AuthorizeRequest",
                              "ResolveRequestCache",
                              "MapRequestHandler",
                              "AcquireRequestState",
                              "PreExecuteRequestHandler",
                              "ExecuteRequestHandler",
                              "ReleaseRequestState",
                              "UpdateRequestCache",
                              "LogRequest",
                              "EndRequest"};

// A server with tracers of these names behind the built-in modules, and a file /a.txt.
ServerConfig config_with_tracers(const std::vector<std::string>& names);
std::string tracer_image();

struct Traced {
  Reply reply;
  Lines trace;  // "Alpha.BeginRequest", in the order of calling

  // The trace of one instance, without its name.
  Lines of(const std::string& instance) const;
  // The names of the instances that were called for an event, in order; details do not count.
  Lines called_for(const std::string& event) const;
  // The entries of an event (all instances), whole.
  Lines entries_of(const std::string& event) const;
};

// A number for X-Trace that no other request of the process has.
std::string next_trace_id();
Lines lines_of(const std::string& text);

// Sends a request and, when it has ended, fetches its trace. Headers steer the tracers.
Traced run_traced(const TestServer& server, std::string_view target, const Headers& headers = {},
                  std::string_view method = "GET", std::string_view body = {});

// What the trace of a request says once it has an entry that starts so.
Lines trace_when(const TestServer& server, const std::string& id, const std::string& entry);

// One server for all tests of a suite: class MySuite : public SharedServer<MySuite>, with
// static ServerConfig config(), and, if it needs one, static Environment environment().
template <typename Suite>
class SharedServer : public testing::Test {
 protected:
  static Environment environment() { return {}; }
  static void prepare(TestServer&) {}

  static void SetUpTestSuite() {
    server_ = std::make_unique<TestServer>(Suite::config(), Suite::environment());
    server_->write_site_file("a.txt", "a file\n");
    Suite::prepare(*server_);
  }
  static void TearDownTestSuite() { server_.reset(); }
  void SetUp() override { ASSERT_TRUE(server_->running()); }

  static TestServer& server() { return *server_; }
  static Traced run(std::string_view target, const Headers& headers = {},
                    std::string_view method = "GET", std::string_view body = {}) {
    return run_traced(*server_, target, headers, method, body);
  }

 private:
  static inline std::unique_ptr<TestServer> server_;
};

}  // namespace penstock::tests
