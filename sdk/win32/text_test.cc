// Tests of text_conversion.cc and code_pages.cc.
#include "win32/text.h"

#include <gtest/gtest.h>

#include <string>

#include "windows.h"

namespace {

TEST(MultiByteToWideChar, CountsAndConverts) {
  const char* text = "a\xC3\xA9\xF0\x9F\x98\x80";
  EXPECT_EQ(MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0), 4);
  wchar_t out[4];
  EXPECT_EQ(MultiByteToWideChar(CP_UTF8, 0, text, -1, out, 4), 4);
  EXPECT_STREQ(out, L"a\u00e9\U0001F600");
  EXPECT_EQ(MultiByteToWideChar(CP_ACP, 0, text, 1, out, 4), 1);
  EXPECT_EQ(out[0], L'a');
  EXPECT_EQ(MultiByteToWideChar(CP_UTF8, 0, text, -1, out, 3), 0);
  EXPECT_EQ(GetLastError(), ERROR_INSUFFICIENT_BUFFER);
}

TEST(MultiByteToWideChar, ReplacesOrRefusesMalformedText) {
  wchar_t out[8];
  EXPECT_EQ(MultiByteToWideChar(CP_UTF8, 0, "a\xFF", -1, out, 8), 3);
  EXPECT_STREQ(out, L"a\uFFFD");
  EXPECT_EQ(MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, "a\xFF", -1, out, 8), 0);
  EXPECT_EQ(GetLastError(), ERROR_NO_UNICODE_TRANSLATION);
}

TEST(MultiByteToWideChar, RefusesArguments) {
  wchar_t out[2];
  EXPECT_EQ(MultiByteToWideChar(CP_UTF8, 0, "a", 0, out, 2), 0);
  EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
  EXPECT_EQ(MultiByteToWideChar(932, 0, "a", -1, out, 2), 0);
  EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
  EXPECT_EQ(MultiByteToWideChar(CP_UTF8, 0x100, "a", -1, out, 2), 0);
  EXPECT_EQ(GetLastError(), ERROR_INVALID_FLAGS);
}

TEST(MultiByteToWideChar, KnowsTheSingleBytePages) {
  wchar_t out[4];
  EXPECT_EQ(MultiByteToWideChar(1252, 0, "\x80\xE9", 2, out, 4), 2);
  EXPECT_EQ(std::wstring(out, 2), L"\u20ac\u00e9");
  EXPECT_EQ(MultiByteToWideChar(28591, 0, "\xA4", 1, out, 4), 1);
  EXPECT_EQ(out[0], L'\u00a4');
  EXPECT_EQ(MultiByteToWideChar(20127, MB_ERR_INVALID_CHARS, "\xE9", 1, out, 4), 0);
}

TEST(WideCharToMultiByte, CountsAndConverts) {
  const wchar_t* text = L"\u20ac\xD83D\xDE00";
  EXPECT_EQ(WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL), 8);
  char out[8];
  EXPECT_EQ(WideCharToMultiByte(CP_UTF8, 0, text, -1, out, 8, NULL, NULL), 8);
  EXPECT_STREQ(out, "\xE2\x82\xAC\xF0\x9F\x98\x80");
  EXPECT_EQ(WideCharToMultiByte(CP_UTF8, 0, text, -1, out, 7, NULL, NULL), 0);
  EXPECT_EQ(GetLastError(), ERROR_INSUFFICIENT_BUFFER);
  EXPECT_EQ(WideCharToMultiByte(CP_UTF8, WC_ERR_INVALID_CHARS, L"\xD83D", -1, out, 8, NULL, NULL),
            0);
  EXPECT_EQ(GetLastError(), ERROR_NO_UNICODE_TRANSLATION);
}

TEST(WideCharToMultiByte, ReportsCharactersThePageLacks) {
  char out[4] = {};
  BOOL used = FALSE;
  EXPECT_EQ(WideCharToMultiByte(1252, 0, L"\u20ac\u0416", 2, out, 4, "#", &used), 2);
  EXPECT_STREQ(out, "\x80#");
  EXPECT_TRUE(used);
  EXPECT_EQ(WideCharToMultiByte(28591, 0, L"\u00e9", 1, out, 4, NULL, &used), 1);
  EXPECT_FALSE(used);
  EXPECT_EQ(WideCharToMultiByte(CP_UTF8, 0, L"a", 1, out, 4, "?", NULL), 0);
  EXPECT_EQ(GetLastError(), ERROR_INVALID_PARAMETER);
  EXPECT_EQ(WideCharToMultiByte(CP_ACP, 0, L"a", 1, out, 4, "?", &used), 1);
}

TEST(Lstr, TakesEitherForm) {
  EXPECT_EQ(lstrlen("abc"), 3);
  EXPECT_EQ(lstrlenW(NULL), 0);
  EXPECT_EQ(lstrcmpi(L"AbC", L"aBc"), 0);
  EXPECT_EQ(lstrcmp("a", "b"), -1);
  wchar_t out[4];
  EXPECT_EQ(lstrcpyn(out, L"abcdef", 4), out);
  EXPECT_STREQ(out, L"abc");
  char narrow[8];
  lstrcat(lstrcpy(narrow, "ab"), "cd");
  EXPECT_STREQ(narrow, "abcd");
}

}  // namespace
