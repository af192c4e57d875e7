// Tests of strsafe.h: the documented results, and what is in the destination after each.
#include "strsafe.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

namespace {

TEST(StringCchCopy, CutsOffAndSaysSo) {
  char out[4];
  EXPECT_EQ(StringCchCopy(out, 4, "abc"), S_OK);
  EXPECT_STREQ(out, "abc");
  EXPECT_EQ(StringCchCopy(out, 4, "abcd"), STRSAFE_E_INSUFFICIENT_BUFFER);
  EXPECT_STREQ(out, "abc");
  wchar_t wide[3];
  EXPECT_EQ(StringCchCopy(wide, 3, L"xyz"), STRSAFE_E_INSUFFICIENT_BUFFER);
  EXPECT_STREQ(wide, L"xy");
}

TEST(StringCchCopy, RefusesSizesAndPointers) {
  char out[4] = "old";
  EXPECT_EQ(StringCchCopyA(out, 0, "a"), STRSAFE_E_INVALID_PARAMETER);
  EXPECT_EQ(StringCchCopyA(out, size_t(STRSAFE_MAX_CCH) + 1, "a"), STRSAFE_E_INVALID_PARAMETER);
  EXPECT_EQ(StringCchCopyA(nullptr, 4, "a"), STRSAFE_E_INVALID_PARAMETER);
  EXPECT_STREQ(out, "old");
}

TEST(StringCchCopyN, StopsAtTheCount) {
  char out[8];
  EXPECT_EQ(StringCchCopyN(out, 8, "abcdef", 3), S_OK);
  EXPECT_STREQ(out, "abc");
  EXPECT_EQ(StringCchCopyN(out, 3, "abcdef", 4), STRSAFE_E_INSUFFICIENT_BUFFER);
  EXPECT_STREQ(out, "ab");
  const char unterminated[2] = {'p', 'q'};
  EXPECT_EQ(StringCchCopyN(out, 3, unterminated, 2), S_OK);
  EXPECT_STREQ(out, "pq");
}

TEST(StringCchCat, AppendsWithinTheSize) {
  wchar_t out[6] = L"ab";
  EXPECT_EQ(StringCchCat(out, 6, L"cd"), S_OK);
  EXPECT_STREQ(out, L"abcd");
  EXPECT_EQ(StringCchCat(out, 6, L"efg"), STRSAFE_E_INSUFFICIENT_BUFFER);
  EXPECT_STREQ(out, L"abcde");
  EXPECT_EQ(StringCchCatN(out, 6, L"x", 1), STRSAFE_E_INSUFFICIENT_BUFFER);
  EXPECT_EQ(StringCchCat(out, 3, L"x"), STRSAFE_E_INVALID_PARAMETER);
}

TEST(StringCchLength, NeedsATerminatorWithinTheSize) {
  size_t length = 99;
  EXPECT_EQ(StringCchLength("abc", 4, &length), S_OK);
  EXPECT_EQ(length, 3u);
  EXPECT_EQ(StringCchLength("abc", 3, &length), STRSAFE_E_INVALID_PARAMETER);
  EXPECT_EQ(length, 0u);
  EXPECT_EQ(StringCchLengthW(nullptr, 3, &length), STRSAFE_E_INVALID_PARAMETER);
  EXPECT_EQ(StringCchLength("abc", 4, nullptr), S_OK);
}

TEST(StringCchPrintf, CutsOffAndTerminates) {
  wchar_t out[6];
  EXPECT_EQ(StringCchPrintf(out, 6, L"%s-%d", L"ab", 12), S_OK);
  EXPECT_STREQ(out, L"ab-12");
  EXPECT_EQ(StringCchPrintfW(out, 6, L"%s-%d", L"abc", 12), STRSAFE_E_INSUFFICIENT_BUFFER);
  EXPECT_STREQ(out, L"abc-1");
  EXPECT_EQ(StringCchPrintfW(out, 0, L"x"), STRSAFE_E_INVALID_PARAMETER);
  char narrow[3];
  EXPECT_EQ(StringCchPrintf(narrow, 3, "%u", 7u), S_OK);
  EXPECT_STREQ(narrow, "7");
}

HRESULT print_va(char* out, size_t size, const char* format, ...) {
  va_list args;
  va_start(args, format);
  const HRESULT hr = StringCchVPrintf(out, size, format, args);
  va_end(args);
  return hr;
}

TEST(StringCchVPrintf, ReadsItsArguments) {
  char out[16];
  EXPECT_EQ(print_va(out, 16, "%s/%lu/%S", "a", DWORD(5), L"w"), S_OK);
  EXPECT_STREQ(out, "a/5/w");
  EXPECT_EQ(print_va(out, 3, "%s", "long"), STRSAFE_E_INSUFFICIENT_BUFFER);
  EXPECT_STREQ(out, "lo");
}

TEST(StringCb, CountsBytes) {
  wchar_t out[4];
  EXPECT_EQ(StringCbCopy(out, sizeof out, L"abc"), S_OK);
  EXPECT_EQ(StringCbCopy(out, 2 * sizeof(wchar_t), L"abc"), STRSAFE_E_INSUFFICIENT_BUFFER);
  EXPECT_STREQ(out, L"a");
  EXPECT_EQ(StringCbCat(out, sizeof out, L"bc"), S_OK);
  EXPECT_STREQ(out, L"abc");
  size_t bytes = 0;
  EXPECT_EQ(StringCbLength(out, sizeof out, &bytes), S_OK);
  EXPECT_EQ(bytes, 3 * sizeof(wchar_t));
  EXPECT_EQ(StringCbPrintf(out, sizeof out, L"%d", 12), S_OK);
  EXPECT_STREQ(out, L"12");
  EXPECT_EQ(StringCbPrintfW(out, 3, L"x"), STRSAFE_E_INVALID_PARAMETER);
}

}  // namespace
