// Server variables: the table, the headers, and those modules set.
#include <gtest/gtest.h>

#include "native/test_request.h"

namespace penstock::native {
namespace {

using testing::TestRequest;

constexpr HRESULT kUnknown = HRESULT_FROM_WIN32(ERROR_INVALID_INDEX);

class ServerVariablesTest : public ::testing::Test {
 protected:
  ServerVariablesTest() {
    test_.begin(
        "POST /a%20b/c.txt?q=%31 HTTP/1.1\r\nHost: example.com:81\r\nContent-Type: text/x\r\n"
        "Content-Length: 5\r\nX-Own_Name: \xC3\xA9\r\n\r\n");
  }
  IHttpContext& context() { return test_.context; }

  std::string get(PCSTR name) {
    PCSTR value = nullptr;
    DWORD length = 99;
    const HRESULT result = context().GetServerVariable(name, &value, &length);
    if (result == kUnknown) {
      EXPECT_EQ(length, 0U);
      return "(unknown)";
    }
    EXPECT_EQ(result, S_OK);
    EXPECT_EQ(std::string_view(value).size(), length) << name;
    return value;
  }
  std::wstring get_wide(PCSTR name) {
    PCWSTR value = nullptr;
    DWORD length = 99;
    EXPECT_EQ(context().GetServerVariable(name, &value, &length), S_OK) << name;
    EXPECT_EQ(std::wstring_view(value).size(), length) << name;
    return value;
  }

