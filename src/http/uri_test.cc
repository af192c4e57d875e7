// Canonical paths: one decoding, no way above the root, idempotent. And the URL texts.
#include "http/uri.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/text.h"

namespace penstock::http {
namespace {

using namespace std::string_view_literals;

class UriTest : public ::testing::Test {
 protected:
  std::string path_of(std::string_view target) {
    const CanonicalUri uri = canonicalize(target, arena_);
    if (!uri.ok()) return std::string(describe(uri.error));
    EXPECT_EQ(std::string_view(uri.path.data()), uri.path);
    return std::string(uri.path);
  }

  UriError error_of(std::string_view target) { return canonicalize(target, arena_).error; }
  CanonicalUri canon(std::string_view target) { return canonicalize(target, arena_); }

  base::Arena arena_;
};

TEST_F(UriTest, PlainPathsStay) {
  for (const char* path : {"/", "/a", "/a/", "/a/b.html", "/a b~c", "/.hidden", "/...", "/a..b",
                           "/..;/a", "/a./b.", "/\xc3\xa9"}) {
    EXPECT_EQ(path_of(path), path);
  }
}

TEST_F(UriTest, DecodesOnce) {
  EXPECT_EQ(path_of("/%61%2D%7e"), "/a-~");
  EXPECT_EQ(path_of("/%c3%A9"), "/\xc3\xa9");
  EXPECT_EQ(path_of("/%2561"), "/%61");
  EXPECT_EQ(path_of("/%252e%252e/x"), "/%2e%2e/x");
  EXPECT_EQ(path_of("/a%3fb%23c"), "/a?b#c");
  EXPECT_EQ(path_of("/a+b"), "/a+b");
}

TEST_F(UriTest, SeparatorsInAnySpellingCollapse) {
  for (const char* target : {"/a//b", "/a\\b", "/a%2fb", "/a%5cb", "/a%5C%2F//\\b", "\\a/b",
                             "//a/b", "/\\/a/b", "/%2f%2Fa/b"}) {
    EXPECT_EQ(path_of(target), "/a/b") << target;
  }
  EXPECT_EQ(path_of("/a//"), "/a/");
  EXPECT_EQ(path_of("////"), "/");
}

TEST_F(UriTest, DotSegmentsGoAfterDecoding) {
  EXPECT_EQ(path_of("/a/./b"), "/a/b");
  EXPECT_EQ(path_of("/a/../b"), "/b");
  EXPECT_EQ(path_of("/a/b/.."), "/a/");
  EXPECT_EQ(path_of("/a/b/."), "/a/b/");
  EXPECT_EQ(path_of("/a/b/../../c"), "/c");
  EXPECT_EQ(path_of("/a/.."), "/");
  EXPECT_EQ(path_of("/a/%2e%2E/b"), "/b");
  EXPECT_EQ(path_of("/a/.%2e\\b"), "/b");
  EXPECT_EQ(path_of("/a%2f..%2fb"), "/b");
  EXPECT_EQ(path_of("/a//../b"), "/b");
  EXPECT_EQ(path_of("/./././"), "/");
}

TEST_F(UriTest, NothingLeadsAboveTheRoot) {
  for (const char* target :
       {"/..", "/../", "/../a", "/a/../..", "/a/../../b", "/./..", "/%2e%2e", "/.%2e/a", "/\\..",
        "\\..\\a", "/..\\a", "/%2f..", "/..%2f", "/..%5ca", "/a/%2e%2e/%2e%2e/etc/passwd", "//../a",
        "/a/..//../b", "/a/b/../../../c"}) {
    EXPECT_EQ(error_of(target), UriError::kAboveRoot) << target;
  }
}

TEST_F(UriTest, RefusesBadEscapes) {
  for (const char* target : {"/%", "/%4", "/%g1", "/%1g", "/%%41", "/%u0041", "/%uff0e", "/a%",
                             "/% 1", "/%-1", "/%+1", "/%0x41"}) {
    EXPECT_EQ(error_of(target), UriError::kBadEscape) << target;
  }
}

TEST_F(UriTest, RefusesControls) {
  for (const std::string_view target :
       {"/%00"sv, "/a%00.html"sv, "/%0a"sv, "/%0D"sv, "/%1f"sv, "/%7f"sv, "/\x01"sv, "/\0"sv,
        "/%c2%80"sv, "/%C2%9F"sv, "/\xc2\x85/x"sv, "/%00/../a"sv, "/\x7f"sv}) {
    EXPECT_EQ(error_of(target), UriError::kControlCharacter) << target;
  }
  EXPECT_EQ(path_of("/%c2%a0"), "/\xc2\xa0");
}

TEST_F(UriTest, RefusesIllFormedUtf8) {
  for (const char* target : {"/%c0%ae", "/%c0%af", "/%e0%80%ae", "/%f0%80%80%ae", "/%ed%a0%80",
                             "/%ed%bf%bf", "/%f4%90%80%80", "/%80", "/%c3", "/%c3/%a9", "/%ff",
                             "/%fe%80", "/\xff", "/%c0%80", "/%c3/../a", "/%ff/.."}) {
    EXPECT_EQ(error_of(target), UriError::kBadUtf8) << target;
  }
}

TEST_F(UriTest, RefusesWhatIsNoPath) {
  for (const char* target : {"", "a", "?a", "*", "http://a/", "%2fa"}) {
    EXPECT_EQ(error_of(target), UriError::kNotAbsolutePath) << target;
  }
}

TEST_F(UriTest, TheQueryStaysRaw) {
  const CanonicalUri uri = canon("/a/../b?c=%2e%2e/../%zz?d");
  EXPECT_EQ(uri.path, "/b");
  EXPECT_EQ(uri.query, "c=%2e%2e/../%zz?d");
  EXPECT_TRUE(canon("/a?").has_query);
  EXPECT_EQ(canon("/a?").query, "");
  EXPECT_FALSE(canon("/a").has_query);
}

TEST_F(UriTest, FlagsForTheRequestFilter) {
  for (const char* target : {"/%2561", "/%252e%252e", "/%25%34%31", "/%25u0041", "/%2561/../a"}) {
    EXPECT_TRUE(canon(target).double_escaped) << target;
  }
  for (const char* target : {"/100%25", "/%25zz", "/a%25/61", "/%25u00", "/?%2561"}) {
    EXPECT_FALSE(canon(target).double_escaped) << target;
  }
  EXPECT_TRUE(canon("/a+b").has_plus);
  EXPECT_FALSE(canon("/a%2bb?c+d").has_plus);
  EXPECT_TRUE(canon("/%c3%a9").has_high_bit);
  EXPECT_FALSE(canon("/e?\xc3\xa9").has_high_bit);
  const CanonicalUri uri = canon("/a/bcd/../efghi/");
  EXPECT_EQ(uri.segment_count, 2u);
  EXPECT_EQ(uri.longest_segment, 5u);
  EXPECT_EQ(canon("/").segment_count, 0u);
}

// canon(canon(x)) = canon(x), and always under the root: on texts made of what hurts most.
TEST_F(UriTest, IsIdempotentOnRandomPaths) {
  const std::string_view pieces[] = {"/", "\\",  ".",   "..",  "%2e", "%2f",   "%5c",      "%25",
                                     "a", "%61", "%c3", "%a9", "+",   "%252e", "\xc3\xa9", "%00",
                                     "%", "2",   "e",   "%20", "%3f", "%23",   ";"};
  std::mt19937 random(1);
  int accepted = 0;
  for (int round = 0; round < 200000; ++round) {
    arena_.reset();
    std::string target = "/";
    for (std::size_t i = random() % 10; i > 0; --i) target += pieces[random() % std::size(pieces)];
    const CanonicalUri uri = canon(target);
    if (!uri.ok()) continue;
    ++accepted;
    ASSERT_EQ(uri.path[0], '/') << target;
    ASSERT_EQ((std::string(uri.path) + '/').find("/../"), std::string::npos) << target;
    ASSERT_EQ(uri.path.find("//"), uri.path.npos) << target;
    ASSERT_EQ(uri.path.find('\\'), uri.path.npos) << target;
    ASSERT_TRUE(base::is_valid_utf8(uri.path)) << target;
    ASSERT_EQ(path_of(percent_encode_path(uri.path, arena_)), uri.path) << target;
    if (uri.path.find_first_of("%?") == uri.path.npos) {
      ASSERT_EQ(path_of(uri.path), uri.path) << target;
    }
    if (!uri.double_escaped) {
      ASSERT_FALSE(canon(percent_encode_path(uri.path, arena_)).double_escaped) << target;
    }
  }
  EXPECT_GT(accepted, 20000);
}

TEST_F(UriTest, EncodesPaths) {
  EXPECT_EQ(percent_encode_path("/a b%?#\xc3\xa9\"", arena_), "/a%20b%25%3F%23%C3%A9%22");
  EXPECT_EQ(percent_encode_path("/plain-._~!$&'()*+,;=:@", arena_), "/plain-._~!$&'()*+,;=:@");
  EXPECT_EQ(percent_encode_path({}, arena_), "");
}

TEST_F(UriTest, EncodesUrlsAndLeavesTheirEscapes) {
  EXPECT_EQ(percent_encode_url("http://a/b c?d=%20&e=\xc3\xa9#f", arena_),
            "http://a/b%20c?d=%20&e=%C3%A9#f");
  EXPECT_EQ(percent_encode_url("/a\r\nX: y\0z"sv, arena_), "/a%0D%0AX:%20y%00z");
  EXPECT_EQ(percent_encode_url("\"<>\\^`{|}", arena_), "%22%3C%3E%5C%5E%60%7B%7C%7D");
}

struct JoinCase {
  std::string_view reference;
  std::string_view result;
};

// RFC 3986 5.4, with an http base.
TEST_F(UriTest, JoinsAsTheRfcsExamples) {
  const JoinCase cases[] = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {"..g", "http://a/b/c/..g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"g#s/../x", "http://a/b/c/g#s/../x"},
      {"g//h", "http://a/b/c/g//h"},
  };
  for (const JoinCase& row : cases) {
    EXPECT_EQ(join_url("http://a/b/c/d;p?q", row.reference, arena_), row.result) << row.reference;
  }
}

TEST_F(UriTest, JoinsToBasesWithoutAPath) {
  EXPECT_EQ(join_url("http://a:8080", "g", arena_), "http://a:8080/g");
  EXPECT_EQ(join_url("http://a", "/g/", arena_), "http://a/g/");
  EXPECT_EQ(join_url("http://a/", "/", arena_), "http://a/");
  EXPECT_EQ(join_url("http://a?q", "../g", arena_), "http://a/g");
  EXPECT_EQ(join_url("http://a/b#c", {}, arena_), "http://a/b");
}

}  // namespace
}  // namespace penstock::http
