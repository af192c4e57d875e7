// HeaderMap: order, lookup, joining, refusal of what would split a header, memory.
#include "http/header_map.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace penstock::http {
namespace {

class HeaderMapTest : public ::testing::Test {
 protected:
  std::vector<std::string> lines(const HeaderMap& map) const {
    std::vector<std::string> out;
    for (const HeaderEntry& entry : map) {
      out.push_back(std::string(entry.name) + ": " + std::string(entry.value));
      EXPECT_EQ(entry.value.data()[entry.value.size()], '\0') << entry.name;
    }
    return out;
  }

  base::Arena arena_;
  HeaderMap request_{HeaderKind::kRequest, arena_};
  HeaderMap response_{HeaderKind::kResponse, arena_};
};

using Lines = std::vector<std::string>;

TEST_F(HeaderMapTest, KeepsArrivalOrderAndUsualSpelling) {
  EXPECT_EQ(response_.set("x-one", "1"), HeaderError::kNone);
  EXPECT_EQ(response_.set("content-type", "text/html"), HeaderError::kNone);
  EXPECT_EQ(response_.set(header::kVary, "Accept"), HeaderError::kNone);
  EXPECT_EQ(lines(response_), (Lines{"x-one: 1", "Content-Type: text/html", "Vary: Accept"}));
}

TEST_F(HeaderMapTest, FindsByIdAndByNameInAnyCase) {
  ASSERT_EQ(request_.set("User-Agent", "curl"), HeaderError::kNone);
  ASSERT_EQ(request_.set("X-Thing", "a"), HeaderError::kNone);
  EXPECT_EQ(request_.get(header::kUserAgent), "curl");
  EXPECT_EQ(request_.get("USER-AGENT"), "curl");
  EXPECT_EQ(request_.get("x-thing"), "a");
  EXPECT_FALSE(request_.has("X-Thin"));
  EXPECT_FALSE(request_.has(header::kHost));
  EXPECT_EQ(request_.find(-1), nullptr);
  EXPECT_EQ(request_.find(41), nullptr);
}

TEST_F(HeaderMapTest, AMissingValueIsAnEmptyStringAndNotNull) {
  EXPECT_STREQ(request_.get("X-None").data(), "");
  EXPECT_STREQ(request_.get(header::kHost).data(), "");
}

TEST_F(HeaderMapTest, SetReplacesAllInThePlaceOfTheFirst) {
  ASSERT_EQ(response_.add("Set-Cookie", "a=1"), HeaderError::kNone);
  ASSERT_EQ(response_.set("Age", "5"), HeaderError::kNone);
  ASSERT_EQ(response_.add("Set-Cookie", "b=2"), HeaderError::kNone);
  EXPECT_EQ(response_.set("Set-Cookie", "c=3"), HeaderError::kNone);
  EXPECT_EQ(lines(response_), (Lines{"Set-Cookie: c=3", "Age: 5"}));
  EXPECT_EQ(response_.get(header::kAge), "5");
}

TEST_F(HeaderMapTest, SetLeavesViewsOfTheOldValueAsTheyWere) {
  ASSERT_EQ(response_.set("Age", "old"), HeaderError::kNone);
  const std::string_view old = response_.get("Age");
  ASSERT_EQ(response_.set("Age", "new"), HeaderError::kNone);
  EXPECT_EQ(old, "old");
}

TEST_F(HeaderMapTest, AppendJoinsAListAndStartsANewLineOnlyForSetCookie) {
  ASSERT_EQ(response_.append("X-A", "1"), HeaderError::kNone);
  ASSERT_EQ(response_.append("x-a", "2"), HeaderError::kNone);
  ASSERT_EQ(response_.append(header::kVary, "Accept"), HeaderError::kNone);
  ASSERT_EQ(response_.append(header::kVary, "Cookie"), HeaderError::kNone);
  ASSERT_EQ(response_.append("Set-Cookie", "a"), HeaderError::kNone);
  ASSERT_EQ(response_.append("Set-Cookie", "b"), HeaderError::kNone);
  EXPECT_EQ(lines(response_),
            (Lines{"X-A: 1, 2", "Vary: Accept, Cookie", "Set-Cookie: a", "Set-Cookie: b"}));
}

TEST_F(HeaderMapTest, CookiesOfARequestJoinWithASemicolon) {
  request_.append_parsed(header::kCookie, "Cookie", "a=1");
  request_.append_parsed(header::kCookie, "cookie", "b=2");
  EXPECT_EQ(request_.get("Cookie"), "a=1; b=2");
}

TEST_F(HeaderMapTest, AppendOfItsOwnValueIsSafe) {
  ASSERT_EQ(response_.set("X-A", "abc"), HeaderError::kNone);
  ASSERT_EQ(response_.append("X-A", response_.get("X-A")), HeaderError::kNone);
  ASSERT_EQ(response_.append("X-A", response_.get("X-A")), HeaderError::kNone);
  EXPECT_EQ(response_.get("X-A"), "abc, abc, abc, abc");
}

TEST_F(HeaderMapTest, JoiningManyLinesTakesLinearMemory) {
  for (int i = 0; i < 10000; ++i) request_.append_parsed(kUnknownHeader, "X-Many", "abc");
  EXPECT_EQ(request_.get("X-Many").size(), 10000u * 5 - 2);
  EXPECT_LT(arena_.footprint(), 8u * 50000);
}

TEST_F(HeaderMapTest, RemoveTakesAllFieldsOfTheNameAndKeepsOthersFindable) {
  ASSERT_EQ(response_.add("Set-Cookie", "a"), HeaderError::kNone);
  ASSERT_EQ(response_.add("X-B", "b"), HeaderError::kNone);
  ASSERT_EQ(response_.add("Set-Cookie", "c"), HeaderError::kNone);
  ASSERT_EQ(response_.add("Server", "s"), HeaderError::kNone);
  EXPECT_TRUE(response_.remove("set-cookie"));
  EXPECT_FALSE(response_.remove(header::kSetCookie));
  EXPECT_TRUE(response_.remove("x-b"));
  EXPECT_FALSE(response_.remove("x-b"));
  EXPECT_EQ(lines(response_), (Lines{"Server: s"}));
  EXPECT_EQ(response_.get(header::kServer), "s");
}

TEST_F(HeaderMapTest, ClearForgetsEverything) {
  ASSERT_EQ(response_.set("Server", "s"), HeaderError::kNone);
  response_.clear();
  EXPECT_TRUE(response_.empty());
  EXPECT_FALSE(response_.has(header::kServer));
}

TEST_F(HeaderMapTest, EmptyValuesAreValues) {
  EXPECT_EQ(response_.set("X-Empty", std::string_view()), HeaderError::kNone);
  EXPECT_EQ(response_.append("X-Empty", std::string_view()), HeaderError::kNone);
  EXPECT_TRUE(response_.has("X-Empty"));
  EXPECT_EQ(response_.get("X-Empty"), ", ");
}

// Response splitting: every way in refuses what could end a line.
TEST_F(HeaderMapTest, RefusesLineBreaksAndNulInValues) {
  using namespace std::string_view_literals;
  for (const std::string_view value : {"a\rb"sv, "a\nb"sv, "a\0b"sv, "\r\nX: y"sv, "tail\n"sv,
                                       "a value of more than sixteen bytes\r\nX: y"sv}) {
    EXPECT_EQ(response_.set("X-A", value), HeaderError::kBadValue);
    EXPECT_EQ(response_.set(header::kServer, value), HeaderError::kBadValue);
    EXPECT_EQ(response_.append("X-A", value), HeaderError::kBadValue);
    EXPECT_EQ(response_.append(header::kServer, value), HeaderError::kBadValue);
    EXPECT_EQ(response_.add("X-A", value), HeaderError::kBadValue);
    EXPECT_EQ(response_.add(header::kServer, value), HeaderError::kBadValue);
  }
  EXPECT_TRUE(response_.empty());
  EXPECT_EQ(response_.set("X-A", "tab\tand \x01 pass"), HeaderError::kNone);
}

TEST_F(HeaderMapTest, RefusesNamesThatAreNoTokens) {
  using namespace std::string_view_literals;
  for (const std::string_view name :
       {""sv, "a b"sv, "a:b"sv, "a\r\nb"sv, "a\0b"sv, "\x80"sv, "Content\rType"sv, "a\n"sv}) {
    EXPECT_EQ(response_.set(name, "v"), HeaderError::kBadName);
    EXPECT_EQ(response_.append(name, "v"), HeaderError::kBadName);
    EXPECT_EQ(response_.add(name, "v"), HeaderError::kBadName);
  }
  EXPECT_EQ(response_.set(-1, "v"), HeaderError::kBadName);
  EXPECT_EQ(response_.set(30, "v"), HeaderError::kBadName);
  EXPECT_EQ(request_.set(41, "v"), HeaderError::kBadName);
  EXPECT_TRUE(response_.empty());
}

TEST_F(HeaderMapTest, GrowsPastItsFirstCapacity) {
  for (int i = 0; i < 1000; ++i) {
    ASSERT_EQ(request_.add("X-" + std::to_string(i), std::to_string(i)), HeaderError::kNone);
  }
  EXPECT_EQ(request_.size(), 1000u);
  EXPECT_EQ(request_.get("x-999"), "999");
}

TEST_F(HeaderMapTest, RebaseMovesOnlyViewsOfTheOldBuffer) {
  char first[] = "Name\0value";
  char second[] = "Name\0value";
  request_.append_parsed(kUnknownHeader, {first, 4}, {first + 5, 5});
  ASSERT_EQ(request_.set("Other", "kept"), HeaderError::kNone);
  request_.rebase(first, sizeof first, second);
  EXPECT_EQ(request_[0].name.data(), second);
  EXPECT_EQ(request_[0].value.data(), second + 5);
  EXPECT_EQ(request_.get("Other"), "kept");
}

}  // namespace
}  // namespace penstock::http
