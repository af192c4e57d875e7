// MIME types by extension.
#include "config/mime_map.h"

#include <gtest/gtest.h>

namespace penstock::config {
namespace {

std::string type(const MimeMap& map, std::string_view extension) {
  const std::string* found = map.find(extension);
  return found ? *found : "(none)";
}

TEST(MimeMap, FindsInAnyCaseAndKnowsWhatIsNotServed) {
  const MimeMap map({{".html", "text/html"}, {".JS", "text/javascript"}, {".h", "text/plain"}});
  EXPECT_EQ(type(map, ".HTML"), "text/html");
  EXPECT_EQ(type(map, ".js"), "text/javascript");
  EXPECT_EQ(type(map, ".h"), "text/plain");
  EXPECT_EQ(type(map, ".ht"), "(none)");
  EXPECT_EQ(type(map, ""), "(none)");
}

TEST(MimeMap, DotIsForFilesWithoutExtensionAndStarForAllOthers) {
  const MimeMap map({{".", "text/plain"}, {".*", "application/octet-stream"}, {".a", "a/a"}});
  EXPECT_EQ(type(map, ""), "text/plain");
  EXPECT_EQ(type(map, ".a"), "a/a");
  EXPECT_EQ(type(map, ".unknown"), "application/octet-stream");
}

}  // namespace
}  // namespace penstock::config
