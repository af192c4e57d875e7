// Loading: the shipped configuration, a folder as a site, sharing, caching, threads, mistakes that
// only the server's view of the file shows.
#include "config/snapshot.h"

#include <atomic>
#include <thread>

#include "config/element_view.h"
#include "config/test_support.h"

namespace penstock::config {
namespace {

class SnapshotTest : public testing::Test {
 protected:
  SnapshotTest() { std::filesystem::create_directories(folder_.path() + "/www"); }

  std::shared_ptr<const Snapshot> load(const std::string& text) {
    auto loaded = Configuration::load(folder_.write("host.config", text), test_options());
    EXPECT_TRUE(loaded.ok()) << loaded.error().message;
    return loaded ? loaded.take() : nullptr;
  }

  std::string error_of(const std::string& text) {
    auto loaded = Configuration::load(folder_.write("host.config", text), test_options());
    return loaded ? "(no error)" : loaded.error().message.substr(folder_.path().size() + 1);
  }

  std::string with_sites(const std::string& sites) {
    return "<configuration><system.applicationHost><sites>" + sites +
           "</sites></system.applicationHost></configuration>";
  }

  TemporaryFolder folder_;
};

TEST_F(SnapshotTest, ShippedConfigurationLoads) {
  auto loaded = Configuration::load(kDataDir + "/applicationHost.config", test_options());
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  const ServerSettings& server = loaded.value()->server();
  ASSERT_EQ(server.sites.size(), 1u);
  EXPECT_EQ(server.sites[0].name, "Default Web Site");
  EXPECT_EQ(server.sites[0].id, 1u);
  EXPECT_EQ(server.sites[0].bindings.at(0).port, 8080);
  EXPECT_EQ(server.application_pools.at(0).name, "DefaultAppPool");
  ASSERT_FALSE(server.global_modules.empty());
  EXPECT_GT(server.global_modules[0].position.line, 0u);
  EXPECT_TRUE(loaded.value()->ignored_sections().empty());
  auto settings = loaded.value()->path_settings(1, "/");
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_EQ(settings.value()->handlers->entries.at(0).modules,
            (std::vector<std::string>{"DefaultDocumentModule", "StaticFileModule"}));
  EXPECT_EQ(*settings.value()->static_content->mime_map.find(".html"), "text/html");
  EXPECT_EQ(settings.value()->modules->entries.size(), server.global_modules.size());
}

TEST_F(SnapshotTest, AFolderIsASite) {
  const std::string odd = folder_.path() + "/a%PATH%&\"<b";
  std::filesystem::create_directories(odd);
  auto loaded = Snapshot::for_folder(odd, 8123, test_options());
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  const SiteSettings& site = loaded.value()->server().sites.at(0);
  EXPECT_EQ(site.applications.at(0).virtual_directories.at(0).physical_path, odd);
  EXPECT_EQ(site.bindings.at(0).port, 8123);
  EXPECT_TRUE(loaded.value()->path_settings(site.id, "/x").ok());
  EXPECT_FALSE(Snapshot::for_folder(folder_.path() + "/none", 1, test_options()).ok());
}

TEST_F(SnapshotTest, PathsWithoutConfigurationShareTheirSettings) {
  std::filesystem::create_directories(folder_.path() + "/www/plain");
  folder_.write("www/own/web.config",
                "<configuration><system.webServer><defaultDocument enabled='false'/>"
                "</system.webServer></configuration>");
  const auto snapshot = load(machine_file());
  const auto root = snapshot->path_settings(1, "/").take();
  EXPECT_EQ(snapshot->path_settings(1, "/plain/a.html").take(), root);
  EXPECT_EQ(snapshot->path_settings(1, "/missing/b").take(), root);
  const auto own = snapshot->path_settings(1, "/own/c").take();
  EXPECT_NE(own, root);
  EXPECT_FALSE(own->default_document->enabled);
  EXPECT_EQ(own->static_content, root->static_content);
}

TEST_F(SnapshotTest, ClientsCannotMakeNodesByLetterCase) {
  const auto snapshot = load(machine_file(
      "<location path='Site/secret'><system.webServer><directoryBrowse enabled='true'/>"
      "</system.webServer></location>"));
  const auto lower = snapshot->path_settings(1, "/secret").take();
  EXPECT_TRUE(lower->features->directory_browse);
  EXPECT_EQ(snapshot->path_settings(1, "/SECRET/x").take(), lower);
  EXPECT_EQ(snapshot->path_settings(1, "/sEcReT").take(), lower);
}

TEST_F(SnapshotTest, AnswersStayWhatTheyWereForItsLife) {
  const auto snapshot = load(machine_file());
  ASSERT_TRUE(snapshot->path_settings(1, "/a").ok());
  folder_.write("www/web.config", "<bad");
  EXPECT_TRUE(snapshot->path_settings(1, "/a").ok());
  EXPECT_FALSE(load(machine_file())->path_settings(1, "/a").ok());
}

TEST_F(SnapshotTest, UnknownSitesAndPathsThatAreNotCanonicalAreErrors) {
  const auto snapshot = load(machine_file());
  EXPECT_FALSE(snapshot->path_settings(7, "/").ok());
  EXPECT_FALSE(snapshot->path_settings(1, "x").ok());
  EXPECT_FALSE(snapshot->path_settings(1, "").ok());
}

TEST_F(SnapshotTest, DotSegmentsNeverLeaveTheSite) {
  folder_.write("web.config",
                "<configuration><system.webServer><directoryBrowse enabled='true'/>"
                "</system.webServer></configuration>");
  std::filesystem::create_directories(folder_.path() + "/www/a");
  const auto snapshot = load(machine_file());
  EXPECT_FALSE(snapshot->path_settings(1, "/../x").take()->features->directory_browse);
  EXPECT_FALSE(snapshot->path_settings(1, "/a/../../x").take()->features->directory_browse);
}

TEST_F(SnapshotTest, ManyThreadsGetOneAnswer) {
  folder_.write("www/own/web.config",
                "<configuration><system.webServer><directoryBrowse enabled='true'/>"
                "</system.webServer></configuration>");
  const auto snapshot = load(machine_file());
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i) {
        const bool own = i % 2 == 0;
        const std::string path = (own ? "/own/" : "/other/") + std::to_string(i % 40);
        auto shared = snapshot->path_settings(1, path);
        const bool right = shared.ok() && shared.value()->features->directory_browse == own;
        if (!right) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(SnapshotTest, ModuleImagesAreRelativeToTheFile) {
  const auto snapshot =
      load(machine_file("<system.webServer><globalModules><add name='M' image='lib/m.so'/>"
                        "<add name='W' image='C:\\w.dll'/></globalModules></system.webServer>"));
  const auto& modules = snapshot->server().global_modules;
  EXPECT_EQ(snapshot->module_image(modules.at(0)).take(), folder_.path() + "/lib/m.so");
  EXPECT_FALSE(snapshot->module_image(modules.at(1)).ok());
}

TEST_F(SnapshotTest, ConfiguredVariablesAndMappings) {
  const auto snapshot = load(
      "<configuration><penstock><variables><add name='HOMES' value='C:\\homes'/></variables>"
      "<paths><add windows='%homes%' path='here'/></paths></penstock>"
      "<system.applicationHost><sites><siteDefaults><logFile directory='%HOMES%\\logs'/>"
      "</siteDefaults><site name='S'><application path='/'>"
      "<virtualDirectory path='/' physicalPath='%HOMES%\\s'/></application></site></sites>"
      "</system.applicationHost></configuration>");
  const SiteSettings& site = snapshot->server().sites.at(0);
  EXPECT_EQ(site.applications.at(0).virtual_directories.at(0).physical_path,
            folder_.path() + "/here/s");
  EXPECT_EQ(site.log_file.directory, folder_.path() + "/here/logs");
  EXPECT_EQ(site.id, 1u);
}

TEST_F(SnapshotTest, SitesAreChecked) {
  const std::string root =
      "<application path='/'><virtualDirectory path='/' physicalPath='www'/></application>";
  EXPECT_EQ(error_of(with_sites("<site name='S' id='1'/>")),
            "host.config:1:47: site \"S\" has no root application, expected <application "
            "path=\"/\">");
  EXPECT_EQ(error_of(with_sites("<site name='S' id='1'><application path='/'/></site>")),
            "host.config:1:69: application \"/\" has no root directory, expected <virtualDirectory "
            "path=\"/\" physicalPath=...>");
  EXPECT_NE(error_of(with_sites("<site name='A' id='1'>" + root + "</site><site name='B' id='1'>" +
                                root + "</site>"))
                .find("duplicate <site"),
            std::string::npos);
  EXPECT_NE(error_of(with_sites("<site name='A'>" + root +
                                "<bindings><binding protocol='http' bindingInformation='80'/>"
                                "</bindings></site>"))
                .find("attribute \"bindingInformation\" of site \"A\" is \"80\", expected"),
            std::string::npos);
}

TEST_F(SnapshotTest, ApplicationsNameAPoolThatExists) {
  const std::string text =
      "<configuration><system.applicationHost><applicationPools><add name='P'/></applicationPools>"
      "<sites><site name='S'><application path='/' applicationPool='Q'>"
      "<virtualDirectory path='/' physicalPath='www'/></application></site></sites>"
      "</system.applicationHost></configuration>";
  EXPECT_NE(error_of(text).find("names the application pool \"Q\", expected one listed"),
            std::string::npos)
      << error_of(text);
}

TEST_F(SnapshotTest, MissingFilesAndSchemasAreNamed) {
  auto missing = Configuration::load(folder_.path() + "/none.config", test_options());
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().message,
            folder_.path() + "/none.config: cannot open: No such file or directory");
  LoadOptions wrong;
  wrong.data_dir = folder_.path();
  folder_.write("schema/a.xml", "<configSchema><sectionSchema name='a'/></configSchema>");
  auto schema = Configuration::load(folder_.write("h.config", machine_file()), wrong);
  ASSERT_FALSE(schema.ok());
  EXPECT_NE(schema.error().message.find("no schema file defines section"), std::string::npos);
}

}  // namespace
}  // namespace penstock::config
