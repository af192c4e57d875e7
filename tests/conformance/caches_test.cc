// IHttpServer::DoCacheOperation, keys and records, and what global modules hear of operations.
// Pages: IHttpServer::DoCacheOperation, CGlobalModule::OnGlobalCacheOperation and
// OnGlobalCacheCleanup, ICacheProvider, IHttpCacheKey, IHttpCacheSpecificData, IFileKey.
#include "conformance/caching.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::StartsWith;

constexpr const char* kFileNotFound = "80070002";
constexpr const char* kNotReady = "80070015";

class IHttpServer : public CachingTest<IHttpServer> {};

TEST_F(IHttpServer, DoCacheOperation_AddRetrieveDelete) {
  Values got = report("round");
  EXPECT_EQ(got["add"], kOk);
  EXPECT_EQ(got["retrieve"], kOk);
  EXPECT_EQ(got["the same"], "1");
  EXPECT_EQ(got["delete"], kOk);
}

TEST_F(IHttpServer, DoCacheOperation_FailsForAMissingRecord) {
  Values got = report("round");
  EXPECT_EQ(got["missing"], kFileNotFound);
  EXPECT_EQ(got["missing is null"], "1");
  EXPECT_EQ(got["retrieve deleted"], kFileNotFound);
  EXPECT_EQ(got["delete again"], kFileNotFound);
}

TEST_F(IHttpServer, DoCacheOperation_ReplacesAnEqualKey) {
  Values got = report("replace");
  EXPECT_EQ(got["second"], kOk);
  EXPECT_EQ(got["first flushed"], "1");
  EXPECT_EQ(got["the second"], "1");
  EXPECT_EQ(got["records left"], "0");
}

TEST_F(IHttpServer, DoCacheOperation_FlushPrefixAndEnumWithinOneCache) {
  Values got = report("prefix");
  EXPECT_EQ(got["flush"], kOk);
  EXPECT_EQ(got["enum"], kOk);
  EXPECT_EQ(got["left"], "/b ");
  EXPECT_EQ(got["enum other"], kOk);
  EXPECT_EQ(got["out is null"], "1");
  EXPECT_EQ(got["other left"], "3");
  EXPECT_EQ(got["flush nothing"], kOk);
  EXPECT_EQ(got["records left"], "0");
}

TEST_F(IHttpServer, DoCacheOperation_ChecksItsArguments) {
  Values got = report("arguments");
  for (const char* wrong : {"no key", "no place for a record", "nothing to add", "null to add",
                            "nameless", "unknown operation", "record of another cache"}) {
    EXPECT_EQ(got[wrong], kInvalidParameter) << wrong;
  }
  EXPECT_EQ(got["references"], "1");
}

TEST_F(IHttpServer, DoCacheOperation_SurvivesAKeyThatThrows) {
  EXPECT_EQ(report("arguments")["throwing key"], "8000ffff");  // E_UNEXPECTED
  EXPECT_EQ(report("round")["retrieve"], kOk);
}

TEST_F(IHttpServer, DoCacheOperation_IsTooEarlyInRegisterModule) {
  EXPECT_EQ(report("arguments")["too early"], kNotReady);
}

TEST_F(IHttpServer, DoCacheOperation_KeepsABoundedNumber) {
  Values got = report("full");
  EXPECT_EQ(got["bounded"], "1");
  EXPECT_EQ(got["newest"], kOk);
  EXPECT_EQ(got["records left"], "0");
}

class IHttpCacheSpecificData : public CachingTest<IHttpCacheSpecificData> {};

TEST_F(IHttpCacheSpecificData, ReferenceCacheData_OneForTheCacheOneForTheCaller) {
  Values got = report("round");
  EXPECT_EQ(got["references of the cache"], "1");
  EXPECT_EQ(got["references with mine"], "2");
  EXPECT_EQ(got["references left"], "1");
  EXPECT_EQ(got["records left"], "0");
}

TEST_F(IHttpCacheSpecificData, ResetTTL_WhenTheRecordIsUsed) {
  EXPECT_EQ(report("round")["countdown begun again"], "1");
  EXPECT_EQ(report("full")["misses"], "0");
}

TEST_F(IHttpCacheSpecificData, SetFlushed_WhenTheRecordLeavesTheCache) {
  Values got = report("round");
  EXPECT_EQ(got["flushed before"], "0");
  EXPECT_EQ(got["flushed after"], "1");
}

