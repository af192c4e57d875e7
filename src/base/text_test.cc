// Tests strict and lenient UTF-8 conversion and the ASCII comparisons.
#include "base/text.h"

#include <gtest/gtest.h>

namespace penstock::base {
namespace {

TEST(Text, RoundTripsEveryLength) {
  const std::wstring wide = L"a\u00e9\u20ac\U0001F600";
  EXPECT_EQ(utf8_to_wide(to_utf8(wide)), wide);
}

TEST(Text, RefusesIllFormedUtf8) {
  for (const char* bad : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80",
                          "\xC3", "\xFF", "\xF0\x9F\x98"}) {
    EXPECT_FALSE(utf8_to_wide(bad).has_value()) << bad;
    EXPECT_FALSE(is_valid_utf8(bad)) << bad;
  }
}

TEST(Text, LenientConversionKeepsEveryByte) { EXPECT_EQ(to_wide("a\xE9z"), L"a\u00e9z"); }

TEST(Text, SurrogatesBecomeTheReplacementCharacter) {
  EXPECT_EQ(to_utf8(std::wstring(1, static_cast<wchar_t>(0xD800))), "\xEF\xBF\xBD");
}

TEST(Text, AsciiComparisonIgnoresCaseOfLettersOnly) {
  EXPECT_TRUE(ascii_iequals(std::string_view("Content-Type"), std::string_view("content-tYPE")));
  EXPECT_FALSE(ascii_iequals(std::string_view("[x]"), std::string_view("{x}")));
  EXPECT_EQ(trim(" \ta b\t "), "a b");
}

}  // namespace
}  // namespace penstock::base