  TestRequest test_;
};

TEST_F(ServerVariablesTest, TheRequestLine) {
  EXPECT_EQ(get("REQUEST_METHOD"), "POST");
  EXPECT_EQ(get("HTTP_METHOD"), "POST");
  EXPECT_EQ(get("QUERY_STRING"), "q=%31");
  EXPECT_EQ(get("URL"), "/a b/c.txt");
  EXPECT_EQ(get("SCRIPT_NAME"), "/a b/c.txt");
  EXPECT_EQ(get("PATH_INFO"), "/a b/c.txt");
  EXPECT_EQ(get("UNENCODED_URL"), "/a%20b/c.txt?q=%31");
  EXPECT_EQ(get("HTTP_URL"), "/a%20b/c.txt?q=%31");
  EXPECT_EQ(get("SERVER_PROTOCOL"), "HTTP/1.1");
  EXPECT_EQ(get("HTTP_VERSION"), "HTTP/1.1");
  EXPECT_EQ(get("CACHE_URL"), "http://example.com:81/a b/c.txt?q=%31");
}

TEST_F(ServerVariablesTest, TheConnection) {
  EXPECT_EQ(get("REMOTE_ADDR"), "192.0.2.1");
  EXPECT_EQ(get("REMOTE_HOST"), "192.0.2.1");
  EXPECT_EQ(get("REMOTE_PORT"), "50000");
  EXPECT_EQ(get("LOCAL_ADDR"), "198.51.100.2");
  EXPECT_EQ(get("SERVER_NAME"), "example.com");
  EXPECT_EQ(get("SERVER_PORT"), "81");
  EXPECT_EQ(get("SERVER_PORT_SECURE"), "0");
  EXPECT_EQ(get("HTTPS"), "off");
  EXPECT_EQ(get("HTTPS_KEYSIZE"), "");
  EXPECT_EQ(get("CERT_SUBJECT"), "");
}

TEST_F(ServerVariablesTest, SiteAndApplication) {
  EXPECT_EQ(get("INSTANCE_ID"), "7");
  EXPECT_EQ(get("INSTANCE_META_PATH"), "/LM/W3SVC/7");
  EXPECT_EQ(get("INSTANCE_NAME"), "Default Web Site");
  EXPECT_EQ(get("APP_POOL_ID"), "DefaultAppPool");
  EXPECT_EQ(get("APPL_MD_PATH"), "/LM/W3SVC/7/ROOT");
  EXPECT_EQ(get("APPL_PHYSICAL_PATH"), "/srv/www/");
  EXPECT_EQ(get("PATH_TRANSLATED"), "/srv/www/a b/c.txt");
  EXPECT_EQ(get("SCRIPT_TRANSLATED"), "/srv/www/a b/c.txt");
}

TEST_F(ServerVariablesTest, WithoutAUserTheUsersVariablesAreEmpty) {
  for (PCSTR name : {"AUTH_TYPE", "AUTH_USER", "AUTH_PASSWORD", "REMOTE_USER", "LOGON_USER",
                     "UNMAPPED_REMOTE_USER"}) {
    EXPECT_EQ(get(name), "") << name;
  }
}

TEST_F(ServerVariablesTest, HeadersByTheirTwoPrefixes) {
  EXPECT_EQ(get("HTTP_CONTENT_TYPE"), "text/x");
  EXPECT_EQ(get("http_host"), "example.com:81");
  EXPECT_EQ(get("HEADER_X-Own_Name"), "\xC3\xA9");
  EXPECT_EQ(get("HTTP_X_OWN_NAME"), "\xC3\xA9");
  EXPECT_EQ(get("HTTP_COOKIE"), "(unknown)");
  EXPECT_EQ(get("HEADER_Cookie"), "(unknown)");
  EXPECT_EQ(get("CONTENT_TYPE"), "text/x");
  EXPECT_EQ(get("CONTENT_LENGTH"), "5");
}

TEST_F(ServerVariablesTest, AllHeadersAtOnce) {
  EXPECT_EQ(get("ALL_RAW"),
            "Host: example.com:81\r\nContent-Type: text/x\r\nContent-Length: 5\r\n"
            "X-Own_Name: \xC3\xA9\r\n");
  EXPECT_EQ(get("ALL_HTTP"),
            "HTTP_HOST:example.com:81\nHTTP_CONTENT_TYPE:text/x\nHTTP_CONTENT_LENGTH:5\n"
            "HTTP_X_OWN_NAME:\xC3\xA9\n");
}

TEST_F(ServerVariablesTest, NamesCompareWithoutCaseAndUnknownOnesFail) {
  EXPECT_EQ(get("request_Method"), "POST");
  EXPECT_EQ(get("NO_SUCH_VARIABLE"), "(unknown)");
  EXPECT_EQ(get(""), "(unknown)");
  EXPECT_EQ(get("HTTP_"), "(unknown)");
  EXPECT_EQ(get(nullptr), "(unknown)");
  EXPECT_EQ(get(std::string(100, 'A').c_str()), "(unknown)");
}

TEST_F(ServerVariablesTest, WideValuesAreDecodedAndStable) {
  EXPECT_EQ(get_wide("HTTP_X_OWN_NAME"), L"\u00E9");
  PCWSTR first = nullptr;
  PCWSTR second = nullptr;
  DWORD length = 0;
  context().GetServerVariable("URL", &first, &length);
  context().GetServerVariable("URL", &second, &length);
  EXPECT_EQ(first, second);
}

TEST_F(ServerVariablesTest, ModulesCreateAndOverride) {
  EXPECT_EQ(context().SetServerVariable("MY_VARIABLE", L"\u20AC 1"), S_OK);
  EXPECT_EQ(get("my_variable"), "\xE2\x82\xAC 1");
  EXPECT_EQ(get_wide("MY_VARIABLE"), L"\u20AC 1");
  EXPECT_EQ(context().SetServerVariable("REQUEST_METHOD", L"FAKED"), S_OK);
  EXPECT_EQ(get("REQUEST_METHOD"), "FAKED");
  EXPECT_EQ(context().SetServerVariable("REQUEST_METHOD", L"AGAIN"), S_OK);
  EXPECT_EQ(get("REQUEST_METHOD"), "AGAIN");
  EXPECT_TRUE(FAILED(context().SetServerVariable(nullptr, L"x")));
  EXPECT_TRUE(FAILED(context().SetServerVariable("X", nullptr)));
  test_.end();
  test_.begin();
  EXPECT_EQ(get("MY_VARIABLE"), "(unknown)");
  EXPECT_EQ(get("REQUEST_METHOD"), "GET");
}

TEST_F(ServerVariablesTest, TheUrlVariableKeepsTheOriginalUrl) {
  context().GetRequest()->SetUrl("/other", 6, TRUE);
  EXPECT_EQ(get("URL"), "/a b/c.txt");
  EXPECT_EQ(get("SCRIPT_NAME"), "/other");
  EXPECT_EQ(get("QUERY_STRING"), "");
  EXPECT_EQ(get("PATH_TRANSLATED"), "/srv/www/other");
}

TEST_F(ServerVariablesTest, WithoutAHostTheServerIsItsAddress) {
  test_.end();
  test_.begin("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(get("SERVER_NAME"), "198.51.100.2");
  EXPECT_EQ(get("SERVER_PORT"), "8080");
  EXPECT_EQ(get("CONTENT_LENGTH"), "0");
  EXPECT_EQ(get("CACHE_URL"), "http://198.51.100.2:8080/");
}

}  // namespace
}  // namespace penstock::native
