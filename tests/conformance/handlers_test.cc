// Which modules a request's handler calls. Pages: IScriptMapInfo, handlers in configuration;
// docs/adr/0004 for modules that no handler names.
#include "conformance/tracing.h"

namespace penstock::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Handlers : public SharedServer<Handlers> {
 public:
  static ServerConfig config() {
    ServerConfig config = config_with_tracers({"Named", "Second", "Every"});
    config.handlers =
        R"(<add name="Pages" path="*.page" verb="GET,HEAD" modules="Second,Named" />
           <add name="Folder" path="/area/*" verb="*" modules="Named" />
           <add name="Directories" path="/dirs*" verb="*" modules="Named" resourceType="Directory" />
           <add name="Files" path="/files/*" verb="*" modules="Named" resourceType="File" />
           <add name="Writers" path="*.write" verb="*" modules="Named" requireAccess="Write" />
           <add name="Scripts" path="*.script" verb="*" modules="Named" requireAccess="Script" />)" +
        config.handlers;
    return config;
  }
  static void prepare(TestServer& server) {
    server.write_site_file("files/there.txt", "there");
    server.write_site_file("dirs/index.html", "index");
    server.write_site_file("a.page", "page");
  }

 protected:
  static Lines handlers_of(std::string_view target, std::string_view method = "GET") {
    return run(target, {}, method).called_for("ExecuteRequestHandler");
  }
};

TEST_F(Handlers, AModuleThatNoneNamesRunsForEveryRequest) {
  EXPECT_THAT(handlers_of("/a.txt"), ElementsAre("Every"));
  EXPECT_THAT(handlers_of("/missing"), ElementsAre("Every"));
}

TEST_F(Handlers, ANamedOneRunsForItsRequestsInTheOrderOfModules) {
  EXPECT_THAT(handlers_of("/a.page"), ElementsAre("Every", "Second", "Named"));
  EXPECT_THAT(handlers_of("/deep/below/x.PAGE"), ElementsAre("Every", "Second", "Named"));
}

TEST_F(Handlers, TheVerbMustMatch) {
  EXPECT_THAT(handlers_of("/a.page", "DELETE"), ElementsAre("Every"));
  EXPECT_THAT(handlers_of("/a.page", "HEAD"), ElementsAre("Every", "Second", "Named"));
}

TEST_F(Handlers, ThePathMustMatch) {
  EXPECT_THAT(handlers_of("/area/x"), ElementsAre("Every", "Named"));
  EXPECT_THAT(handlers_of("/other/area/x"), ElementsAre("Every"));
}

TEST_F(Handlers, TheResourceTypeMustMatch) {
  EXPECT_THAT(handlers_of("/files/there.txt"), ElementsAre("Every", "Named"));
  EXPECT_THAT(handlers_of("/files/missing.txt"), ElementsAre("Every"));
  EXPECT_THAT(handlers_of("/dirs/"), ElementsAre("Every", "Named"));
}

// The server's accessPolicy is Read and Script.
TEST_F(Handlers, TheAccessMustBeGranted) {
  const Traced write = run("/x.write");
  EXPECT_EQ(write.reply.status, 403);
  EXPECT_THAT(write.called_for("ExecuteRequestHandler"), IsEmpty());
  EXPECT_THAT(handlers_of("/x.script"), ElementsAre("Every", "Named"));
}

TEST_F(Handlers, TheFirstThatHandlesEndsTheList) {
  const Traced traced =
      run("/a.page", {{"X-Second", "ExecuteRequestHandler=body(second)+handled"}});
  EXPECT_EQ(traced.reply.body, "second");
  EXPECT_THAT(traced.called_for("ExecuteRequestHandler"), ElementsAre("Every", "Second"));
}

TEST_F(Handlers, WhatNobodyHandlesIsNotFound) { EXPECT_EQ(run("/nothing.page").reply.status, 404); }

}  // namespace
}  // namespace penstock::tests
