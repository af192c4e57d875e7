// Tests of libraries.cc, environment.cc, debug_output.cc, error_text.cc, guids.cc and
// security_ids.cc.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "penstock/host.h"
#include "sddl.h"
#include "windows.h"

namespace {

TEST(Libraries, LoadFindAndFree) {
  HMODULE math = LoadLibrary(L"libm.so.6");
  ASSERT_NE(math, nullptr);
  const auto cosine = reinterpret_cast<double (*)(double)>(GetProcAddress(math, "cos"));
  ASSERT_NE(cosine, nullptr);
  EXPECT_EQ(cosine(0), 1.0);
  EXPECT_EQ(GetProcAddress(math, "no_such_function"), nullptr);
  EXPECT_EQ(GetLastError(), ERROR_PROC_NOT_FOUND);
  char path[MAX_PATH];
  EXPECT_GT(GetModuleFileName(math, path, MAX_PATH), 0u);
  EXPECT_THAT(path, testing::HasSubstr("libm.so"));
  EXPECT_TRUE(FreeLibrary(math));
}

TEST(Libraries, SayWhyTheyDoNotLoad) {
  EXPECT_EQ(LoadLibrary("no-such-library.so"), nullptr);
  EXPECT_EQ(GetLastError(), ERROR_MOD_NOT_FOUND);
  EXPECT_EQ(LoadLibrary("/etc/passwd"), nullptr);
  EXPECT_EQ(GetLastError(), ERROR_BAD_EXE_FORMAT);
  EXPECT_EQ(GetModuleHandle("no-such-library.so"), nullptr);
}

TEST(Libraries, KnowTheProgram) {
  wchar_t path[MAX_PATH];
  const DWORD size = GetModuleFileName(NULL, path, MAX_PATH);
  EXPECT_EQ(size, wcslen(path));
  EXPECT_THAT(std::wstring(path), testing::HasSubstr(L"win32_tests"));
  EXPECT_EQ(GetModuleFileNameW(NULL, path, 3), 3u);
  EXPECT_EQ(GetLastError(), ERROR_INSUFFICIENT_BUFFER);
  EXPECT_EQ(wcslen(path), 2u);
  EXPECT_NE(GetModuleHandle(NULL), nullptr);
  HMODULE subset = NULL;
  EXPECT_TRUE(GetModuleHandleEx(
      GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
      reinterpret_cast<LPCSTR>(&SysAllocString), &subset));
  EXPECT_NE(subset, nullptr);
}

TEST(Environment, SetsGetsAndExpands) {
  EXPECT_TRUE(SetEnvironmentVariable(L"PENSTOCK_TEST_ONE", L"\u00e9"));
  char value[8];
  EXPECT_EQ(GetEnvironmentVariable("PENSTOCK_TEST_ONE", value, 8), 2u);
  EXPECT_STREQ(value, "\xC3\xA9");
  EXPECT_EQ(GetEnvironmentVariable("PENSTOCK_TEST_ONE", value, 2), 3u);
  wchar_t expanded[64];
  EXPECT_EQ(ExpandEnvironmentStrings(L"<%PENSTOCK_TEST_ONE%> %none% 50%", expanded, 64), 15u);
  EXPECT_STREQ(expanded, L"<\u00e9> %none% 50%");
  EXPECT_EQ(ExpandEnvironmentStrings(L"%PENSTOCK_TEST_ONE%", expanded, 1), 2u);
  EXPECT_TRUE(SetEnvironmentVariable("PENSTOCK_TEST_ONE", static_cast<LPCSTR>(NULL)));
  EXPECT_EQ(GetEnvironmentVariable("PENSTOCK_TEST_ONE", value, 8), 0u);
  EXPECT_EQ(GetLastError(), ERROR_ENVVAR_NOT_FOUND);
}

TEST(Environment, AdjacentNamesShareASign) {
  SetEnvironmentVariable("PENSTOCK_TEST_TWO", "2");
  char expanded[64];
  ExpandEnvironmentStrings("%none%PENSTOCK_TEST_TWO%", expanded, 64);
  EXPECT_STREQ(expanded, "%none2");
}

TEST(Environment, CopiesForTheRuntime) {
  SetEnvironmentVariable("PENSTOCK_TEST_THREE", "abc");
  char* value = nullptr;
  size_t length = 0;
  EXPECT_EQ(_dupenv_s(&value, &length, "PENSTOCK_TEST_THREE"), 0);
  EXPECT_STREQ(value, "abc");
  EXPECT_EQ(length, 4u);
  free(value);
  EXPECT_EQ(_dupenv_s(&value, &length, "PENSTOCK_TEST_NONE"), 0);
  EXPECT_EQ(value, nullptr);
}

TEST(Environment, NamesOfMachineAndAccount) {
  wchar_t name[256];
  DWORD size = 256;
  EXPECT_TRUE(GetComputerName(name, &size));
  EXPECT_EQ(size, wcslen(name));
  size = 0;
  EXPECT_FALSE(GetComputerName(name, &size));
  EXPECT_EQ(GetLastError(), ERROR_BUFFER_OVERFLOW);
  EXPECT_EQ(size, wcslen(name) + 1);
  char account[256];
  size = 256;
  EXPECT_TRUE(GetUserName(account, &size));
  EXPECT_EQ(size, strlen(account) + 1);
}

TEST(DebugOutput, GoesToTheHost) {
  std::string seen;
  penstock_set_debug_sink(
      [](void* context, const char* text, size_t size) {
        static_cast<std::string*>(context)->append(text, size);
      },
      &seen);
  OutputDebugString(L"w\u00e9 ");
  OutputDebugString("n\xFF");
  OutputDebugStringA(NULL);
  penstock_set_debug_sink(nullptr, nullptr);
  EXPECT_EQ(seen, "w\xC3\xA9 n\xEF\xBF\xBD");
}

TEST(FormatMessage, TextsOfErrors) {
  char text[128];
  const DWORD flags = FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS;
  EXPECT_GT(FormatMessage(flags, NULL, ERROR_FILE_NOT_FOUND, 0, text, 128, NULL), 0u);
  const std::string plain = text;
  EXPECT_GT(
      FormatMessage(flags, NULL, static_cast<DWORD>(HRESULT_FROM_WIN32(2)), 0, text, 128, NULL),
      0u);
  EXPECT_EQ(plain, text);
  EXPECT_EQ(plain.substr(plain.size() - 2), "\r\n");
  FormatMessage(flags, NULL, 54321, 0, text, 128, NULL);
  EXPECT_STREQ(text, "Error 54321.\r\n");
  EXPECT_EQ(FormatMessage(flags, NULL, 2, 0, text, 3, NULL), 0u);
  EXPECT_EQ(GetLastError(), ERROR_INSUFFICIENT_BUFFER);
  EXPECT_EQ(FormatMessage(FORMAT_MESSAGE_FROM_HMODULE, NULL, 2, 0, text, 128, NULL), 0u);
  EXPECT_EQ(GetLastError(), ERROR_NOT_SUPPORTED);
}

TEST(FormatMessage, AllocatesAndInserts) {
  DWORD_PTR inserts[] = {reinterpret_cast<DWORD_PTR>(L"one"), reinterpret_cast<DWORD_PTR>(L"two")};
  LPWSTR text = NULL;
  const DWORD flags =
      FORMAT_MESSAGE_FROM_STRING | FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_ARGUMENT_ARRAY;
  const DWORD size =
      FormatMessage(flags, L"%2 %1!s! 100%%%n.%0 rest", 0, 0, reinterpret_cast<LPWSTR>(&text), 0,
                    reinterpret_cast<va_list*>(inserts));
  ASSERT_NE(text, nullptr);
  EXPECT_STREQ(text, L"two one 100%\r\n.");
  EXPECT_EQ(size, wcslen(text));
  LocalFree(text);
}

TEST(Guids, ToTextAndBack) {
  const GUID guid = {0x01234567, 0x89AB, 0xCDEF, {0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF}};
  wchar_t text[39];
  EXPECT_EQ(StringFromGUID2(guid, text, 39), 39);
  EXPECT_STREQ(text, L"{01234567-89AB-CDEF-0123-456789ABCDEF}");
  EXPECT_EQ(StringFromGUID2(guid, text, 38), 0);
  GUID parsed;
  EXPECT_EQ(CLSIDFromString(L"{01234567-89ab-cdef-0123-456789abcdef}", &parsed), S_OK);
  EXPECT_EQ(parsed, guid);
  for (LPCWSTR wrong :
       {L"", L"01234567-89ab-cdef-0123-456789abcdef", L"{01234567-89ab-cdef-0123-456789abcdeg}",
        L"{01234567-89ab-cdef+0123-456789abcdef}", L"{01234567-89ab-cdef-0123-456789abcdef}x"}) {
    EXPECT_EQ(CLSIDFromString(wrong, &parsed), CO_E_CLASSSTRING);
  }
}

TEST(Guids, NewOnesAreRandomVersion4) {
  GUID a;
  GUID b;
  EXPECT_EQ(CoCreateGuid(&a), S_OK);
  EXPECT_EQ(UuidCreate(&b), LONG(RPC_S_OK));
  EXPECT_NE(a, b);
  EXPECT_EQ(a.Data3 >> 12, 4);
  EXPECT_EQ(a.Data4[0] >> 6, 2);
}

TEST(SecurityIds, ToTextAndBack) {
  PSID sid = NULL;
  ASSERT_TRUE(ConvertStringSidToSid(L"S-1-5-21-1-2-4294967295", &sid));
  EXPECT_TRUE(IsValidSid(sid));
  EXPECT_EQ(GetLengthSid(sid), 24u);
  LPTSTR text = NULL;
  EXPECT_TRUE(ConvertSidToStringSid(sid, &text));
  EXPECT_STREQ(text, "S-1-5-21-1-2-4294967295");
  LocalFree(text);
  char copy[SECURITY_MAX_SID_SIZE];
  EXPECT_FALSE(CopySid(23, copy, sid));
  EXPECT_TRUE(CopySid(sizeof copy, copy, sid));
  EXPECT_TRUE(EqualSid(copy, sid));
  LocalFree(sid);
}

TEST(SecurityIds, RefuseWhatIsNone) {
  PSID sid = NULL;
  for (const char* wrong :
       {"", "S-1", "S-1-5", "S-2-5-18", "S-1-5-", "S-1-5-18x", "S-1-5--1", "S-1-5-4294967296"}) {
    EXPECT_FALSE(ConvertStringSidToSid(wrong, &sid)) << wrong;
    EXPECT_EQ(GetLastError(), ERROR_INVALID_SID);
  }
  SID bad = {};
  LPSTR text = NULL;
  EXPECT_FALSE(IsValidSid(&bad));
  EXPECT_FALSE(IsValidSid(NULL));
  EXPECT_FALSE(ConvertSidToStringSid(&bad, &text));
  EXPECT_EQ(GetLastError(), ERROR_INVALID_SID);
}

TEST(LastError, IsEachThreadsOwn) {
  SetLastError(42);
  EXPECT_EQ(GetLastError(), 42u);
  EXPECT_EQ(HRESULT_FROM_WIN32(ERROR_OUTOFMEMORY), E_OUTOFMEMORY);
  EXPECT_EQ(HRESULT_FROM_WIN32(ERROR_SUCCESS), S_OK);
  EXPECT_EQ(HRESULT_FROM_WIN32(static_cast<DWORD>(E_FAIL)), E_FAIL);
  EXPECT_EQ(HRESULT_CODE(E_OUTOFMEMORY), ERROR_OUTOFMEMORY);
}

}  // namespace
