// IHttpSite, IHttpApplication, IHttpApplication2 and IMetadataInfo, of two sites, two applications
// and a virtual directory. Pages: the interfaces' methods.
#include "conformance/api.h"

namespace penstock::tests {
namespace {

using testing::Not;
using testing::StartsWith;

// The default site with an application /app and a directory /directory; a second site.
class Folders {
 public:
  Folders() {
    for (const char* name : {"root", "app", "directory", "second"}) {
      write_file(folder_.file(std::string(name) + "/a.txt"), name);
    }
  }
  std::string of(const std::string& name) const { return folder_.file(name); }
  ServerConfig config() const {
    ServerConfig config = config_with_api();
    config.sites[0].applications = {{"/", of("root"), {{"/directory", of("directory")}}},
                                    {"/app", of("app")}};
    SiteEntry second;
    second.name = "second site";
    second.id = 7;
    second.bindings = {"127.0.0.1:0:second.test"};
    second.applications = {{"/", of("second")}};
    config.sites.push_back(second);
    return config;
  }

 private:
  TempDir folder_;
};

template <typename Suite>
class ObjectTest : public ApiTest<Suite> {
 public:
  static ServerConfig config() { return folders().config(); }
  static void prepare(TestServer&) {}

 protected:
  static const Folders& folders() {
    static const Folders folders;
    return folders;
  }
  // `below`: "/app" and the like.
  static Values in(const std::string& below, const std::string& name) {
    return values_of(SharedServer<Suite>::server().get(below + "/case/" + name).body);
  }
  static Values of_second_site(const std::string& name) {
    const Reply reply =
        SharedServer<Suite>::server().get("/case/" + name, {{"Host", "second.test"}});
    return values_of(reply.body);
  }
};

// --- IHttpSite

class IHttpSite : public ObjectTest<IHttpSite> {};

TEST_F(IHttpSite, GetSiteId_IsTheConfiguredNumber) {
  EXPECT_EQ(in("", "site")["id"], "1");
  EXPECT_EQ(in("/app", "site")["id"], "1");
  EXPECT_EQ(of_second_site("site")["id"], "7");
}

TEST_F(IHttpSite, GetSiteName_IsTheConfiguredName) {
  EXPECT_EQ(in("", "site")["name"], "test");
  EXPECT_EQ(of_second_site("site")["name"], "second site");
}

TEST_F(IHttpSite, GetModuleContextContainer_IsTheSitesOwn) {
  Values got = in("", "site");
  EXPECT_EQ(got["same"], "1");
  EXPECT_EQ(got["container"], "1");
  EXPECT_EQ(got["not the application's"], "1");
  in("", "containers");
  EXPECT_EQ(in("/app", "containers")["site"], "known");
  EXPECT_EQ(of_second_site("containers")["site"], kOk);
}

TEST_F(IHttpSite, GetPerfCounterInfo_IsTheSitesOwn) {
  Values got = in("", "site");
  EXPECT_EQ(got["counters"], "1");
  EXPECT_EQ(got["not the server's"], "1");
}

// --- IHttpApplication

class IHttpApplication : public ObjectTest<IHttpApplication> {};

TEST_F(IHttpApplication, GetApplicationPhysicalPath_IsItsRootWhateverTheUrl) {
  EXPECT_EQ(in("", "application")["path"], folders().of("root") + "/");
  EXPECT_EQ(in("/below/it", "application")["path"], folders().of("root") + "/");
  EXPECT_EQ(in("/directory", "application")["path"], folders().of("root") + "/");
  EXPECT_EQ(in("/app", "application")["path"], folders().of("app") + "/");
}

TEST_F(IHttpApplication, GetApplicationId_NamesSiteAndApplication) {
  EXPECT_EQ(in("/directory", "application")["id"], "/LM/W3SVC/1/ROOT");
  EXPECT_EQ(in("/app", "application")["id"], "/LM/W3SVC/1/ROOT/app");
  EXPECT_EQ(of_second_site("application")["id"], "/LM/W3SVC/7/ROOT");
}

TEST_F(IHttpApplication, GetAppConfigPath_IsBelowAppHost) {
  EXPECT_EQ(in("/directory", "application")["config"], "MACHINE/WEBROOT/APPHOST/test");
  EXPECT_EQ(in("/app", "application")["config"], "MACHINE/WEBROOT/APPHOST/test/app");
  EXPECT_EQ(of_second_site("application")["config"], "MACHINE/WEBROOT/APPHOST/second site");
}

TEST_F(IHttpApplication, GetModuleContextContainer_IsTheApplicationsOwn) {
  EXPECT_EQ(in("", "application")["container"], "1");
  EXPECT_EQ(in("", "containers")["application"], kOk);
  EXPECT_EQ(in("/directory", "containers")["application"], "known");
  EXPECT_EQ(in("/app", "containers")["application"], kOk);
}

// --- IHttpApplication2

class IHttpApplication2 : public ObjectTest<IHttpApplication2> {};

TEST_F(IHttpApplication2, QueryIsWarmingUp_IsFalseForAnApplicationThatServes) {
  Values got = in("", "warmup");
  EXPECT_EQ(got["interface"], kOk);
  EXPECT_EQ(got["at first"], "0");
}

TEST_F(IHttpApplication2, BeginApplicationWarmup_UntilTheEnd) {
  Values got = in("", "warmup");
  EXPECT_EQ(got["begun"], "1");
  EXPECT_EQ(got["begun twice"], "1");
}

TEST_F(IHttpApplication2, EndApplicationWarmup_EndsItAtOnce) {
  Values got = in("", "warmup");
  EXPECT_EQ(got["ended"], "0");
  EXPECT_EQ(got["ended twice"], "0");
}

// --- IMetadataInfo

class IMetadataInfo : public ObjectTest<IMetadataInfo> {};

TEST_F(IMetadataInfo, GetMetaPath_IsTheConfigurationPathOfTheUrl) {
  EXPECT_THAT(in("", "metadata")["path"], StartsWith("MACHINE/WEBROOT/APPHOST/test"));
  EXPECT_THAT(in("/app", "metadata")["path"], StartsWith("MACHINE/WEBROOT/APPHOST/test/app"));
  EXPECT_THAT(of_second_site("metadata")["path"],
              StartsWith("MACHINE/WEBROOT/APPHOST/second site"));
}

TEST_F(IMetadataInfo, GetVrPath_IsTheVirtualDirectorysFolder) {
  EXPECT_EQ(in("", "metadata")["directory"], folders().of("root"));
  EXPECT_EQ(in("/below/it", "metadata")["directory"], folders().of("root"));
  EXPECT_EQ(in("/app", "metadata")["directory"], folders().of("app"));
  EXPECT_EQ(in("/directory", "metadata")["directory"], folders().of("directory"));
}

TEST_F(IMetadataInfo, GetVrToken_IsNullWithoutAnAccountOfTheDirectory) {
  EXPECT_EQ(in("/directory", "metadata")["token"], "0");
}

TEST_F(IMetadataInfo, GetModuleContextContainer_LastsFromRequestToRequest) {
  EXPECT_EQ(in("", "metadata")["container"], "1");
  EXPECT_EQ(in("", "containers")["metadata"], kOk);
  EXPECT_EQ(in("", "containers")["metadata"], "known");
  EXPECT_EQ(in("/app", "containers")["metadata"], kOk);
}

}  // namespace
}  // namespace penstock::tests
