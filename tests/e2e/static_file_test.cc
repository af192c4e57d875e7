// Files through the built-in modules: types, methods, directories, default documents, files that
// change, files of every size.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "support/test_server.h"

namespace penstock::tests {
namespace {

class StaticFiles : public testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = std::make_unique<TestServer>(); }
  static void TearDownTestSuite() { server_.reset(); }
  static TestServer& server() { return *server_; }
  static std::string path(const std::string& name) { return server().site_folder() + "/" + name; }

  // The cache may answer with what it saw a moment ago.
  static Reply await(const std::string& target, const std::string& body) {
    const auto deadline = Clock::now() + kPatience;
    Reply reply = server().get(target);
    while (reply.body != body && left_until(deadline) > 0) {
      reply = server().get(target);
    }
    return reply;
  }

 private:
  inline static std::unique_ptr<TestServer> server_;
};

TEST_F(StaticFiles, HaveTheTypeOfTheirExtension) {
  server().write_site_file("a.html", "<p>");
  server().write_site_file("A.TXT", "text");
  server().write_site_file("archive.txt.bin", "bin");
  EXPECT_EQ(server().get("/a.html").header("Content-Type"), "text/html");
  EXPECT_EQ(server().get("/A.TXT").header("Content-Type"), "text/plain");
  EXPECT_EQ(server().get("/archive.txt.bin").header("Content-Type"), "application/octet-stream");
}

TEST_F(StaticFiles, OfUnknownTypeAreNotServed) {
  server().write_site_file("a.unknown", "secret");
  server().write_site_file("noextension", "secret");
  server().write_site_file("dir.txt/noextension", "secret");
  server().write_site_file("web.config", "<configuration></configuration>");
  for (const char* target : {"/a.unknown", "/noextension", "/dir.txt/noextension", "/web.config"}) {
    const Reply reply = server().get(target);
    EXPECT_EQ(reply.status, 404) << target;
    EXPECT_NE(reply.body.find("404.3"), std::string::npos) << reply.body;
  }
  std::filesystem::remove(path("web.config"));
}

TEST_F(StaticFiles, AnswerGetAndHeadOnly) {
  server().write_site_file("a.txt", "text");
  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "TRACE", "MADE-UP"}) {
    RawClient client = server().connect();
    const Reply reply = client.request(method, "/a.txt");
    EXPECT_EQ(reply.status, 405) << method;
    EXPECT_EQ(reply.header("Allow"), "GET, HEAD, OPTIONS") << method;
    EXPECT_EQ(client.get("/a.txt").body, "text");
  }
  const Reply options = server().connect().request("OPTIONS", "/a.txt");
  EXPECT_EQ(options.status, 200);
  EXPECT_EQ(options.header("Allow"), "GET, HEAD, OPTIONS");
}

TEST_F(StaticFiles, AnEmptyFileIsAnEmptyAnswer) {
  server().write_site_file("empty.txt", "");
  RawClient client = server().connect();
  const Reply reply = client.get("/empty.txt");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("Content-Length"), "0");
  EXPECT_EQ(client.request("HEAD", "/empty.txt").status, 200);
  EXPECT_EQ(client.get("/empty.txt", {{"Range", "bytes=0-"}}).status, 416);
}

TEST_F(StaticFiles, NamesOfAllKinds) {
  for (const auto& [name, target] :
       std::vector<std::pair<std::string, std::string>>{{"with space.txt", "/with%20space.txt"},
                                                        {"plus+.txt", "/plus+.txt"},
                                                        {"\xc3\xa9.txt", "/%C3%A9.txt"},
                                                        {"semi;colon.txt", "/semi;colon.txt"},
                                                        {"question?.txt", "/question%3F.txt"},
                                                        {"hash#.txt", "/hash%23.txt"},
                                                        {"percent%.txt", "/percent%25.txt"},
                                                        {"colon:.txt", "/colon:.txt"}}) {
    server().write_site_file(name, name);
    EXPECT_EQ(server().get(target).body, name) << target;
  }
}

// Names that Windows would map onto another file are nothing but names here.
TEST_F(StaticFiles, WindowsSpellingsAreOtherNames) {
  server().write_site_file("real.txt", "real");
  for (const char* target : {"/real.txt.", "/real.txt%20", "/real.txt::$DATA", "/REAL~1.TXT",
                             "/real.txt%2f", "/real.txt/", "/real.txt/x", "/CON", "/nul.txt"}) {
    EXPECT_EQ(server().get(target).status, 404) << target;
  }
}

TEST_F(StaticFiles, ADirectoryWithoutItsSlashIsRedirected) {
  server().write_site_file("docs/index.html", "the page");
  const Reply reply = server().get("/docs?a=1&b=%2F", {{"Host", "example.org:8080"}});
  EXPECT_EQ(reply.status, 301);
  EXPECT_EQ(reply.header("Location"), "http://example.org:8080/docs/?a=1&b=%2F");
  EXPECT_EQ(server().get("/docs/").body, "the page");
  EXPECT_EQ(server().get("/docs/").header("Content-Type"), "text/html");
}

