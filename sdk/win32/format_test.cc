// Tests of the formatting engine (format.cc, format_va.cc) and of the functions over it.
#include "win32/format.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "windows.h"

namespace {

template <class... A>
std::string narrow(const char* format, A... values) {
  char out[512];
  return sprintf_s(out, format, values...) < 0 ? "<error>" : out;
}

template <class... A>
std::wstring wide(const wchar_t* format, A... values) {
  wchar_t out[512];
  return swprintf_s(out, format, values...) < 0 ? L"<error>" : out;
}

std::string narrow_va(const char* format, ...) {
  char out[512];
  va_list args;
  va_start(args, format);
  const int length = vsprintf_s(out, format, args);
  va_end(args);
  return length < 0 ? "<error>" : out;
}

std::wstring wide_va(const wchar_t* format, ...) {
  wchar_t out[512];
  va_list args;
  va_start(args, format);
  const int length = vswprintf_s(out, format, args);
  va_end(args);
  return length < 0 ? L"<error>" : out;
}

TEST(Format, TextMeansTheFormatsOwnKind) {
  EXPECT_EQ(wide(L"%s|%S|%ls|%hs|%ws", L"a", "b", L"c", "d", L"e"), L"a|b|c|d|e");
  EXPECT_EQ(narrow("%s|%S|%ls|%hs|%ws", "a", L"b", L"c", "d", L"e"), "a|b|c|d|e");
  EXPECT_EQ(wide_va(L"%s|%S|%ls|%hs|%ws", L"a", "b", L"c", "d", L"e"), L"a|b|c|d|e");
  EXPECT_EQ(narrow_va("%s|%S|%ls|%hs|%ws", "a", L"b", L"c", "d", L"e"), "a|b|c|d|e");
}

TEST(Format, TextOfTheOtherKindIsConvertedNotMisread) {
  EXPECT_EQ(wide(L"%s", "narrow"), L"narrow");
  EXPECT_EQ(narrow("%s", L"\u00e9"), "\xC3\xA9");
}

TEST(Format, ConvertsBetweenUtf8AndWide) {
  EXPECT_EQ(wide(L"%S", "zw\xC3\xB6lf \xF0\x9F\x98\x80"), L"zw\u00f6lf \U0001F600");
  EXPECT_EQ(narrow("%S", L"zw\u00f6lf \U0001F600"), "zw\xC3\xB6lf \xF0\x9F\x98\x80");
}

TEST(Format, WidthAndPrecisionOfText) {
  EXPECT_EQ(narrow("[%5s][%-5s][%.2s][%*s][%-*s]", "ab", "ab", "abc", 4, "x", 3, "y"),
            "[   ab][ab   ][ab][   x][y  ]");
  const char unterminated[3] = {'a', 'b', 'c'};
  EXPECT_EQ(narrow("%.*s", 3, static_cast<const char*>(unterminated)), "abc");
  EXPECT_EQ(narrow("%s", static_cast<const char*>(nullptr)), "(null)");
}

TEST(Format, IntegersUseTheirOwnWidth) {
  const LONG negative = -2;
  const DWORD large = 0xFFFFFFFFu;
  const HRESULT hr = E_FAIL;
  EXPECT_EQ(narrow("%ld %lu %d", negative, large, negative), "-2 4294967295 -2");
  EXPECT_EQ(narrow("0x%08X %x", hr, negative), "0x80004005 fffffffe");
  EXPECT_EQ(narrow("%lu", static_cast<unsigned long>(1) << 40), "1099511627776");
  EXPECT_EQ(narrow("%I64d %I64u %I32d %Iu", INT64_MIN, UINT64_MAX, -1, size_t(7)),
            "-9223372036854775808 18446744073709551615 -1 7");
  EXPECT_EQ(narrow("%hd %hu %hhu", 65537, 65537, 257), "1 1 1");
  EXPECT_EQ(narrow("%+d % d %05d %-5d| %#x %#o %.3d", 1, 1, -1, 1, 255, 8, 5),
            "+1  1 -0001 1    | 0xff 010 005");
}

TEST(Format, VariadicLongReads32Bits) {
  EXPECT_EQ(narrow_va("%ld %lu %lx %d", LONG(-5), DWORD(0xFFFFFFFF), HRESULT(E_FAIL), 7),
            "-5 4294967295 80004005 7");
  EXPECT_EQ(narrow_va("%I64d %lld %zu %d", 1ll << 40, -1ll, size_t(9), 3), "1099511627776 -1 9 3");
  EXPECT_EQ(narrow_va("%*d|%.*f|%c|%5.1f", 4, 7, 2, 1.5, 'x', 2.25), "   7|1.50|x|  2.2");
}

TEST(Format, FloatingCharactersAndPointers) {
  EXPECT_EQ(narrow("%.2f %g %e", 1.005f, 0.5, 1500.0), "1.00 0.5 1.500000e+03");
  EXPECT_EQ(narrow("%c%C%lc", 'a', L'b', L'\u00e9'), "ab\xC3\xA9");
  EXPECT_EQ(wide(L"%c%C", L'\u00e9', 'b'), L"\u00e9b");
  EXPECT_EQ(narrow("%p", reinterpret_cast<void*>(0xABCD)), "000000000000ABCD");
  EXPECT_EQ(narrow("100%%"), "100%");
  EXPECT_EQ(narrow("%300d", 1), std::string(299, ' ') + "1");
}

TEST(Format, RefusesWhatItCannotRender) {
  int written = 0;
  EXPECT_EQ(narrow("%n", &written), "<error>");
  EXPECT_EQ(narrow("%d"), "<error>");
  EXPECT_EQ(narrow("%s", 5), "<error>");
  EXPECT_EQ(narrow("%d", "text"), "<error>");
  EXPECT_EQ(narrow("%"), "<error>");
  EXPECT_EQ(narrow("%999999d", 1), "<error>");
  EXPECT_EQ(narrow_va("%y", 1), "<error>");
}

TEST(SprintfS, EmptiesTheBufferWhenTheResultDoesNotFit) {
  char out[4] = "zzz";
  EXPECT_EQ(sprintf_s(out, 4, "%d", 1234), -1);
  EXPECT_STREQ(out, "");
  EXPECT_EQ(sprintf_s(out, 4, "%d", 123), 3);
  EXPECT_STREQ(out, "123");
}

TEST(SnprintfS, CutsOffAsTheCountSays) {
  char out[6];
  EXPECT_EQ(_snprintf_s(out, 6, _TRUNCATE, "%s", "longer text"), -1);
  EXPECT_STREQ(out, "longe");
  EXPECT_EQ(_snprintf_s(out, 6, 3, "%s", "longer"), -1);
  EXPECT_STREQ(out, "lon");
  EXPECT_EQ(_snprintf_s(out, 6, 6, "%s", "longer text"), -1);
  EXPECT_STREQ(out, "");
  EXPECT_EQ(_snprintf_s(out, 6, _TRUNCATE, "%s", "ok"), 2);
  EXPECT_STREQ(out, "ok");
}

TEST(Lengths, CountWithoutWriting) {
  EXPECT_EQ(_scprintf("%d-%s", 12, "abc"), 6);
  EXPECT_EQ(_scwprintf(L"%d-%s", 12, L"abc"), 6);
}

TEST(Wsprintf, TakesEitherForm) {
  char narrow_out[1024];
  wchar_t wide_out[1024];
  EXPECT_EQ(wsprintf(narrow_out, "%02d/%s", WORD(7), "x"), 4);
  EXPECT_STREQ(narrow_out, "07/x");
  EXPECT_EQ(wsprintf(wide_out, L"%s", L"wide"), 4);
  EXPECT_STREQ(wide_out, L"wide");
  EXPECT_EQ(wsprintfA(narrow_out, "%s", std::string(2000, 'a').c_str()), 1023);
  EXPECT_EQ(std::string(narrow_out).size(), 1023u);
}

TEST(PrintfS, MixesWideAndNarrowOnOneStream) {
  testing::internal::CaptureStdout();
  EXPECT_EQ(printf_s("narrow %s\n", "a"), 9);
  EXPECT_EQ(wprintf_s(L"wide %s\n", L"\u00e9"), 7);
  const std::wstring long_text(2000, L'x');
  EXPECT_EQ(wprintf_s(L"%s", long_text.c_str()), 2000);
  EXPECT_EQ(testing::internal::GetCapturedStdout(),
            "narrow a\nwide \xC3\xA9\n" + std::string(2000, 'x'));
}

}  // namespace