class ICacheProvider : public CachingTest<ICacheProvider> {};

TEST_F(ICacheProvider, GetCacheOperation_OfEachWithItsRecordAndTraceContext) {
  EXPECT_THAT(
      lines_of(run_case("announced").body),
      ElementsAre("heard=RETRIEVE CACHING - traced", "heard=ADD CACHING record traced",
                  StartsWith("heard=ENUM CACHING -"), StartsWith("heard=DELETE CACHING record"),
                  StartsWith("heard=FLUSH_PREFIX CACHING -")));
}

TEST_F(ICacheProvider, SetCacheRecord_AnswersARetrieve) {
  Values got = report("served");
  EXPECT_EQ(got["retrieve"], kOk);
  EXPECT_EQ(got["references"], "1");
  EXPECT_EQ(got["delete"], kOk);
  EXPECT_EQ(got["records left"], "0");
}

TEST_F(ICacheProvider, SetErrorStatus_IsTheResultOfWhatAModuleHandled) {
  Values got = report("served");
  EXPECT_EQ(got["failing"], "80070005");
  EXPECT_EQ(got["failing enum"], "80070005");
}

TEST_F(ICacheProvider, AListenerThatThrowsHasSaidNothing) {
  EXPECT_EQ(report("served")["throwing"], kFileNotFound);
}

class IFileKey : public CachingTest<IFileKey> {};

TEST_F(IFileKey, GetPath_OfTheServersOwnOperations) {
  server().write_site_file("fresh.txt", "fresh");
  run_case("hear?FILE");
  EXPECT_EQ(server().get("/fresh.txt").body, "fresh");
  const std::string path = server().site_folder() + "/fresh.txt";
  const Lines first = lines_of(run_case("heard").body);
  EXPECT_THAT(first, Contains(StartsWith("heard=RETRIEVE FILE " + path + " -")));
  EXPECT_THAT(first, Contains(StartsWith("heard=ADD FILE " + path + " file " + path)).Times(1));
  EXPECT_EQ(server().get("/fresh.txt").body, "fresh");
  const Lines second = lines_of(run_case("heard").body);
  EXPECT_THAT(second, Contains(StartsWith("heard=RETRIEVE FILE " + path)));
  EXPECT_THAT(second, testing::Not(Contains(StartsWith("heard=ADD FILE " + path))));
}

TEST_F(IFileKey, GetIsEqual_FindsTheServersFiles) {
  server().get("/a.txt");
  Values got = report("file");
  EXPECT_EQ(got["path"], server().site_folder() + "/a.txt");
  EXPECT_EQ(got["retrieve"], kOk);
  EXPECT_EQ(got["is a file"], "1");
  EXPECT_EQ(got["its key is mine"], "1");
  EXPECT_EQ(got["name"], "FILE");
  EXPECT_EQ(got["enum"], kOk);
  EXPECT_EQ(got["enumerated"], "1");
  EXPECT_EQ(got["delete"], kOk);
  EXPECT_EQ(got["deleted"], kFileNotFound);
}

TEST_F(IFileKey, GetIsPrefix_FlushesAFoldersFiles) {
  server().get("/a.txt");
  Values got = report("flush-files");
  EXPECT_EQ(got["flush"], kOk);
  EXPECT_EQ(got["flushed"], kFileNotFound);
}

class IHttpFileInfo : public CachingTest<IHttpFileInfo> {};

TEST_F(IHttpFileInfo, DecrementTTL_CountsDownFromTwo) {
  server().get("/a.txt");
  EXPECT_EQ(report("file")["countdown"], "011 0");
}

TEST_F(IHttpFileInfo, SetFlushed_HasNoEffect) {
  server().get("/a.txt");
  EXPECT_EQ(report("file")["flushed"], "0");
}

TEST(CGlobalModule, OnGlobalCacheCleanup_OnceBeforeTheCachesAreEmptied) {
  const TempDir folder;
  TestServer server(config_with_caching(), {{"CACHING_LOG", folder.file("log")}});
  EXPECT_EQ(server.get("/caching/leave").body, "add=00000000\n");
  server.stop();
  EXPECT_THAT(lines_of(read_file(folder.file("log"))),
              ElementsAre("cleanup, the cache still there", "terminate, records left: 0"));
}

}  // namespace
}  // namespace penstock::tests
