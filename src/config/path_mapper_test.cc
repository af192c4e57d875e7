// Variables, relative paths, and Windows paths with and without a mapping.
#include "config/path_mapper.h"

#include <gtest/gtest.h>

namespace penstock::config {
namespace {

const SourcePosition kAt{std::make_shared<const std::string>("/etc/web/f.config"), 3, 5};

PathMapper mapper() {
  Variables variables;
  variables.set("SystemDrive", "C:");
  variables.set("WWW", "/srv/www");
  return PathMapper(std::move(variables), {{"C:\\inetpub", "/srv/inetpub"},
                                           {"c:\\inetpub\\special\\", "/special"},
                                           {"\\\\files\\share", "/mnt/share"}});
}

std::string mapped(std::string_view text) {
  auto path = mapper().map(text, kAt, "attribute physicalPath");
  return path ? path.value() : path.error().message;
}

TEST(PathMapper, ExpandsVariablesInAnyCase) {
  EXPECT_EQ(mapped("%WWW%/site"), "/srv/www/site");
  EXPECT_EQ(mapped("%www%"), "/srv/www");
  EXPECT_EQ(mapped("/a%b"), "/a%b");
  EXPECT_EQ(mapped("%NOPE%/x"),
            "/etc/web/f.config:3:5: attribute physicalPath \"%NOPE%/x\" uses the variable %NOPE%, "
            "which is not set, expected it in penstock/variables or in the environment");
}

TEST(PathMapper, RelativePathsStartAtTheFolderOfTheFile) {
  EXPECT_EQ(mapped("www"), "/etc/web/www");
  EXPECT_EQ(mapped("../www/./a/"), "/etc/www/a");
  EXPECT_EQ(mapped("sub\\dir"), "/etc/web/sub/dir");
  EXPECT_EQ(mapped("/"), "/");
}

TEST(PathMapper, WindowsPathsAreMappedLongestFirst) {
  EXPECT_EQ(mapped("C:\\inetpub\\wwwroot"), "/srv/inetpub/wwwroot");
  EXPECT_EQ(mapped("%SystemDrive%\\InetPub"), "/srv/inetpub");
  EXPECT_EQ(mapped("c:/inetpub/special/x"), "/special/x");
  EXPECT_EQ(mapped("\\\\files\\share\\a"), "/mnt/share/a");
}

TEST(PathMapper, WindowsPathWithoutMappingNamesTheAttribute) {
  for (const char* path : {"D:\\sites", "C:\\inetpub2", "\\\\other\\share", "C:"}) {
    EXPECT_EQ(mapped(path), "/etc/web/f.config:3:5: attribute physicalPath \"" + std::string(path) +
                                "\" is a Windows path without a mapping, expected an <add "
                                "windows=... path=...> for it in penstock/paths");
  }
}

TEST(PathMapper, EmptyIsAnError) {
  EXPECT_EQ(mapped(""),
            "/etc/web/f.config:3:5: attribute physicalPath \"\" is empty, expected a path");
}

TEST(Variables, DefaultsFollowTheDataFolder) {
  const Variables variables = Variables::from_environment("/opt/penstock/config");
  ASSERT_NE(variables.find("systemdrive"), nullptr);
  EXPECT_NE(variables.find("PENSTOCK_STATE"), nullptr);
  EXPECT_NE(variables.find("PENSTOCK_LOGS"), nullptr);
  EXPECT_EQ(variables.find("no such variable"), nullptr);
}

}  // namespace
}  // namespace penstock::config
