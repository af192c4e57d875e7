// Request targets: their forms, Host (RFC 9112 3.2), canonicalization, and that no path leads out
// of the site's folder.
#include <gtest/gtest.h>

#include <filesystem>

#include "protocol/probe_server.h"

namespace penstock::tests {
namespace {

class Targets : public ProbeTest, public testing::WithParamInterface<Talk> {};

TEST_P(Targets, AreAnsweredAsTheTableSays) { check_talk(connect(), GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Forms, Targets,
    testing::Values(
        Talk{"AbsoluteForm",
             "GET http://a/probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n",
             {200},
             After::kept},
        Talk{"AbsoluteFormInCapitals",
             "GET HTTP://A/probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n",
             {200},
             After::kept},
        Talk{"AbsoluteFormOfAnotherScheme",
             "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
             {400},
             After::closed},
        Talk{"AbsoluteFormWithUserInfo",
             "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n",
             {400},
             After::closed},
        Talk{"AsteriskOptions", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", {200}, After::kept},
        Talk{"AsteriskGet", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", {400}, After::closed},
        Talk{"Connect", "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n", {405}, After::closed},
        Talk{"ConnectWithoutPort", "CONNECT a HTTP/1.1\r\nHost: a\r\n\r\n", {400}, After::closed},
        Talk{"NoSlash", "GET probe/ignore HTTP/1.1\r\nHost: a\r\n\r\n", {400}, After::closed},
        Talk{"Fragment", "GET /probe/ignore#x HTTP/1.1\r\nHost: a\r\n\r\n", {400}, After::closed},
        Talk{"HostMissing", "GET / HTTP/1.1\r\n\r\n", {400}, After::closed},
        Talk{"HostTwice", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", {400}, After::closed},
        Talk{"HostList", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", {400}, After::closed},
        Talk{"HostEmpty", "GET / HTTP/1.1\r\nHost:\r\n\r\n", {400}, After::closed},
        Talk{"HostWithSlash", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", {400}, After::closed},
        Talk{"HostWithUserInfo", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", {400}, After::closed},
        Talk{"HostBadPort", "GET / HTTP/1.1\r\nHost: a:99999\r\n\r\n", {400}, After::closed},
        Talk{
            "HostIpv6", "GET /probe/ignore HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", {200}, After::kept},
        Talk{"HostBadIpv6", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", {400}, After::closed},
        Talk{"Http10WithoutHost", "GET /probe/ignore HTTP/1.0\r\n\r\n", {200}, After::closed}),
    TalkName());

using Target = ProbeTest;

TEST_F(Target, TheAuthorityOfAnAbsoluteTargetReplacesHost) {
  RawClient client = connect();
  client.send("GET http://named.example:81/probe/describe?q HTTP/1.1\r\nHost: other\r\n\r\n");
  EXPECT_EQ(client.read_reply().body, "GET /probe/describe?q named.example:81 HTTP/1.1");
}

TEST_F(Target, A405NamesWhatIsAllowed) {
  EXPECT_TRUE(connect().request("CONNECT", "a:80").has("Allow"));
}

TEST_F(Target, SitesAreChosenByHost) {
  const TempDir folder;
  write_file(folder.file("one/a.txt"), "one");
  write_file(folder.file("two/a.txt"), "two");
  ServerConfig config;
  config.sites = {{"One", 1, {"127.0.0.1:0:one.example"}, {{"/", folder.file("one")}}},
                  {"Two", 2, {"127.0.0.1:0:Two.Example"}, {{"/", folder.file("two")}}}};
  const TestServer server(config);
  EXPECT_EQ(server.get("/a.txt", {{"Host", "one.example"}}).body, "one");
  EXPECT_EQ(server.get("/a.txt", {{"Host", "TWO.example:8080"}}).body, "two");
  EXPECT_EQ(server.get("/a.txt", {{"Host", "three.example"}}).status, 400);
}

struct Path {
  const char* target;
  int status;
  const char* seen;  // by the module, or null
};

// Below /probe/describe nothing is matched, so the module's view is asked through the query-free
// URL itself.
constexpr Path kPaths[] = {
    {"/probe/./describe", 200, "/probe/describe"},
    {"/probe//describe", 200, "/probe/describe"},
    {"/x/../probe/describe", 200, "/probe/describe"},
    {"/x/%2e%2e/probe/describe", 200, "/probe/describe"},
    {"/x/.%2E/probe/describe", 200, "/probe/describe"},
    {"/probe%2Fdescribe", 200, "/probe/describe"},
    {"/probe%5Cdescribe", 200, "/probe/describe"},
    {"/probe\\describe", 200, "/probe/describe"},
    {"/%70robe/d%65scribe", 200, "/probe/describe"},
    {"/probe/describe?a=%2e%2e/../b", 200, "/probe/describe"},
    {"/..", 400, nullptr},
    {"/../etc/passwd", 400, nullptr},
    {"/%2e%2e/etc/passwd", 400, nullptr},
    {"/x/../../etc/passwd", 400, nullptr},
    {"/..%5c..%5cetc/passwd", 400, nullptr},
    {"/probe/%00describe", 400, nullptr},
    {"/probe/describe%00.txt", 400, nullptr},
    {"/%01", 400, nullptr},
    {"/%7f", 400, nullptr},
    {"/%", 400, nullptr},
    {"/%4", 400, nullptr},
    {"/%zz", 400, nullptr},
    {"/%u002e", 400, nullptr},
    {"/%c0%ae%c0%ae/etc/passwd", 400, nullptr},
    {"/%c0%af", 400, nullptr},
    {"/%e0%80%af", 400, nullptr},
    {"/%f8%80%80%80%af", 400, nullptr},
    {"/%ed%a0%80", 400, nullptr},
    {"/%ff", 400, nullptr},
    {"/%252e%252e/x", 404, nullptr},
    {"/a%2541", 404, nullptr},
    {"/%ef%bc%8e%ef%bc%8e/x", 404, nullptr},  // full-width dots are no dots
};

TEST_F(Target, PathsAreCanonicalizedOnceAndSafely) {
  for (const Path& path : kPaths) {
    const Reply reply = connect().get(path.target);
    EXPECT_EQ(reply.status, path.status) << path.target;
    if (path.seen != nullptr) {
      EXPECT_NE(reply.body.find(std::string(path.seen) + "?"), std::string::npos)
          << path.target << ": " << reply.body;
    }
  }
}

TEST_F(Target, DoubleEncodingIs404_11) {
  const Reply reply = connect().get("/%252e%252e/x");
  EXPECT_NE(reply.body.find("404.11"), std::string::npos) << reply.body;
}

// A file outside the root that no answer may ever show.
class Canary : public testing::Test {
 protected:
  static constexpr const char* kSecret = "the canary is out";

  Canary() {
    write_file(outside_.file("secret.txt"), kSecret);
    server_.write_site_file("inside/real.txt", "inside");
    link(outside_.path(), "out");
    link(outside_.file("secret.txt"), "secret.txt");
    link(outside_.file("secret.txt"), "deep/index.html");
    link("/", "rootlink");
    link(server_.folder(), "parent");
    link("inside", "in");
    link("../inside/real.txt", "inside/again.txt");
  }

  void link(const std::string& target, const std::string& name) {
    const std::filesystem::path path = server_.site_folder() + "/" + name;
    std::filesystem::create_directories(path.parent_path());
    std::filesystem::create_symlink(target, path);
  }

  TempDir outside_;
  TestServer server_;
};

TEST_F(Canary, NoPathLeadsToIt) {
  const std::string name = std::filesystem::path(outside_.path()).filename();
  const std::vector<std::string> ups{"..",           "%2e%2e", ".%2e",      "%252e%252e",
                                     "%c0%ae%c0%ae", "..%00",  "%2e%2e%2f", "..%5c",
                                     "%uff0e%uff0e", "....",   "..;",       ".%09."};
  const std::vector<std::string> separators{"/", "\\", "%2f", "%5c", "//", "/./", "%252f"};
  int asked = 0;
  for (const std::string& up : ups) {
    for (const std::string& separator : separators) {
      for (int depth = 1; depth <= 4; ++depth) {
        std::string target = "/inside";
        for (int i = 0; i < depth; ++i) {
          target += separator + up;
        }
        target += separator + name + separator + "secret.txt";
        const Reply reply = server_.get(target);
        EXPECT_EQ(reply.body.find(kSecret), std::string::npos) << target;
        EXPECT_TRUE(reply.status == 400 || reply.status == 404) << reply.status << " " << target;
        ++asked;
      }
    }
  }
  EXPECT_EQ(asked, 12 * 7 * 4);
}

TEST_F(Canary, NoSymbolicLinkLeadsToIt) {
  const std::string absolute = outside_.file("secret.txt");
  for (const std::string& target :
       {std::string("/out/secret.txt"), std::string("/secret.txt"), std::string("/deep/"),
        std::string("/deep/index.html"), "/rootlink" + absolute,
        std::string("/rootlink/etc/passwd"), std::string("/parent/applicationHost.config"),
        std::string("/in/../secret.txt")}) {
    for (int round = 0; round < 3; ++round) {
      const Reply reply = server_.get(target);
      EXPECT_EQ(reply.body.find(kSecret), std::string::npos) << target;
      EXPECT_TRUE(reply.status == 403 || reply.status == 404) << reply.status << " " << target;
    }
  }
}

TEST_F(Canary, LinksThatStayInsideAreFollowed) {
  EXPECT_EQ(server_.get("/in/real.txt").body, "inside");
  EXPECT_EQ(server_.get("/inside/again.txt").body, "inside");
}

TEST_F(Canary, AFileThatBecomesALinkOutIsNotFollowed) {
  EXPECT_EQ(server_.get("/inside/real.txt").body, "inside");
  const std::string file = server_.site_folder() + "/inside/real.txt";
  std::filesystem::remove(file);
  std::filesystem::create_symlink(outside_.file("secret.txt"), file);
  const auto deadline = Clock::now() + kPatience;
  Reply reply = server_.get("/inside/real.txt");
  while (reply.status == 200 && left_until(deadline) > 0) {
    ASSERT_EQ(reply.body, "inside");  // the old file, as the cache remembers it for a moment
    reply = server_.get("/inside/real.txt");
  }
  EXPECT_EQ(reply.status, 404);
}

}  // namespace
}  // namespace penstock::tests
