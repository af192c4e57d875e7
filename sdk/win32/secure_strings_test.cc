// Tests of secure_strings.cc, multibyte.cc and numbers.cc through win32/secure_strings.h.
#include "win32/secure_strings.h"

#include <gtest/gtest.h>

#include <climits>
#include <cstdint>
#include <string>

namespace {

TEST(StrcpyS, FailsToAnEmptyString) {
  char out[4] = "old";
  EXPECT_EQ(strcpy_s(out, "abc"), 0);
  EXPECT_STREQ(out, "abc");
  EXPECT_EQ(strcpy_s(out, 4, "abcd"), ERANGE);
  EXPECT_STREQ(out, "");
  EXPECT_EQ(strcpy_s(out, 4, nullptr), EINVAL);
  EXPECT_EQ(strcpy_s(nullptr, 4, "a"), EINVAL);
  EXPECT_EQ(strcpy_s(out, 0, "a"), EINVAL);
}

TEST(StrcatS, AppendsOrFails) {
  wchar_t out[6] = L"ab";
  EXPECT_EQ(wcscat_s(out, L"cde"), 0);
  EXPECT_STREQ(out, L"abcde");
  EXPECT_EQ(wcscat_s(out, 6, L"f"), ERANGE);
  EXPECT_STREQ(out, L"");
  char unterminated[2] = {'a', 'b'};
  EXPECT_EQ(strcat_s(unterminated, 2, "x"), EINVAL);
}

TEST(StrncpyS, CountAndTruncate) {
  char out[4];
  EXPECT_EQ(strncpy_s(out, "abcdef", 3), 0);
  EXPECT_STREQ(out, "abc");
  EXPECT_EQ(strncpy_s(out, 4, "abcdef", 4), ERANGE);
  EXPECT_STREQ(out, "");
  EXPECT_EQ(strncpy_s(out, 4, "abcdef", _TRUNCATE), STRUNCATE);
  EXPECT_STREQ(out, "abc");
  EXPECT_EQ(strncpy_s(out, 4, "abc", _TRUNCATE), 0);
  EXPECT_EQ(strncat_s(out, 4, "d", _TRUNCATE), STRUNCATE);
  EXPECT_STREQ(out, "abc");
}

TEST(StrtokS, KeepsItsPlaceInTheContext) {
  wchar_t text[] = L"a,b;;c";
  wchar_t* context = nullptr;
  EXPECT_STREQ(wcstok_s(text, L",;", &context), L"a");
  EXPECT_STREQ(wcstok_s(nullptr, L",;", &context), L"b");
  EXPECT_STREQ(wcstok_s(nullptr, L",;", &context), L"c");
  EXPECT_EQ(wcstok_s(nullptr, L",;", &context), nullptr);
}

TEST(MemcpyS, ClearsWhatItCannotFill) {
  char out[3] = {1, 1, 1};
  EXPECT_EQ(memcpy_s(out, 3, "ab", 2), 0);
  EXPECT_EQ(out[1], 'b');
  EXPECT_EQ(memcpy_s(out, 3, "abcd", 4), ERANGE);
  EXPECT_EQ(out[0], 0);
  EXPECT_EQ(memcpy_s(out, 3, nullptr, 1), EINVAL);
  EXPECT_EQ(memcpy_s(nullptr, 0, nullptr, 0), 0);
}

TEST(WcstombsS, ConvertsToUtf8) {
  char out[8];
  size_t converted = 0;
  EXPECT_EQ(wcstombs_s(&converted, out, 8, L"zw\u00f6lf", 8), 0);
  EXPECT_STREQ(out, "zw\xC3\xB6lf");
  EXPECT_EQ(converted, 7u);
  EXPECT_EQ(wcstombs_s(&converted, nullptr, 0, L"\u20ac", 0), 0);
  EXPECT_EQ(converted, 4u);
}

TEST(WcstombsS, TellsApartTheWaysToStop) {
  char out[4];
  size_t converted = 99;
  EXPECT_EQ(wcstombs_s(&converted, out, 4, L"abcdef", 3), 0);
  EXPECT_STREQ(out, "abc");
  EXPECT_EQ(converted, 4u);
  EXPECT_EQ(wcstombs_s(&converted, out, 4, L"abcdef", 6), ERANGE);
  EXPECT_STREQ(out, "");
  EXPECT_EQ(wcstombs_s(&converted, out, 4, L"abcdef", _TRUNCATE), STRUNCATE);
  EXPECT_STREQ(out, "abc");
  EXPECT_EQ(wcstombs_s(&converted, out, 4, L"ab\u20ac", _TRUNCATE), STRUNCATE);
  EXPECT_STREQ(out, "ab");
  EXPECT_EQ(wcstombs_s(&converted, out, 4, L"\xD800", 3), EILSEQ);
  EXPECT_EQ(wcstombs_s(&converted, nullptr, 4, L"a", 3), EINVAL);
}

TEST(MbstowcsS, ConvertsFromUtf8) {
  wchar_t out[8];
  size_t converted = 0;
  EXPECT_EQ(mbstowcs_s(&converted, out, "a\xF0\x9F\x98\x80", _TRUNCATE), 0);
  EXPECT_STREQ(out, L"a\U0001F600");
  EXPECT_EQ(converted, 3u);
  for (const char* malformed :
       {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\x80"}) {
    EXPECT_EQ(mbstowcs_s(&converted, out, malformed, _TRUNCATE), EILSEQ) << malformed;
    EXPECT_STREQ(out, L"");
  }
}

TEST(WctombS, OneCharacter) {
  char out[4];
  int written = 0;
  EXPECT_EQ(wctomb_s(&written, out, 4, L'\u20ac'), 0);
  EXPECT_EQ(std::string(out, 3), "\xE2\x82\xAC");
  EXPECT_EQ(written, 3);
  EXPECT_EQ(wctomb_s(&written, out, 2, L'\u20ac'), ERANGE);
}

TEST(Compare, WithoutCase) {
  EXPECT_EQ(_stricmp("AbC", "aBc"), 0);
  EXPECT_EQ(_strnicmp("abX", "ABy", 2), 0);
  EXPECT_EQ(_wcsicmp(L"\u00c4B\u0416", L"\u00e4b\u0436"), 0);
  EXPECT_LT(_wcsicmp(L"a", L"B"), 0);
  EXPECT_GT(_wcsicmp(L"ab", L"A"), 0);
  EXPECT_EQ(_wcsnicmp(L"abc", L"ABD", 2), 0);
}

TEST(Case, ChangesInPlace) {
  wchar_t wide[] = L"MiXed";
  EXPECT_STREQ(_wcsupr(wide), L"MIXED");
  EXPECT_EQ(_wcslwr_s(wide, 6), 0);
  EXPECT_STREQ(wide, L"mixed");
  EXPECT_EQ(_wcslwr_s(wide, 3), EINVAL);
}

TEST(Numbers, ToTextInAnyBase) {
  char narrow[80];
  wchar_t wide[80];
  EXPECT_STREQ(_itoa(-255, narrow, 10), "-255");
  EXPECT_STREQ(_itoa(-1, narrow, 16), "ffffffff");
  EXPECT_STREQ(ltoa(-1, narrow, 2), std::string(32, '1').c_str());
  EXPECT_STREQ(_ltow(123456789, wide, 36), L"21i3v9");
  EXPECT_STREQ(_i64toa(INT64_MIN, narrow, 10), "-9223372036854775808");
  EXPECT_STREQ(_ui64toa(UINT64_MAX, narrow, 2), std::string(64, '1').c_str());
}

TEST(Numbers, SayWhenTheyDoNotFit) {
  wchar_t out[4];
  EXPECT_EQ(_ltow_s(123, out, 4, 10), 0);
  EXPECT_STREQ(out, L"123");
  EXPECT_EQ(_ltow_s(1234, out, 10), ERANGE);
  EXPECT_STREQ(out, L"");
  EXPECT_EQ(_itow_s(1, out, 4, 1), EINVAL);
  EXPECT_EQ(_itow_s(1, out, 4, 37), EINVAL);
  EXPECT_EQ(_itow_s(1, out, 0, 10), EINVAL);
}

}  // namespace
