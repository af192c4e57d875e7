// URLs, users and metadata that outlive one request. Pages: IHttpContext::GetUrlInfo, IHttpUrlInfo,
// IUriKey, IHttpUser, IHttpServer2::GetMetadata, IReferencedMetadataInfo.
#include "conformance/caching.h"

namespace penstock::tests {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kFileNotFound = "80070002";
constexpr const char* kNotImplemented = "80004001";

class IHttpUrlInfo : public CachingTest<IHttpUrlInfo> {};

TEST_F(IHttpUrlInfo, GetModuleContextContainer_IsSharedByTheUrlsRequests) {
  Values first = report("url?a");
  EXPECT_EQ(first["there"], "1");
  EXPECT_EQ(first["the same again"], "1");
  EXPECT_EQ(first["set"], kOk);
  EXPECT_EQ(first["set twice"], "80070055");  // ERROR_ALREADY_ASSIGNED
  EXPECT_EQ(report("url?b")["known"], "1");   // the query is no part of it
}

TEST_F(IHttpUrlInfo, IsFrequentlyHit_FromTheSecondHitWithinTenSeconds) {
  Values got = report("hits");
  EXPECT_EQ(got["apart"], "0");
  EXPECT_EQ(got["within"], "1");
}

TEST_F(IHttpUrlInfo, GetUrlInfo_AfterSetUrlIsTheNewUrls) {
  Values got = report("rewritten");
  EXPECT_EQ(got["another one"], "1");
  EXPECT_EQ(got["first usable"], "1");
}

TEST(IHttpUrlInfoServers, IsFrequentlyHit_TwiceByDefault) {
  const TestServer server(config_with_caching());
  EXPECT_EQ(values_of(server.get("/caching/url").body)["frequent"], "0");
  EXPECT_EQ(values_of(server.get("/caching/url").body)["frequent"], "1");
}

TEST(IHttpUrlInfoServers, IsFrequentlyHit_AsConfigured) {
  ServerConfig config = config_with_caching();
  config.web_server += R"(<serverRuntime frequentHitThreshold="3" />)";
  const TestServer server(config);
  for (const char* frequent : {"0", "0", "1"}) {
    EXPECT_EQ(values_of(server.get("/caching/url").body)["frequent"], frequent);
  }
}

TEST(IHttpUrlInfoServers, CleanupStoredContext_OnceWhenTheCacheIsEmptied) {
  const TempDir folder;
  TestServer server(config_with_caching(), {{"CACHING_LOG", folder.file("log")}});
  server.get("/caching/url");
  server.get("/caching/url");
  server.stop();
  EXPECT_THAT(lines_of(read_file(folder.file("log"))), Contains("mark cleaned up").Times(1));
}

class IUriKey : public CachingTest<IUriKey> {};

TEST_F(IUriKey, GetUrl_OfTheServersRecords) {
  report("url");
  Values got = report("uri-cache?/caching/url");
  EXPECT_EQ(got["retrieve"], kOk);
  EXPECT_EQ(got["url info"], "1");
  EXPECT_EQ(got["key"], "1");
  EXPECT_EQ(got["name"], "URI");
  EXPECT_EQ(got["url"], "/caching/url");
  EXPECT_EQ(got["site"], "test");
  EXPECT_EQ(got["id"], "1");
  EXPECT_THAT(got["config path"], StartsWith("MACHINE/WEBROOT/APPHOST/test"));
  EXPECT_EQ(got["equal"], "1");
  EXPECT_THAT(got["enumerated"], HasSubstr(" /caching/url "));
  EXPECT_EQ(got["delete"], kOk);
  EXPECT_EQ(got["delete again"], kFileNotFound);
}

TEST_F(IUriKey, GlobalModulesHearOfTheServersOperations) {
  run_case("hear?URI");
  report("rewritten");
  const Lines heard = lines_of(run_case("heard").body);
  EXPECT_THAT(heard, Contains(StartsWith("heard=RETRIEVE URI 1 test /caching/rewritten -")));
  EXPECT_THAT(heard, Contains(StartsWith("heard=RETRIEVE URI 1 test /elsewhere -")));
}

TEST_F(IUriKey, RequestsInWhichNobodyAsksCostNothing) {
  run_case("hear?URI");
  server().get("/a.txt");
  EXPECT_EQ(run_case("heard").body, "");
}

class IHttpUser : public CachingTest<IHttpUser> {};

TEST_F(IHttpUser, AnonymousUser_HasNoNames) {
  Values got = report("anonymous");
  EXPECT_EQ(got["there"], "1");
  EXPECT_EQ(got["the server's"], "1");
  for (const char* empty : {"remote name", "name", "type", "password"}) {
    EXPECT_EQ(got[empty], "") << empty;
  }
  EXPECT_EQ(got["tokens"], "0");
  EXPECT_EQ(got["variables"], "0");
}

TEST_F(IHttpUser, IsInRole_OfTheAnonymousUserIsTheEmptyRole) {
  Values got = report("anonymous");
  EXPECT_EQ(got["supports roles"], "1");
  EXPECT_EQ(got["in a role"], kOk);
  EXPECT_EQ(got["in it"], "0");
  EXPECT_EQ(got["in that"], "1");
  EXPECT_EQ(got["null role"], kOk);
  EXPECT_EQ(got["in null"], "1");
  EXPECT_EQ(got["no place"], kInvalidParameter);
}

TEST_F(IHttpUser, IsInRole_OfANamedUserIsNotImplemented) {
  Values got = report("named");
  EXPECT_EQ(got["supports roles"], "0");
  EXPECT_EQ(got["in a role"], kNotImplemented);
  EXPECT_EQ(got["in it"], "7");  // untouched
  EXPECT_EQ(got["no place"], kNotImplemented);
}

TEST_F(IHttpUser, CreateUser_HasWhatTheModuleSays) {
  Values got = report("named");
  EXPECT_EQ(got["create"], kOk);
  EXPECT_EQ(got["remote name"], "domain\\ann");
  EXPECT_EQ(got["name"], "domain\\ann");
  EXPECT_EQ(got["type"], "Basic");
  EXPECT_EQ(got["password"], "secret");
  EXPECT_EQ(got["bare type"], "");
}

TEST_F(IHttpUser, ReferenceUser_FromSeveralThreads) {
  EXPECT_EQ(report("named")["still there"], "domain\\ann");
}

TEST_F(IHttpUser, CreateUser_ChecksItsArguments) {
  Values got = report("named");
  EXPECT_EQ(got["no name"], kInvalidParameter);
  EXPECT_EQ(got["none made"], "1");
  EXPECT_EQ(got["empty name"], kInvalidParameter);
  EXPECT_EQ(got["nowhere to"], kInvalidParameter);
}

TEST(IHttpServer2, GetMetadata_IsSharedWithRequests) {
  const TestServer server(config_with_caching());
  Values got = values_of(server.get("/caching/metadata").body);
  EXPECT_EQ(got["get"], kOk);
  EXPECT_THAT(got["meta path"], StartsWith("MACHINE/WEBROOT/APPHOST/test"));
  EXPECT_EQ(got["folder"], server.site_folder());
  EXPECT_EQ(got["the request's"], "1");
  EXPECT_EQ(got["token"], "0");
  EXPECT_EQ(got["context"], kOk);
  EXPECT_EQ(got["again"], kOk);
  EXPECT_EQ(got["context kept"], "1");
}

// The case keeps a reference until its module ends, when the server's own scopes are gone.
TEST(IReferencedMetadataInfo, DereferenceMetadata_AfterTheScopeHasEnded) {
  TestServer server(config_with_caching());
  server.get("/caching/metadata");
  server.stop();
}

TEST(IHttpServer2, GetMetadata_ChecksItsArguments) {
  const TestServer server(config_with_caching());
  Values got = values_of(server.get("/caching/metadata").body);
  EXPECT_EQ(got["no site"], "80070003");  // ERROR_PATH_NOT_FOUND
  EXPECT_EQ(got["null"], "1");
  for (const char* wrong : {"null site", "null url", "outside", "nowhere to"}) {
    EXPECT_EQ(got[wrong], kInvalidParameter) << wrong;
  }
}

}  // namespace
}  // namespace penstock::tests
