// A module that throws gives 500 and an event that names it and the place; the server goes on.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/test_server.h"

namespace penstock::tests {
namespace {

constexpr std::uint32_t kModuleThrew = 100;  // docs/events.md

TEST(ThrowingModule, Gives500AndAnEventAndTheServerGoesOn) {
  ServerConfig config;
  config.loops = 1;
  config.add("Thrower", THROWER_MODULE);
  TestServer server(config);
  server.write_site_file("a.txt", "text");
  const std::vector<std::string> places{
      "Begin",     "PostBegin", "Authenticate", "PostAuthenticate",
      "Authorize", "Resolve",   "MapHandler",   "Acquire",
      "Pre",       "Execute",   "PostExecute",  "Release",
      "Update",    "Log",       "PostLog",      "End",
      "PostEnd",   "Send",      "MapPath"};
  for (const std::string& place : places) {
    RawClient client = server.connect();
    EXPECT_EQ(client.get("/a.txt?" + place).status, 500) << place;
    const observe::EventRecord event =
        server.events().wait_for("Penstock", [&](const observe::EventRecord& candidate) {
          return candidate.event_id == kModuleThrew &&
                 std::find(candidate.strings.begin(), candidate.strings.end(),
                           "thrown in " + place) != candidate.strings.end();
        });
    EXPECT_EQ(event.strings[0], "Thrower") << place;
    EXPECT_EQ(client.get("/a.txt").body, "text") << place;
  }
}

}  // namespace
}  // namespace penstock::tests
