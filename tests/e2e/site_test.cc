// What configuration does to a site: error pages, authentication, cache headers, folders with
// settings of their own, access logs.
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "support/test_server.h"

namespace penstock::tests {
namespace {

TEST(ErrorPages, AreReadableAndHarmless) {
  TestServer server;
  for (const char* target : {"/%3Cscript%3Ealert(1)%3C/script%3E", "/%22onload=%22x",
                             "/'%3E%3Cb%3E", "/a?%3Cscript%3E", "/x%3C!--"}) {
    const Reply reply = server.get(target, {{"Host", "localhost"}, {"Referer", "<script>"}});
    EXPECT_EQ(reply.status, 404);
    EXPECT_EQ(reply.header("Content-Type"), "text/html; charset=utf-8");
    EXPECT_NE(reply.body.find("<h1>404 Not Found</h1>"), std::string::npos) << reply.body;
    for (const char* harm : {"<script", "\"onload", "'><b>", "<!--"}) {
      EXPECT_EQ(reply.body.find(harm), std::string::npos) << reply.body;
    }
  }
}

TEST(ErrorPages, ShowDetailsOnlyToTheMachineItself) {
  TestServer local;
  EXPECT_NE(local.get("/x.txt").body.find(local.site_folder()), std::string::npos);
  ServerConfig config;
  config.web_server = R"(<httpErrors errorMode="Custom" />)";
  TestServer custom(config);
  const Reply reply = custom.get("/x.txt");
  EXPECT_NE(reply.body.find("404"), std::string::npos);
  EXPECT_EQ(reply.body.find(custom.folder()), std::string::npos) << reply.body;
  EXPECT_EQ(custom.get("/%252e").body.find("404.11"), std::string::npos);
}

TEST(Authentication, WithoutAnyNobodyComesIn) {
  ServerConfig config;
  config.web_server = R"(<security><authentication><anonymousAuthentication enabled="false" />
      </authentication></security>)";
  TestServer server(config);
  server.write_site_file("a.txt", "secret");
  RawClient client = server.connect();
  const Reply reply = client.get("/a.txt");
  EXPECT_EQ(reply.status, 401);
  EXPECT_NE(reply.body.find("401.2"), std::string::npos) << reply.body;
  EXPECT_EQ(reply.body.find("secret"), std::string::npos);
  EXPECT_EQ(client.get("/a.txt").status, 401);
}

TEST(Settings, AreThoseOfTheFileWhateverWasAskedBefore) {
  ServerConfig config;
  config.locations = R"(<location path="test/closed.txt"><system.webServer><security>
    <authentication><anonymousAuthentication enabled="false" /></authentication></security>
    </system.webServer></location>)";
  TestServer server(config);
  server.write_site_file("open.txt", "open");
  server.write_site_file("closed.txt", "closed");
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(server.get("/open.txt").status, 200);
    EXPECT_EQ(server.get("/closed.txt").status, 401);
    EXPECT_EQ(server.get("/Closed.TXT").status, 401);
    EXPECT_EQ(server.get("/open.txt").status, 200);
  }
}

TEST(Settings, OfAnApplicationDoNotReachItsSiblings) {
  const TempDir folder;
  write_file(folder.file("root/a.txt"), "root");
  write_file(folder.file("app/a.txt"), "app");
  write_file(folder.file("app/web.config"),
             R"(<configuration><system.webServer><staticContent><clientCache
                cacheControlMode="UseMaxAge" cacheControlMaxAge="00:01:00" /></staticContent>
                </system.webServer></configuration>)");
  ServerConfig config;
  config.sites[0].applications = {{"/app", folder.file("app")}, {"/", folder.file("root")}};
  TestServer server(config);
  EXPECT_EQ(server.get("/app").status, 301);
  const Reply root = server.get("/a.txt");
  EXPECT_EQ(root.body, "root");
  EXPECT_FALSE(root.has("Cache-Control"));
  const Reply app = server.get("/app/a.txt");
  EXPECT_EQ(app.body, "app");
  EXPECT_EQ(app.header("Cache-Control"), "max-age=60");
}

TEST(Settings, ABadWebConfigIs500_19ForItsFolderAlone) {
  TestServer server;
  server.write_site_file("a.txt", "fine");
  server.write_site_file("bad/a.txt", "unreachable");
  server.write_site_file("bad/web.config", "<configuration><system.webServer><nonsense />");
  const Reply reply = server.get("/bad/a.txt");
  EXPECT_EQ(reply.status, 500);
  EXPECT_NE(reply.body.find("500.19"), std::string::npos) << reply.body;
  EXPECT_EQ(server.get("/a.txt").body, "fine");
}

