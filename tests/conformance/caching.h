// What tests of the cache-and-identity side share: a server with the caching module
// (modules/caching/), and the report of one of its cases as names and values.
#pragma once

#include "conformance/api.h"

namespace penstock::tests {

inline ServerConfig config_with_caching() {
  ServerConfig config;
  config.add("Caching", CACHING_MODULE);
  return config;
}

// A suite's server with the caching module, and a file /a.txt.
template <typename Suite>
class CachingTest : public SharedServer<Suite> {
 public:
  static ServerConfig config() { return config_with_caching(); }

 protected:
  // ?query may follow the name.
  static Reply run_case(const std::string& name, const Headers& headers = {}) {
    return SharedServer<Suite>::server().get("/caching/" + name, headers);
  }
  static Values report(const std::string& name, const Headers& headers = {}) {
    const Reply reply = run_case(name, headers);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return values_of(reply.body);
  }
};

}  // namespace penstock::tests