TEST_F(StaticFiles, TheRedirectNamesTheSameDirectory) {
  for (const auto& [name, location] :
       std::vector<std::pair<std::string, std::string>>{{"a b", "/a%20b/"},
                                                        {"per%20cent", "/per%2520cent/"},
                                                        {"question?", "/question%3F/"},
                                                        {"hash#", "/hash%23/"},
                                                        {"quote\"<", "/quote%22%3C/"}}) {
    std::filesystem::create_directories(path(name));
    const std::string target = location.substr(0, location.size() - 1);
    if (name.find('%') != name.npos) continue;  // refused before it is looked for: 404.11
    EXPECT_EQ(server().get(target).header("Location"), "http://localhost" + location) << name;
  }
}

// A redirect stays on this host, however the URL was written.
TEST_F(StaticFiles, TheRedirectLeadsNowhereElse) {
  std::filesystem::create_directories(path("evil.example"));
  std::filesystem::create_directories(path("docs"));
  for (const char* target : {"//evil.example", "/\\evil.example", "/%5cevil.example",
                             "//evil.example/..//docs", "/.//evil.example"}) {
    const Reply reply = server().get(target);
    EXPECT_EQ(reply.status, 301) << target;
    EXPECT_EQ(reply.header("Location").rfind("http://localhost/", 0), 0U)
        << target << " " << reply.header("Location");
  }
}

TEST_F(StaticFiles, ADirectoryWithoutADocumentIs403_14) {
  std::filesystem::create_directories(path("bare"));
  const Reply reply = server().get("/bare/");
  EXPECT_EQ(reply.status, 403);
  EXPECT_NE(reply.body.find("403.14"), std::string::npos) << reply.body;
}

TEST_F(StaticFiles, TheFirstDefaultDocumentThereIs) {
  ServerConfig config;
  config.locations = R"(<location path="test/sub"><system.webServer><defaultDocument enabled="true">
    <files><clear /><add value="first.html" /><add value="second.html" /></files>
    </defaultDocument></system.webServer></location>
    <location path="test/off"><system.webServer><defaultDocument enabled="false" />
    </system.webServer></location>)";
  TestServer other(config);
  other.write_site_file("index.html", "root");
  other.write_site_file("sub/index.html", "not this");
  other.write_site_file("sub/second.html", "second");
  other.write_site_file("off/index.html", "off");
  std::filesystem::create_directories(other.site_folder() + "/sub/first.html");  // no file
  EXPECT_EQ(other.get("/").body, "root");
  EXPECT_EQ(other.get("/?query").body, "root");
  EXPECT_EQ(other.get("/sub/").body, "second");
  EXPECT_EQ(other.get("/off/").status, 403);
}

TEST_F(StaticFiles, OfEverySizeComeWhole) {
  for (const std::size_t size : {1, 2047, 2048, 16384, 65535, 65536, 65537, 1048576, 5000001}) {
    std::string content(size, '\0');
    for (std::size_t i = 0; i < size; ++i) {
      content[i] = static_cast<char>(i * 7 + i / 251);
    }
    server().write_site_file("size.bin", content);
    const Reply reply = await("/size.bin", content);
    EXPECT_EQ(reply.header("Content-Length"), std::to_string(size));
    EXPECT_TRUE(reply.body == content) << size;
  }
}

TEST_F(StaticFiles, ThatChangeAreSeenToChange) {
  server().write_site_file("changes.txt", "one");
  const Reply one = server().get("/changes.txt");
  EXPECT_EQ(one.body, "one");
  server().write_site_file("changes.txt", "two");
  const Reply two = await("/changes.txt", "two");
  EXPECT_EQ(two.body, "two");
  EXPECT_NE(two.header("ETag"), one.header("ETag"));
  write_file(path("replacement"), "three");
  std::filesystem::rename(path("replacement"), path("changes.txt"));
  EXPECT_EQ(await("/changes.txt", "three").body, "three");
  std::filesystem::resize_file(path("changes.txt"), 2);
  EXPECT_EQ(await("/changes.txt", "th").body, "th");
  std::filesystem::remove(path("changes.txt"));
  const auto deadline = Clock::now() + kPatience;
  while (server().get("/changes.txt").status != 404 && left_until(deadline) > 0) {
  }
  EXPECT_EQ(server().get("/changes.txt").status, 404);
  std::filesystem::create_directories(path("changes.txt"));
  EXPECT_EQ(server().get("/changes.txt").status, 301);
  std::filesystem::remove(path("changes.txt"));
}

// Shorter than its head said: the connection ends, so that nobody takes it for the whole.
TEST_F(StaticFiles, ThatShrinkWhileTheyAreSentEndTheConnection) {
  constexpr std::size_t kSize = 64 << 20;
  server().write_site_file("shrinks.bin", "");
  std::filesystem::resize_file(path("shrinks.bin"), kSize);
  RawClient client(server().port(), "127.0.0.1", 64 * 1024);
  client.send_request("GET", "/shrinks.bin");
  const Reply head = client.read_head();
  ASSERT_EQ(head.header("Content-Length"), std::to_string(kSize));
  std::filesystem::resize_file(path("shrinks.bin"), 1000);
  EXPECT_LT(client.read_to_end().size(), kSize);
  EXPECT_EQ(server().get("/a.txt").status, 200);
}

TEST_F(StaticFiles, ThatMayNotBeOpenedAreNotServed) {
  ASSERT_EQ(mkfifo(path("fifo.txt").c_str(), 0666), 0);
  EXPECT_EQ(server().get("/fifo.txt").status, 404);
}

}  // namespace
}  // namespace penstock::tests
