// IScriptMapInfo: a handler as its <handlers> entry describes it; and how modules choose one.
// Pages: IScriptMapInfo::*, IMapHandlerProvider::*.
#include "conformance/api.h"

namespace penstock::tests {
namespace {

// No file of /case/ has a handler that serves it; those of *.special have one.
ServerConfig config_with_handlers() {
  ServerConfig config = config_with_api();
  config.handlers =
      R"(<add name="Full" path="*.full" verb="GET,POST" modules="DefaultDocumentModule"
              scriptProcessor="/opt/a processor" allowPathInfo="true"
              requireAccess="Execute" resourceType="File" responseBufferLimit="1000" />
         <add name="Managed" path="*.bare" verb="*" type="Some.Type, Some" />
         <add name="Bare" path="*.bare" verb="*" modules="StaticFileModule" />
         <add name="None" path="*.none" verb="*" modules="StaticFileModule" requireAccess="None"
              resourceType="Unspecified" />
         <add name="Write" path="*.write" verb="*" modules="StaticFileModule"
              requireAccess="Write" resourceType="Directory" />
         <add name="Read" path="*.read" verb="*" modules="StaticFileModule" requireAccess="Read"
              resourceType="Either" />
         <add name="Special" path="*.special" verb="GET,HEAD" modules="StaticFileModule" />
         <add name="Nobody" path="/case/*.txt" verb="*" modules="DefaultDocumentModule" />)" +
      config.handlers;
  return config;
}

void prepare_files(TestServer& server) {
  server.write_site_file("x.full", "full");
  server.write_site_file("x.read", "read");
  server.write_site_file("x.write/index.html", "index");
  server.write_site_file("case/chosen.txt", "chosen\n");
  server.write_site_file("case/unchosen.txt", "unchosen\n");
}

class IScriptMapInfo : public ApiTest<IScriptMapInfo> {
 public:
  static ServerConfig config() { return config_with_handlers(); }
  static void prepare(TestServer& server) { prepare_files(server); }

 protected:
  static Values of(const std::string& url) { return report("handler?" + url); }
};

TEST_F(IScriptMapInfo, GetName_IsTheEntrysName) {
  EXPECT_EQ(of("/x.full")["name"], "Full");
  EXPECT_EQ(of("/deep/x.BARE")["name"], "Bare");
  EXPECT_EQ(of("/x.txt")["name"], "StaticFile");
}

TEST_F(IScriptMapInfo, GetPath_IsTheEntrysPattern) {
  EXPECT_EQ(of("/x.full")["path"], "*.full");
  EXPECT_EQ(of("/case/x.txt")["path"], "/case/*.txt");
  EXPECT_EQ(of("/x.txt")["path"], "*");
}

TEST_F(IScriptMapInfo, GetAllowedVerbs_IsTheEntrysList) {
  EXPECT_EQ(of("/x.full")["verbs"], "GET,POST");
  EXPECT_EQ(of("/x.bare")["verbs"], "*");
}

TEST_F(IScriptMapInfo, GetModules_IsTheEntrysListAndItsLength) {
  const std::string list = "DefaultDocumentModule,StaticFileModule";
  Values got = of("/x.txt");
  EXPECT_EQ(got["modules"], list);
  EXPECT_EQ(got["modules length"], std::to_string(list.size()));
  EXPECT_EQ(got["modules without length"], list);
  EXPECT_EQ(of("/x.bare")["modules"], "StaticFileModule");
}

TEST_F(IScriptMapInfo, GetScriptProcessor_IsEmptyUnlessThereIsOne) {
  Values got = of("/x.full");
  EXPECT_EQ(got["processor"], "/opt/a processor");
  EXPECT_EQ(got["processor length"], "16");
  EXPECT_EQ(got["processor without length"], "/opt/a processor");
  got = of("/x.bare");
  EXPECT_EQ(got["processor"], "");
  EXPECT_EQ(got["processor length"], "0");
}

// Handlers that have a type are passed over: nothing here runs them.
TEST_F(IScriptMapInfo, GetManagedType_IsEmptyForANativeHandler) {
  Values got = of("/x.bare");
  EXPECT_EQ(got["name"], "Bare");
  EXPECT_EQ(got["type"], "");
  EXPECT_EQ(got["type length"], "0");
  EXPECT_EQ(got["type without length"], "");
}

TEST_F(IScriptMapInfo, GetAllowPathInfoForScriptMappings_IsFalseUnlessSet) {
  EXPECT_EQ(of("/x.full")["path info"], "1");
  EXPECT_EQ(of("/x.bare")["path info"], "0");
}

TEST_F(IScriptMapInfo, GetRequiredAccess_HasTheSchemasNumbers) {
  EXPECT_EQ(of("/x.none")["access"], "0");
  EXPECT_EQ(of("/x.read")["access"], "1");
  EXPECT_EQ(of("/x.write")["access"], "2");
  EXPECT_EQ(of("/x.bare")["access"], "3");  // Script, the default
  EXPECT_EQ(of("/x.full")["access"], "4");
}

TEST_F(IScriptMapInfo, GetResourceType_HasTheSchemasNumbers) {
  EXPECT_EQ(of("/x.full")["resource"], "0");
  EXPECT_EQ(of("/x.write")["resource"], "1");
  EXPECT_EQ(of("/x.read")["resource"], "2");
  EXPECT_EQ(of("/x.none")["resource"], "3");
  EXPECT_EQ(of("/x.bare")["resource"], "3");  // Unspecified, the default
}

TEST_F(IScriptMapInfo, GetIsStarScriptMap_IsTrueForTheOneOfAllPaths) {
  EXPECT_EQ(of("/x.txt")["star"], "1");
  EXPECT_EQ(of("/x.full")["star"], "0");
  EXPECT_EQ(of("/case/x.txt")["star"], "0");
}

TEST_F(IScriptMapInfo, GetResponseBufferLimit_IsFourMebibytesUnlessSet) {
  EXPECT_EQ(of("/x.bare")["limit"], "4194304");
  EXPECT_EQ(of("/x.full")["limit"], "1000");
}

// --- what a module chooses in OnMapRequestHandler

class IMapHandlerProvider : public ApiTest<IMapHandlerProvider> {
 public:
  static ServerConfig config() { return config_with_handlers(); }
  static void prepare(TestServer& server) {
    prepare_files(server);
    ApiTest<IMapHandlerProvider>::prepare(server);
  }
};

TEST_F(IMapHandlerProvider, SetScriptMap_IsWhatTheContextTells) {
  EXPECT_EQ(report("set-script-map")["own"], "own");
}

TEST_F(IMapHandlerProvider, SetScriptMap_ItsModulesServeTheRequest) {
  EXPECT_EQ(server().get("/case/chosen.txt").body, "chosen\n");
}

TEST_F(IMapHandlerProvider, SetScriptMap_NullLeavesTheChoiceToTheServer) {
  EXPECT_EQ(server().get("/case/unchosen.txt").status, 404);
}

TEST_F(IMapHandlerProvider, SetScriptName_IsNotSupported) {
  EXPECT_EQ(report("set-script-map")["script name"], "80070032");  // ERROR_NOT_SUPPORTED
}

TEST_F(IMapHandlerProvider, SetFileInfo_IsNotSupportedAndChangesNothing) {
  Values got = report("set-file-info");
  EXPECT_EQ(got["other"], "1");
  EXPECT_EQ(got["same"], "1");
}

}  // namespace
}  // namespace penstock::tests
