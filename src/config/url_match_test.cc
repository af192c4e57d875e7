// Which application and directory a URL falls into.
#include "config/url_match.h"

#include <gtest/gtest.h>

namespace penstock::config {
namespace {

SiteSettings site() {
  SiteSettings settings;
  settings.applications.resize(2);
  settings.applications[0].path = "/shop";
  settings.applications[0].virtual_directories = {{"/pics", "/data/pics", true, {}},
                                                  {"/", "/srv/shop", true, {}}};
  settings.applications[1].path = "/";
  settings.applications[1].virtual_directories = {{"/", "/srv/www", true, {}}};
  return settings;
}

std::string physical(std::string_view url) {
  const SiteSettings settings = site();
  return match_url(settings, url).physical_path();
}

TEST(UrlMatch, LongestApplicationThenLongestDirectory) {
  EXPECT_EQ(physical("/"), "/srv/www");
  EXPECT_EQ(physical("/a/b.html"), "/srv/www/a/b.html");
  EXPECT_EQ(physical("/shop"), "/srv/shop");
  EXPECT_EQ(physical("/shop/a"), "/srv/shop/a");
  EXPECT_EQ(physical("/shop/pics/1.png"), "/data/pics/1.png");
}

TEST(UrlMatch, WholeSegmentsOnlyAndAnyCase) {
  EXPECT_EQ(physical("/shopping"), "/srv/www/shopping");
  EXPECT_EQ(physical("/SHOP/Pics/A"), "/data/pics/A");
  EXPECT_EQ(physical("/shop/pics2"), "/srv/shop/pics2");
}

}  // namespace
}  // namespace penstock::config
