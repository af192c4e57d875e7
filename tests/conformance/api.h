// What tests of single API calls share: a server with the api module (modules/api/), and the
// report of one of its cases as names and values.
#pragma once

#include <map>
#include <string>

#include "conformance/tracing.h"

namespace penstock::tests {

using Values = std::map<std::string, std::string>;

ServerConfig config_with_api();
// All of the server's access log, once it has stopped.
std::string access_log(const TestServer& server);
// Of "key=value" lines.
Values values_of(const std::string& text);

// A suite's server with the api module, and files /a.txt and /numbers.txt.
template <typename Suite>
class ApiTest : public SharedServer<Suite> {
 public:
  static ServerConfig config() { return config_with_api(); }
  static void prepare(TestServer& server) { server.write_site_file("numbers.txt", "0123456789"); }

 protected:
  // ?query may follow the name.
  static Reply run_case(const std::string& name, const Headers& headers = {},
                        std::string_view method = "GET", std::string_view body = {}) {
    RawClient client = SharedServer<Suite>::server().connect();
    return client.request(method, "/case/" + name, headers, body);
  }
  static Values report(const std::string& name, const Headers& headers = {},
                       std::string_view method = "GET", std::string_view body = {}) {
    const Reply reply = run_case(name, headers, method, body);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return values_of(reply.body);
  }
};

constexpr const char* kOk = "00000000";
constexpr const char* kInvalidParameter = "80070057";

}  // namespace penstock::tests
