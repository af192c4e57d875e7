// Watches on folders, and GL_FILE_CHANGE for what they see. Pages:
// IHttpServer::RegisterFileChangeMonitor, IHttpFileMonitor, IGlobalFileChangeProvider.
#include <filesystem>

#include "conformance/caching.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::Not;

constexpr const char* kPathNotFound = "80070003";

class IHttpFileMonitor : public testing::Test {
 protected:
  std::string folder(const std::string& name) const { return watched_.file(name); }
  TestServer& server() { return server_; }

  void watch(const std::string& name, const std::string& path) {
    Values got = values_of(server_.get("/caching/watch?" + name + "=" + path).body);
    EXPECT_EQ(got["registered"], kOk);
    EXPECT_EQ(got["named"], kOk);
    EXPECT_EQ(got["named twice"], "80070055");  // ERROR_ALREADY_ASSIGNED
  }
  // What was heard of, once the monitor has seen that path.
  Lines await(const std::string& name, const std::string& path) {
    const Lines got = lines_of(server_.get("/caching/await?" + name + "=" + path).body);
    EXPECT_THAT(got, Contains("change=" + name + " " + path));
    return got;
  }
  Lines log() { return lines_of(read_file(log_folder_.file("log"))); }

 private:
  TempDir watched_;
  TempDir log_folder_;
  TestServer server_{config_with_caching(), {{"CACHING_LOG", log_folder_.file("log")}}};
};

TEST_F(IHttpFileMonitor, GetFileMonitor_IsTheOneThatSawTheChange) {
  watch("one", folder(""));
  write_file(folder("a.txt"), "text");
  await("one", folder("a.txt"));
}

TEST_F(IHttpFileMonitor, SeesWritesRenamesAndDeletes) {
  write_file(folder("a.txt"), "text");
  watch("one", folder(""));
  write_file(folder("a.txt"), "other");
  await("one", folder("a.txt"));
  std::filesystem::rename(folder("a.txt"), folder("b.txt"));
  EXPECT_THAT(await("one", folder("b.txt")), Contains("change=one " + folder("a.txt")));
  std::filesystem::remove(folder("b.txt"));
  await("one", folder("b.txt"));
}

TEST_F(IHttpFileMonitor, SeesWhatIsBelow) {
  std::filesystem::create_directories(folder("old/deep"));
  watch("one", folder(""));
  write_file(folder("old/deep/a.txt"), "text");
  await("one", folder("old/deep/a.txt"));
  // Folders made later, and what was put into them before they were watched.
  std::filesystem::create_directories(folder("new/deep"));
  write_file(folder("new/deep/b.txt"), "text");
  await("one", folder("new/deep/b.txt"));
  write_file(folder("new/deep/c.txt"), "text");
  await("one", folder("new/deep/c.txt"));
}

TEST_F(IHttpFileMonitor, AFolderThatIsMovedAwayIsNoLongerSeen) {
  std::filesystem::create_directories(folder("watched/sub"));
  std::filesystem::create_directories(folder("outside"));
  watch("one", folder("watched"));
  std::filesystem::rename(folder("watched/sub"), folder("outside/sub"));
  await("one", folder("watched/sub"));
  write_file(folder("outside/sub/a.txt"), "text");
  write_file(folder("watched/last.txt"), "text");
  EXPECT_THAT(await("one", folder("watched/last.txt")),
              Not(Contains("change=one " + folder("watched/sub/a.txt"))));
}

TEST_F(IHttpFileMonitor, AFolderThatVanishesIsItsLastChange) {
  std::filesystem::create_directories(folder("gone/sub"));
  write_file(folder("gone/sub/a.txt"), "text");
  watch("one", folder("gone"));
  watch("all", folder(""));
  std::filesystem::remove_all(folder("gone"));
  await("one", folder("gone"));
  // The same name again is another folder.
  std::filesystem::create_directories(folder("gone"));
  write_file(folder("gone/b.txt"), "text");
  EXPECT_THAT(await("all", folder("gone/b.txt")),
              Not(Contains("change=one " + folder("gone/b.txt"))));
}

TEST_F(IHttpFileMonitor, TwoWatchesOfOneFolder) {
  watch("one", folder(""));
  watch("two", folder(""));
  write_file(folder("a.txt"), "text");
  Lines seen = await("two", folder("a.txt"));
  if (testing::Value(seen, Not(Contains("change=one " + folder("a.txt"))))) {
    await("one", folder("a.txt"));
  }
  server().get("/caching/unwatch?one");
  write_file(folder("b.txt"), "text");
  seen = await("two", folder("b.txt"));
  EXPECT_THAT(seen, Not(Contains("change=one " + folder("b.txt"))));
  EXPECT_THAT(seen, Not(Contains("change=? " + folder("b.txt"))));
}

TEST_F(IHttpFileMonitor, DereferenceFileMonitor_EndsItAndItsContexts) {
  watch("one", folder(""));
  server().get("/caching/unwatch?one");
  EXPECT_THAT(log(), Contains("monitor one cleaned up").Times(1));
}

TEST_F(IHttpFileMonitor, DereferenceFileMonitor_WhenTheModuleEnds) {
  watch("one", folder(""));
  server().stop();
  EXPECT_THAT(log(), Contains("monitor one cleaned up").Times(1));
}

TEST_F(IHttpFileMonitor, GetFileMonitor_IsNullForNotifyFileChange) {
  server().get("/caching/notify-file?/any/file");
  EXPECT_EQ(server().get("/caching/await?-=/any/file").body, "change=- /any/file\n");
}

TEST_F(IHttpFileMonitor, AChangedFileLeavesTheFileCache) {
  server().write_site_file("a.txt", "one");
  watch("site", server().site_folder());
  EXPECT_EQ(server().get("/a.txt").body, "one");
  server().write_site_file("a.txt", "two");
  await("site", server().site_folder() + "/a.txt");
  EXPECT_EQ(server().get("/a.txt").body, "two");
}

TEST_F(IHttpFileMonitor, RegisterFileChangeMonitor_ChecksItsArguments) {
  Values got = values_of(server().get("/caching/monitor-arguments").body);
  EXPECT_EQ(got["null path"], kInvalidParameter);
  EXPECT_EQ(got["empty path"], kInvalidParameter);
  EXPECT_EQ(got["nowhere to"], kInvalidParameter);
  EXPECT_EQ(got["no folder"], kPathNotFound);
  EXPECT_EQ(got["a file"], kPathNotFound);
  EXPECT_EQ(got["null"], "1");
}

}  // namespace
}  // namespace penstock::tests