// --- access logs

// The log file's lines, split at spaces, without the server's own remarks but the fields.
std::vector<std::vector<std::string>> log_lines(const std::string& folder) {
  std::vector<std::vector<std::string>> lines;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    std::istringstream file(entry.is_regular_file() ? read_file(entry.path()) : std::string());
    for (std::string line; std::getline(file, line);) {
      if (line.rfind("#", 0) == 0 && line.rfind("#Fields:", 0) != 0) continue;
      std::istringstream words(line);
      lines.emplace_back();
      for (std::string word; words >> word;) lines.back().push_back(word);
    }
  }
  return lines;
}

TEST(AccessLog, HasALineForEachRequestWithTheConfiguredFields) {
  ServerConfig config;
  config.log_attributes =
      R"(logExtFileFlags="Method,UriStem,UriQuery,HttpStatus,HttpSubStatus,BytesSent,UserAgent")";
  TestServer server(config);
  server.write_site_file("a b.txt", "text");
  RawClient client = server.connect();
  const Headers agent{{"User-Agent", "Mozilla/5.0 (X; Y)"}};
  EXPECT_EQ(client.get("/a%20b.txt?q=1", agent).status, 200);
  EXPECT_EQ(client.get("/missing.unknown").status, 404);
  EXPECT_EQ(client.get("/a%2520").status, 404);
  EXPECT_EQ(client.request("HEAD", "/a%20b.txt").status, 200);
  server.stop();
  const auto lines = log_lines(server.log_folder());
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_EQ(lines[0],
            (std::vector<std::string>{"#Fields:", "cs-method", "cs-uri-stem", "cs-uri-query",
                                      "cs(User-Agent)", "sc-status", "sc-substatus", "sc-bytes"}));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    ASSERT_EQ(lines[i].size(), lines[0].size() - 1) << i;
    EXPECT_GT(std::stoi(lines[i][6]), 100) << i;
  }
  const auto without_size = [&](std::size_t i) {
    return std::vector<std::string>(lines[i].begin(), lines[i].end() - 1);
  };
  EXPECT_EQ(without_size(1),
            (std::vector<std::string>{"GET", "/a+b.txt", "q=1", "Mozilla/5.0+(X;+Y)", "200", "0"}));
  EXPECT_EQ(without_size(2),
            (std::vector<std::string>{"GET", "/missing.unknown", "-", "-", "404", "0"}));
  EXPECT_EQ(without_size(3), (std::vector<std::string>{"GET", "/a%20", "-", "-", "404", "11"}));
  EXPECT_EQ(without_size(4), (std::vector<std::string>{"HEAD", "/a+b.txt", "-", "-", "200", "0"}));
}

TEST(AccessLog, NoClientWritesALineOfItsOwn) {
  TestServer server;
  server.connect().request("GET", "/x?a%0a2020-01-01", {{"User-Agent", "a\tb"}});
  server.stop();
  EXPECT_EQ(log_lines(server.log_folder()).size(), 2U);
}

TEST(AccessLog, IsRotatedBySize) {
  ServerConfig config;
  config.log_attributes = R"(period="MaxSize" truncateSize="1048576")";
  TestServer server(config);
  const Headers agent{{"User-Agent", std::string(3000, 'a')}};
  RawClient client = server.connect();
  for (int i = 0; i < 600; ++i) {
    EXPECT_EQ(client.get("/" + std::string(1000, 'x'), agent).status, 404);
  }
  server.stop();
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(server.log_folder())) {
    files += entry.is_regular_file() ? 1 : 0;
    EXPECT_LE(entry.is_regular_file() ? entry.file_size() : 0, 1048576U + 8192U);
  }
  EXPECT_GE(files, 2U);
  EXPECT_EQ(log_lines(server.log_folder()).size(), 600U + files);
}

TEST(AccessLog, CanBeSwitchedOff) {
  ServerConfig config;
  config.web_server = R"(<httpLogging dontLog="true" />)";
  TestServer server(config);
  server.get("/x");
  server.stop();
  const bool there = std::filesystem::exists(server.log_folder());
  EXPECT_TRUE(!there || log_lines(server.log_folder()).empty());
}

}  // namespace
}  // namespace penstock::tests
