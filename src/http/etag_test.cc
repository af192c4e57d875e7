// Entity tags and their lists.
#include "http/etag.h"

#include <gtest/gtest.h>

namespace penstock::http {
namespace {

TEST(Etag, ParsesStrongAndWeak) {
  EXPECT_EQ(parse_etag("\"abc\"")->opaque, "abc");
  EXPECT_FALSE(parse_etag("\"abc\"")->weak);
  EXPECT_TRUE(parse_etag("W/\"abc\"")->weak);
  EXPECT_EQ(parse_etag("\"\"")->opaque, "");
  EXPECT_EQ(parse_etag("\"a\\b\xff\"")->opaque, "a\\b\xff");
}

TEST(Etag, RefusesOthers) {
  for (const char* text : {"", "abc", "\"abc", "abc\"", "w/\"abc\"", "W/ \"abc\"", "\"a b\"",
                           "\"a\"b\"", "\"a\" ", "W/", "*", "\"a\x7f\"", "\"a\t\""}) {
    EXPECT_FALSE(parse_etag(text).has_value()) << text;
  }
}

// The table of RFC 9110 8.8.3.2.
TEST(Etag, Comparisons) {
  const EntityTag weak{"1", true};
  const EntityTag weak_other{"2", true};
  const EntityTag strong{"1", false};
  EXPECT_FALSE(strong_match(weak, weak));
  EXPECT_TRUE(weak_match(weak, weak));
  EXPECT_FALSE(weak_match(weak, weak_other));
  EXPECT_FALSE(strong_match(weak, strong));
  EXPECT_TRUE(weak_match(weak, strong));
  EXPECT_TRUE(strong_match(strong, strong));
}

EtagListMatch match(std::string_view list, EtagComparison comparison = EtagComparison::kStrong) {
  return match_etag_list(list, true, EntityTag{"b", false}, comparison);
}

TEST(EtagList, FindsATagAnywhere) {
  EXPECT_EQ(match("\"b\""), EtagListMatch::kYes);
  EXPECT_EQ(match("\"a\", \"b\" ,\"c\""), EtagListMatch::kYes);
  EXPECT_EQ(match("\"a\",,\"b\","), EtagListMatch::kYes);
  EXPECT_EQ(match("\"a,\\\",\"b\""), EtagListMatch::kYes);
  EXPECT_EQ(match("\"a\""), EtagListMatch::kNo);
  EXPECT_EQ(match("W/\"b\""), EtagListMatch::kNo);
  EXPECT_EQ(match("W/\"b\"", EtagComparison::kWeak), EtagListMatch::kYes);
}

TEST(EtagList, StarMatchesWhatExists) {
  EXPECT_EQ(match("*"), EtagListMatch::kYes);
  EXPECT_EQ(match_etag_list("*", true, std::nullopt, EtagComparison::kStrong), EtagListMatch::kYes);
  EXPECT_EQ(match_etag_list("*", false, std::nullopt, EtagComparison::kStrong), EtagListMatch::kNo);
  EXPECT_EQ(match_etag_list("\"b\"", true, std::nullopt, EtagComparison::kStrong),
            EtagListMatch::kNo);
}

TEST(EtagList, MalformedIsToldApart) {
  for (const char* list : {"", ",", "b", "\"b", "\"a\" \"b\"", "\"b\", c", "*, \"b\"", "\"b\";"}) {
    EXPECT_EQ(match(list), EtagListMatch::kMalformed) << list;
  }
}

}  // namespace
}  // namespace penstock::http
