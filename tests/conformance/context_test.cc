// IHttpContext and the objects it leads to: site, application, user, file, handler, variables.
// Pages: IHttpContext::*, IHttpSite, IHttpApplication, IHttpUser, IHttpFileInfo, IScriptMapInfo,
// IMetadataInfo.
#include "conformance/api.h"

namespace penstock::tests {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

class IHttpContext : public ApiTest<IHttpContext> {
 public:
  static ServerConfig config() {
    ServerConfig config = config_with_api();
    config.handlers =
        R"(<add name="Special" path="*.special" verb="GET,HEAD" modules="StaticFileModule" />)" +
        config.handlers;
    return config;
  }
  static void prepare(TestServer& server) {
    server.write_site_file("case/file.txt", "file content");
  }

 protected:
  static Values variable(const std::string& name, const Headers& headers = {}) {
    return report("variable?" + name, headers);
  }
  static std::string value(const std::string& name, const Headers& headers = {}) {
    return variable(name, headers)["value"];
  }
};

// --- objects

TEST_F(IHttpContext, GetSite_TellsIdAndName) {
  Values got = report("objects");
  EXPECT_EQ(got["site id"], "1");
  EXPECT_EQ(got["site name"], "test");
}

TEST_F(IHttpContext, GetApplication_TellsPathsAndId) {
  Values got = report("objects");
  EXPECT_EQ(got["application path"], server().site_folder() + "/");
  EXPECT_EQ(got["application id"], "/LM/W3SVC/1/ROOT");
  EXPECT_EQ(got["application config"], "MACHINE/WEBROOT/APPHOST/test");
}

TEST_F(IHttpContext, GetConnection_IsConnected) { EXPECT_EQ(report("objects")["connected"], "1"); }

TEST_F(IHttpContext, GetParentContext_IsNullForTheClientsRequest) {
  Values got = report("objects");
  EXPECT_EQ(got["parent"], "0");
  EXPECT_EQ(got["root"], "0");
  EXPECT_EQ(got["execute flags"], "0");
}

TEST_F(IHttpContext, GetResponseHeadersSent_BeforeAnything) {
  EXPECT_EQ(report("objects")["headers sent"], "0");
}

TEST_F(IHttpContext, CancelIo_WithNothingToCancel) {
  EXPECT_EQ(report("objects")["cancel"], "80070006");  // ERROR_INVALID_HANDLE
}

TEST_F(IHttpContext, AllocateRequestMemory_SmallAndLarge) {
  Values got = report("memory");
  EXPECT_EQ(got["last"], "m");
  EXPECT_EQ(got["aligned"], "1");
  EXPECT_EQ(got["connection"], "1");
}

TEST_F(IHttpContext, GetCurrentExecutionStats_NamesNotificationAndModule) {
  Values got = report("statistics");
  EXPECT_EQ(got["stats"], kOk);
  EXPECT_EQ(got["handler"], "1");
  EXPECT_EQ(got["module"], "Api");
  EXPECT_EQ(got["null"], kInvalidParameter);
}

TEST_F(IHttpContext, GetExtendedInterface_LeadsToNewerOnes) {
  Values got = report("extended", {{"User-Agent", "tester"}});
  for (const char* name : {"context 2", "context 3", "context 4", "request 4", "response 4"}) {
    EXPECT_EQ(got[name], kOk) << name;
  }
  EXPECT_EQ(got["by cast"], "1");
  EXPECT_EQ(got["elapsed"], "1");
  EXPECT_EQ(got["agent"], "tester");
}

// --- user

TEST_F(IHttpContext, GetUser_IsNullBeforeAuthentication) {
  EXPECT_EQ(report("no-user-yet")["user"], "0");
}

TEST_F(IHttpContext, GetUser_IsAnonymousByDefault) {
  Values got = report("anonymous");
  EXPECT_EQ(got["user"], "1");
  EXPECT_EQ(got["name"], "");
  EXPECT_EQ(got["remote name"], "");
  EXPECT_EQ(got["type"], "");
  EXPECT_EQ(got["roles"], "1");  // page: SupportsIsInRole
  EXPECT_EQ(got["in role fails"], "0");
}

TEST_F(IHttpContext, GetOriginalUser_IsTheFirstOne) {
  Values got = report("anonymous");
  EXPECT_EQ(got["extended"], kOk);
  EXPECT_EQ(got["original"], "1");
}

TEST_F(IHttpContext, SetUser_OfTheProviderIsTheRequestsUser) {
  Values got = report("authenticate");
  EXPECT_EQ(got["after null"], "0");
  EXPECT_EQ(got["AUTH_USER"], "ann");
  EXPECT_EQ(got["REMOTE_USER"], "remote ann");
  EXPECT_EQ(got["LOGON_USER"], "ann");
  EXPECT_EQ(got["AUTH_TYPE"], "Basic");
  EXPECT_EQ(got["AUTH_PASSWORD"], "secret");
  EXPECT_EQ(got["writer"], "1");
}

// --- server variables

TEST_F(IHttpContext, GetServerVariable_Table) {
  const std::string port = std::to_string(server().port());
  const Headers headers = {{"Host", "a.test:" + port},
                           {"X-Test", "value"},
                           {"Content-Type", "text/x"},
                           {"User-Agent", "tester"}};
  const std::pair<const char*, std::string> expected[] = {
      {"APPL_MD_PATH", "/LM/W3SVC/1/ROOT"},
      {"APPL_PHYSICAL_PATH", server().site_folder() + "/"},
      {"AUTH_TYPE", ""},
      {"AUTH_USER", ""},
      {"CACHE_URL", "http://a.test:" + port + "/case/variable?CACHE_URL"},
      {"CERT_SUBJECT", ""},
      {"CONTENT_LENGTH", "0"},
      {"CONTENT_TYPE", "text/x"},
      {"GATEWAY_INTERFACE", "CGI/1.1"},
      {"HTTPS", "off"},
      {"HTTP_HOST", "a.test:" + port},
      {"HTTP_X_TEST", "value"},
      {"HTTP_USER_AGENT", "tester"},
      {"HEADER_X-Test", "value"},
      {"HTTP_METHOD", "GET"},
      {"HTTP_VERSION", "HTTP/1.1"},
      {"INSTANCE_ID", "1"},
      {"INSTANCE_META_PATH", "/LM/W3SVC/1"},
      {"INSTANCE_NAME", "test"},
      {"LOCAL_ADDR", "127.0.0.1"},
      {"LOGON_USER", ""},
      {"PATH_INFO", "/case/variable"},
      {"PATH_TRANSLATED", server().site_folder() + "/case/variable"},
      {"QUERY_STRING", "QUERY_STRING"},
      {"REMOTE_ADDR", "127.0.0.1"},
      {"REMOTE_HOST", "127.0.0.1"},
      {"REMOTE_USER", ""},
      {"REQUEST_METHOD", "GET"},
      {"SCRIPT_NAME", "/case/variable"},
      {"SCRIPT_TRANSLATED", server().site_folder() + "/case/variable"},
      {"SERVER_NAME", "a.test"},
      {"SERVER_PORT", port},
      {"SERVER_PORT_SECURE", "0"},
      {"SERVER_PROTOCOL", "HTTP/1.1"},
      {"URL", "/case/variable"},
  };
  for (const auto& [name, wanted] : expected) {
    Values got = variable(name, headers);
    EXPECT_EQ(got["result"], kOk) << name;
    EXPECT_EQ(got["value"], wanted) << name;
    EXPECT_EQ(got["same"], "1") << name;
    EXPECT_EQ(got["ends"], "1") << name;
    EXPECT_EQ(got["wide"], "1") << name;
  }
}

TEST_F(IHttpContext, GetServerVariable_OthersThatHaveAValue) {
  EXPECT_THAT(value("SERVER_SOFTWARE"), HasSubstr("Penstock"));
  EXPECT_THAT(value("REMOTE_PORT"), MatchesRegex("[0-9]+"));
  EXPECT_THAT(value("ALL_HTTP", {{"X-Test", "v"}}), HasSubstr("HTTP_"));
  EXPECT_THAT(value("ALL_RAW", {{"X-Test", "v"}}), HasSubstr(": "));
  EXPECT_NE(value("APP_POOL_ID"), "");
}

TEST_F(IHttpContext, GetServerVariable_NamesAreOfAnyCase) {
  EXPECT_EQ(value("server_protocol"), "HTTP/1.1");
}

TEST_F(IHttpContext, GetServerVariable_OfAnUnknownName) {
  EXPECT_EQ(variable("NO_SUCH_NAME")["result"], "80070585");  // ERROR_INVALID_INDEX
  EXPECT_EQ(variable("HTTP_X_MISSING")["result"], "80070585");
}

TEST_F(IHttpContext, SetServerVariable_CreatesAndReplaces) {
  Values got = report("set-variable");
  EXPECT_EQ(got["new"], kOk);
  EXPECT_EQ(got["value"], "mine");
  EXPECT_EQ(got["replaced"], "other");
  EXPECT_EQ(got["null name"], kInvalidParameter);
}

// --- paths, handlers, files

TEST_F(IHttpContext, GetPhysicalPath_AndGetScriptName) {
  Values got = report("paths");
  const std::string path = server().site_folder() + "/case/paths";
  EXPECT_EQ(got["physical"], path);
  EXPECT_EQ(got["length"], std::to_string(path.size()));
  EXPECT_EQ(got["script"], "/case/paths");
  EXPECT_EQ(got["script length"], "11");
  EXPECT_EQ(got["translated"], path);
}

TEST_F(IHttpContext, MapPath_IntoTheCallersBuffer) {
  Values got = report("map-path");
  EXPECT_EQ(got["mapped"], kOk);
  EXPECT_EQ(got["path"], server().site_folder() + "/sub/file.txt");
  EXPECT_EQ(got["bytes"], "1");
}

TEST_F(IHttpContext, MapPath_TellsTheSizeNeeded) {
  Values got = report("map-path");
  EXPECT_EQ(got["too small"], "8007007a");  // ERROR_INSUFFICIENT_BUFFER
  EXPECT_EQ(got["needed"], "1");
  EXPECT_EQ(got["asked"], "8007007a");
}

TEST_F(IHttpContext, MapPath_DoesNotLeadOutOfTheSite) {
  Values got = report("map-path");
  EXPECT_EQ(got["outside fails"], "1");
  EXPECT_EQ(got["null"], kInvalidParameter);
}

TEST_F(IHttpContext, GetScriptMap_IsNullBeforeItIsMapped) {
  EXPECT_EQ(report("no-script-map-yet")["map"], "0");
}

TEST_F(IHttpContext, GetScriptMap_DescribesTheHandler) {
  Values got = report("script-map");
  EXPECT_EQ(got["name"], "StaticFile");
  EXPECT_EQ(got["path"], "*");
  EXPECT_EQ(got["verbs"], "*");
  EXPECT_EQ(got["modules"], "DefaultDocumentModule,StaticFileModule");
  EXPECT_EQ(got["modules length"], "38");
  EXPECT_EQ(got["processor"], "");
  EXPECT_EQ(got["type"], "");
  EXPECT_EQ(got["path info"], "0");
  EXPECT_EQ(got["access"], "1");
  EXPECT_EQ(got["resource"], "2");
  EXPECT_EQ(got["star"], "1");
  EXPECT_EQ(got["limit"], "4194304");
}

TEST_F(IHttpContext, MapHandler_TellsWhoWouldServe) {
  Values got = report("map-handler");
  EXPECT_EQ(got["found"], kOk);
  EXPECT_EQ(got["name"], "Special");
  EXPECT_EQ(got["other"], kOk);
  EXPECT_EQ(got["other name"], "StaticFile");
  EXPECT_EQ(got["no wildcard fails"], "1");
  EXPECT_EQ(got["own"], "StaticFile");
}

TEST_F(IHttpContext, SetScriptMap_OfTheProviderChoosesTheHandler) {
  Values got = report("set-script-map");
  EXPECT_EQ(got["own"], "own");
  EXPECT_EQ(got["script name"], "80070032");  // ERROR_NOT_SUPPORTED, as its page says
}

TEST_F(IHttpContext, GetFileInfo_DescribesTheFile) {
  const std::string path = server().site_folder() + "/case/file.txt";
  Values got = report("file.txt");
  EXPECT_EQ(got["file"], "1");
  EXPECT_EQ(got["size"], "12");
  EXPECT_EQ(got["path"], path);
  EXPECT_THAT(got["etag"], MatchesRegex("\".+\""));
  EXPECT_EQ(got["etag length"], "1");
  EXPECT_THAT(got["modified"], EndsWith(" GMT"));
  EXPECT_EQ(got["handle"], "1");
  EXPECT_EQ(got["buffer"], "file content");
  EXPECT_EQ(got["changed"], "0");
}

TEST_F(IHttpContext, GetFileInfo_ItsKeyIsOneOfTheFileCache) {
  Values got = report("file.txt");
  EXPECT_EQ(got["key"], "1");
  EXPECT_EQ(got["cache"], "FILE");
}

TEST_F(IHttpContext, GetMetadata_TellsConfigurationPathAndDirectory) {
  Values got = report("metadata");
  EXPECT_THAT(got["path"], StartsWith("MACHINE/WEBROOT/APPHOST/test"));
  EXPECT_EQ(got["directory"], server().site_folder());
  EXPECT_EQ(got["token"], "0");
}

}  // namespace
}  // namespace penstock::tests
