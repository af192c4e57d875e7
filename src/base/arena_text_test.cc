// Arena conversions agree with the strings of text.h, ill-formed input included.
#include "base/arena_text.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"

namespace penstock::base {
namespace {

TEST(ArenaText, WideAgreesWithStringConversion) {
  Arena arena;
  for (const std::string text :
       {"", "plain", "gr\xC3\xBC\xC3\x9F", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xC0\xAF",
        "\xED\xA0\x80", "\xF5\x80\x80\x80", "a\xFF", "\xE2\x82", "\xF0\x8F\xBF\xBF"}) {
    const std::wstring_view wide = to_wide(text, arena);
    EXPECT_EQ(wide, base::to_wide(text)) << text;
    EXPECT_EQ(wide.data()[wide.size()], L'\0');
  }
}

TEST(ArenaText, Utf8AgreesWithStringConversion) {
  Arena arena;
  std::wstring odd = L"a\u00FC\u20AC\U0001F600";
  odd.push_back(static_cast<wchar_t>(0xD800));
  odd.push_back(static_cast<wchar_t>(0x110000));
  const std::string_view utf8 = to_utf8(odd, arena);
  EXPECT_EQ(utf8, base::to_utf8(odd));
  EXPECT_EQ(utf8.data()[utf8.size()], '\0');
}

TEST(ArenaText, ConcatenatesWithTerminator) {
  Arena arena;
  const std::string_view text = concat(arena, {"a", "", "bc"});
  EXPECT_EQ(text, "abc");
  EXPECT_EQ(text.data()[3], '\0');
  EXPECT_EQ(concat(arena, {}), "");
}

}  // namespace
}  // namespace penstock::base
