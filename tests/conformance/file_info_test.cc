// IHttpFileInfo: what modules are told of a file. Pages: IHttpFileInfo::*, IFileKey.
#include <fcntl.h>
#include <sys/stat.h>

#include "conformance/api.h"

namespace penstock::tests {
namespace {

// More than is kept in memory.
constexpr std::size_t kLarge = 1'000'000;

class IHttpFileInfo : public ApiTest<IHttpFileInfo> {
 public:
  static void prepare(TestServer& server) {
    server.write_site_file("small.txt", "0123456789");
    server.write_site_file("empty.txt", "");
    server.write_site_file("numbers.txt", "0123456789");
    server.write_site_file("large.txt", std::string(kLarge, 'L'));
    server.write_site_file("folder/x", "x");
    server.write_site_file("locked.txt", "locked");
    chmod((server.site_folder() + "/locked.txt").c_str(), 0444);
    timespec times[2] = {{kModified, 0}, {kModified, 500}};
    utimensat(AT_FDCWD, (server.site_folder() + "/small.txt").c_str(), times, 0);
  }

 protected:
  static constexpr long long kModified = 1'000'000'000;  // Sun, 09 Sep 2001 01:46:40 GMT
  static Values of(const std::string& name) { return report("file-info?/" + name); }
};

TEST_F(IHttpFileInfo, GetAttributes_TellFilesFoldersAndReadOnlyOnesApart) {
  EXPECT_EQ(of("small.txt")["attributes"], "128");  // FILE_ATTRIBUTE_NORMAL
  EXPECT_EQ(of("locked.txt")["attributes"], "1");   // FILE_ATTRIBUTE_READONLY
  EXPECT_EQ(of("folder")["attributes"], "16");      // FILE_ATTRIBUTE_DIRECTORY
}

TEST_F(IHttpFileInfo, GetSize_InBytes) {
  EXPECT_EQ(of("small.txt")["size"], "10");
  EXPECT_EQ(of("small.txt")["high"], "0");
  EXPECT_EQ(of("empty.txt")["size"], "0");
  EXPECT_EQ(of("large.txt")["size"], std::to_string(kLarge));
}

TEST_F(IHttpFileInfo, GetFileBuffer_HoldsASmallFile) {
  EXPECT_EQ(of("small.txt")["buffer"], "0123456789");
  EXPECT_EQ(of("empty.txt")["buffer"], "");
}

TEST_F(IHttpFileInfo, GetFileBuffer_IsNullForALargeFileAndAFolder) {
  EXPECT_EQ(of("large.txt")["buffer"], "(null)");
  EXPECT_EQ(of("folder")["buffer"], "(null)");
}

TEST_F(IHttpFileInfo, GetFileHandle_ReadsAnywhereInTheFile) {
  Values got = of("small.txt");
  EXPECT_EQ(got["handle"], "1");
  EXPECT_EQ(got["read"], "0123456789");
  EXPECT_EQ(got["read from 3"], "3456789");
  EXPECT_EQ(of("large.txt")["read from 3"], std::string(32, 'L'));
}

TEST_F(IHttpFileInfo, GetFilePath_IsThePathItWasOpenedBy) {
  EXPECT_EQ(of("small.txt")["path"], server().site_folder() + "/small.txt");
}

TEST_F(IHttpFileInfo, GetETag_IsTheValidatorOfTheResponse) {
  Values got = of("small.txt");
  EXPECT_EQ(got["etag"], server().get("/small.txt").header("ETag"));
  EXPECT_THAT(got["etag"], testing::MatchesRegex("\".+\""));
  EXPECT_EQ(got["etag length"], std::to_string(got["etag"].size()));
  EXPECT_EQ(got["etag without length"], got["etag"]);
  EXPECT_NE(got["etag"], of("large.txt")["etag"]);
}

TEST_F(IHttpFileInfo, GetLastModifiedTime_CountsFrom1601) {
  // 100 nanosecond intervals.
  EXPECT_EQ(of("small.txt")["time"],
            std::to_string(116'444'736'000'000'000LL + kModified * 10'000'000 + 5));
}

TEST_F(IHttpFileInfo, GetLastModifiedString_IsTheHttpDate) {
  EXPECT_EQ(of("small.txt")["modified"], "Sun, 09 Sep 2001 01:46:40 GMT");
  EXPECT_EQ(server().get("/small.txt").header("Last-Modified"), "Sun, 09 Sep 2001 01:46:40 GMT");
}

TEST_F(IHttpFileInfo, GetHttpCacheAllowed_OfAFileOfTheDisk) {
  EXPECT_EQ(of("small.txt")["cache allowed"], "1");
}

TEST_F(IHttpFileInfo, AccessCheck_WithoutATokenSucceeds) {
  EXPECT_EQ(of("small.txt")["access"], kOk);
}

TEST_F(IHttpFileInfo, GetVrToken_IsNullForALocalFile) { EXPECT_EQ(of("small.txt")["token"], "0"); }

TEST_F(IHttpFileInfo, GetVrPath_IsNullForALocalFile) {
  EXPECT_EQ(of("small.txt")["directory path"], "0");
}

TEST_F(IHttpFileInfo, GetModuleContextContainer_LastsAsLongAsTheRecord) {
  EXPECT_EQ(of("small.txt")["container"], "1");
  EXPECT_EQ(report("file-context")["file"], kOk);
  EXPECT_EQ(report("file-context")["file"], "known");
}

TEST_F(IHttpFileInfo, CheckIfFileHasChanged_WhenItIsWrittenOrGone) {
  server().write_site_file("change.txt", "first");
  Values got = report("file-change?/change.txt");
  EXPECT_EQ(got["at first"], "0");
  EXPECT_EQ(got["changed"], "1");
  EXPECT_EQ(got["keeps its tag"], "1");
  EXPECT_EQ(got["gone"], "1");
}

TEST_F(IHttpFileInfo, CheckIfFileHasChanged_OfANewRecordAfterNotifyFileChange) {
  server().write_site_file("again.txt", "first");
  Values got = report("file-change?/again.txt");
  EXPECT_EQ(got["opened again"], "0");
  EXPECT_EQ(got["other tag"], "1");
}

TEST_F(IHttpFileInfo, GetCacheKeyIsOneOfTheFileCache) {
  Values got = of("small.txt");
  EXPECT_EQ(got["key"], "1");
  EXPECT_EQ(got["cache"], "FILE");
}

class IHttpServer : public ApiTest<IHttpServer> {};

TEST_F(IHttpServer, GetFileInfo_RefusesNull) {
  Values got = report("file-arguments");
  EXPECT_EQ(got["null path"], kInvalidParameter);
  EXPECT_EQ(got["null info"], kInvalidParameter);
}

}  // namespace
}  // namespace penstock::tests
