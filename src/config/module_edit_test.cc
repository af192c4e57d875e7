// Installing and uninstalling modules: which bytes change, and that all others stay.
#include "config/module_edit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "config/test_support.h"

namespace penstock::config {
namespace {

const char* const kFile =
    "<configuration>\n"
    "  <system.webServer>\n"
    "    <globalModules>\n"
    "      <add name=\"A\" />\n"
    "      <!-- more here -->\n"
    "    </globalModules>\n"
    "    <modules>\n"
    "      <add name=\"A\" />\n"
    "    </modules>\n"
    "  </system.webServer>\n"
    "</configuration>\n";

std::string installed(const std::string& text, const char* name = "M",
                      const char* image = "/m.so") {
  auto edited = with_module(text, "f", name, image);
  return edited ? edited.take() : edited.error().message;
}

std::string uninstalled(const std::string& text, const char* name = "M") {
  auto edited = without_module(text, "f", name);
  return edited ? edited.take() : edited.error().message;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}

TEST(ModuleEdit, AddsALineAtTheEndOfBothLists) {
  std::string wanted = replaced(kFile, "    </globalModules>",
                                "      <add name=\"M\" image=\"/m.so\" />\n    </globalModules>");
  wanted = replaced(wanted, "    </modules>", "      <add name=\"M\" />\n    </modules>");
  EXPECT_EQ(installed(kFile), wanted);
}

TEST(ModuleEdit, UninstallUndoesInstall) {
  EXPECT_EQ(uninstalled(installed(kFile)), kFile);
  EXPECT_EQ(uninstalled(installed(kFile), "m"), kFile);
}

TEST(ModuleEdit, KeepsWindowsLineEnds) {
  std::string text;
  for (const char c : std::string_view(kFile)) text += c == '\n' ? "\r\n" : std::string(1, c);
  const std::string edited = installed(text);
  EXPECT_NE(edited.find("<add name=\"M\" image=\"/m.so\" />\r\n"), std::string::npos);
  EXPECT_EQ(uninstalled(edited), text);
}

TEST(ModuleEdit, OpensAnEmptyElement) {
  const std::string text =
      replaced(kFile, "<modules>\n      <add name=\"A\" />\n    </modules>", "<modules />");
  EXPECT_NE(installed(text).find("    <modules>\n      <add name=\"M\" />\n    </modules>\n"),
            std::string::npos)
      << installed(text);
}

TEST(ModuleEdit, WorksOnOneLine) {
  EXPECT_EQ(installed("<configuration><system.webServer><globalModules></globalModules>"
                      "<modules><add name=\"A\"/></modules></system.webServer></configuration>"),
            "<configuration><system.webServer><globalModules>\n"
            "  <add name=\"M\" image=\"/m.so\" />\n</globalModules>"
            "<modules><add name=\"A\"/>\n"
            "  <add name=\"M\" />\n</modules></system.webServer></configuration>");
}

TEST(ModuleEdit, FindsModulesInALocationWithoutPath) {
  const std::string text =
      "<configuration><system.webServer><globalModules/></system.webServer>\n"
      "<location path=\"Site\"><system.webServer><modules/></system.webServer></location>\n"
      "<location path=\"\" overrideMode=\"Allow\"><system.webServer>\n"
      "  <modules>\n  </modules>\n</system.webServer></location></configuration>";
  EXPECT_NE(installed(text).find("<modules>\n    <add name=\"M\" />\n  </modules>"),
            std::string::npos)
      << installed(text);
}

TEST(ModuleEdit, InstallingTwiceChangesNothing) {
  const std::string once = installed(kFile);
  EXPECT_EQ(installed(once), once);
  EXPECT_EQ(installed(once, "M", "/other.so"),
            "f: module \"M\" is installed already, with image \"/m.so\", expected another name, "
            "or uninstall it first");
}

TEST(ModuleEdit, EscapesNamesAndImages) {
  const std::string edited = installed(kFile, "a&b", "/\"x<.so");
  EXPECT_NE(edited.find("<add name=\"a&amp;b\" image=\"/&quot;x&lt;.so\" />"), std::string::npos);
  EXPECT_EQ(uninstalled(edited, "a&b"), kFile);
}

TEST(ModuleEdit, LeavesCommentedEntriesAlone) {
  const std::string text = replaced(kFile, "<!-- more here -->", "<!-- <add name=\"M\" /> -->");
  EXPECT_EQ(uninstalled(text),
            "f: module \"M\" is in neither globalModules nor modules, expected an installed "
            "module");
}

TEST(ModuleEdit, NamesWhatIsMissing) {
  EXPECT_EQ(installed("<configuration/>"),
            "f: there is no system.webServer/globalModules section, expected <globalModules> to "
            "add the module to");
  EXPECT_EQ(installed("<configuration>\n<a></configuration>"),
            "f:2:4: unexpected end tag </configuration>, expected </a>");
}

TEST(ModuleEdit, ReplacesTheFileAndKeepsModeAndLink) {
  const TemporaryFolder folder;
  const std::string file = folder.write("real/host.config", kFile);
  ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
  const std::string link = folder.path() + "/link.config";
  ASSERT_EQ(::symlink(file.c_str(), link.c_str()), 0);
  auto status = install_module(link, "M", "/m.so");
  ASSERT_TRUE(status.ok()) << status.error().message;
  EXPECT_EQ(folder.read("real/host.config"), installed(kFile));
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  struct stat info {};
  ASSERT_EQ(::stat(file.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0640u);
  ASSERT_TRUE(uninstall_module(link, "M").ok());
  EXPECT_EQ(folder.read("real/host.config"), kFile);
  EXPECT_FALSE(uninstall_module(link, "M").ok());
  // Nothing is left behind beside it.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path() + "/real"), {}), 1);
}

TEST(ModuleEdit, NamesAFileThatIsNotThere) {
  auto status = install_module("/nonexistent/f", "M", "/m.so");
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().message, "/nonexistent/f: cannot open: No such file or directory");
}

}  // namespace
}  // namespace penstock::config
