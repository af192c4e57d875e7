// Headers, method, URL, addresses and the raw structure of a request.
#include "native/http_request.h"

#include <gtest/gtest.h>

#include <cstring>
#include <cwchar>

#include "native/test_request.h"

namespace penstock::native {
namespace {

using testing::TestRequest;

class HttpRequestTest : public ::testing::Test {
 protected:
  HttpRequestTest() {
    test_.begin(
        "GET /a%20dir/b.txt?x=1&y=%20 HTTP/1.0\r\nHost: example.com:8080\r\n"
        "Accept: text/html\r\nX-Own: one\r\nX-Own: two\r\n\r\n");
  }
  HttpRequest& request() { return test_.request(); }

  TestRequest test_;
};

TEST_F(HttpRequestTest, HeadersByNameInAnyCaseAndById) {
  USHORT length = 99;
  EXPECT_STREQ(request().GetHeader("ACCEPT", &length), "text/html");
  EXPECT_EQ(length, 9);
  EXPECT_STREQ(request().GetHeader(HttpHeaderHost, nullptr), "example.com:8080");
  EXPECT_STREQ(request().GetHeader("x-own", nullptr), "one, two");
}

TEST_F(HttpRequestTest, AMissingHeaderIsNullWithLengthZero) {
  USHORT length = 99;
  EXPECT_EQ(request().GetHeader("Cookie", &length), nullptr);
  EXPECT_EQ(length, 0);
  length = 99;
  EXPECT_EQ(request().GetHeader(HttpHeaderCookie, &length), nullptr);
  EXPECT_EQ(length, 0);
  EXPECT_EQ(request().GetHeader(static_cast<PCSTR>(nullptr), &length), nullptr);
}

TEST_F(HttpRequestTest, SetHeaderReplacesOrAppends) {
  EXPECT_EQ(request().SetHeader("X-New", "abc", 2, TRUE), S_OK);
  EXPECT_STREQ(request().GetHeader("X-New", nullptr), "ab");
  EXPECT_EQ(request().SetHeader(HttpHeaderAccept, "text/plain", 10, FALSE), S_OK);
  EXPECT_STREQ(request().GetHeader("Accept", nullptr), "text/html, text/plain");
  EXPECT_EQ(request().SetHeader(HttpHeaderAccept, "*/*", 3, TRUE), S_OK);
  EXPECT_STREQ(request().GetHeader("Accept", nullptr), "*/*");
}

TEST_F(HttpRequestTest, BadHeadersAreRefused) {
  constexpr HRESULT kBad = HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER);
  EXPECT_EQ(request().SetHeader("X", "a\r\nb", 4, TRUE), kBad);
  EXPECT_EQ(request().SetHeader("X", "a\0b", 3, TRUE), kBad);
  EXPECT_EQ(request().SetHeader("X y", "a", 1, TRUE), kBad);
  EXPECT_EQ(request().SetHeader("X", nullptr, 0, TRUE), kBad);
  EXPECT_EQ(request().SetHeader(static_cast<PCSTR>(nullptr), "a", 1, TRUE), kBad);
  EXPECT_EQ(request().SetHeader(static_cast<HTTP_HEADER_ID>(99), "a", 1, TRUE), kBad);
}

TEST_F(HttpRequestTest, AppendingBeyondWhatLengthsCanSayIsRefused) {
  const std::string half(40000, 'a');
  EXPECT_EQ(request().SetHeader("X-Long", half.data(), 40000, TRUE), S_OK);
  EXPECT_EQ(request().SetHeader("X-Long", half.data(), 40000, FALSE),
            HRESULT_FROM_WIN32(ERROR_INVALID_DATA));
}

TEST_F(HttpRequestTest, DeleteHeaderSucceedsWhateverIsThere) {
  EXPECT_EQ(request().DeleteHeader("Accept"), S_OK);
  EXPECT_EQ(request().DeleteHeader(HttpHeaderCookie), S_OK);
  EXPECT_EQ(request().GetHeader("Accept", nullptr), nullptr);
}

TEST_F(HttpRequestTest, MethodAndVersion) {
  USHORT major = 0;
  USHORT minor = 9;
  request().GetHttpVersion(&major, &minor);
  EXPECT_EQ(major, 1);
  EXPECT_EQ(minor, 0);
  EXPECT_STREQ(request().GetHttpMethod(), "GET");
  EXPECT_EQ(request().SetHttpMethod("PATCH"), S_OK);
  EXPECT_STREQ(request().GetHttpMethod(), "PATCH");
  EXPECT_EQ(request().head().method, http::Method::kGet) << "framing must not change";
  EXPECT_TRUE(FAILED(request().SetHttpMethod("A B")));
  EXPECT_TRUE(FAILED(request().SetHttpMethod(nullptr)));
}

TEST_F(HttpRequestTest, AddressesAndSite) {
  EXPECT_EQ(request().GetRemoteAddress()->sa_family, AF_INET);
  EXPECT_EQ(ntohs(reinterpret_cast<sockaddr_in*>(request().GetLocalAddress())->sin_port), 8080);
  EXPECT_EQ(request().GetSiteId(), 7U);
}

TEST_F(HttpRequestTest, AMappedAddressIsPlainIpv4) {
  sockaddr_in6 mapped{};
  mapped.sin6_family = AF_INET6;
  mapped.sin6_port = htons(99);
  const unsigned char bytes[16] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 192, 0, 2, 9};
  std::memcpy(&mapped.sin6_addr, bytes, sizeof bytes);
  Endpoint endpoint(reinterpret_cast<sockaddr*>(&mapped), sizeof mapped);
  EXPECT_EQ(endpoint.address(), "192.0.2.9");
  EXPECT_EQ(endpoint.port(), 99);
  EXPECT_EQ(endpoint.sockaddr_pointer()->sa_family, AF_INET);
}

TEST_F(HttpRequestTest, ThereIsNoClientCertificate) {
  HTTP_SSL_CLIENT_CERT_INFO* info = nullptr;
  BOOL negotiated = TRUE;
  EXPECT_EQ(request().GetClientCertificate(&info, &negotiated),
            HRESULT_FROM_WIN32(ERROR_NOT_FOUND));
  EXPECT_EQ(request().GetClientCertificate(nullptr, &negotiated),
            HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER));
}

TEST_F(HttpRequestTest, RawRequestShowsTheRequest) {
  const HTTP_REQUEST* raw = request().GetRawHttpRequest();
  EXPECT_EQ(raw->Verb, HttpVerbGET);
  EXPECT_EQ(std::string(raw->pRawUrl, raw->RawUrlLength), "/a%20dir/b.txt?x=1&y=%20");
  EXPECT_EQ(raw->Version.MinorVersion, 0);
  EXPECT_EQ(std::string(raw->Headers.KnownHeaders[HttpHeaderAccept].pRawValue), "text/html");
  EXPECT_EQ(raw->Headers.KnownHeaders[HttpHeaderCookie].pRawValue, nullptr);
  ASSERT_EQ(raw->Headers.UnknownHeaderCount, 1);
  EXPECT_EQ(std::string(raw->Headers.pUnknownHeaders[0].pName), "X-Own");
  EXPECT_EQ(raw->Address.pRemoteAddress, request().GetRemoteAddress());
}

TEST_F(HttpRequestTest, TheCookedUrlsPartsPointIntoOneText) {
  const HTTP_COOKED_URL& url = request().GetRawHttpRequest()->CookedUrl;
  EXPECT_STREQ(url.pFullUrl, L"http://example.com:8080/a dir/b.txt?x=1&y=%20");
  EXPECT_EQ(url.FullUrlLength, std::wcslen(url.pFullUrl) * sizeof(WCHAR));
  EXPECT_EQ(url.pHost, url.pFullUrl + 7);
  EXPECT_EQ(std::wstring(url.pHost, url.HostLength / sizeof(WCHAR)), L"example.com:8080");
  EXPECT_EQ(std::wstring(url.pAbsPath, url.AbsPathLength / sizeof(WCHAR)), L"/a dir/b.txt");
  EXPECT_EQ(std::wstring(url.pQueryString, url.QueryStringLength / sizeof(WCHAR)), L"?x=1&y=%20");
}

TEST_F(HttpRequestTest, RawRequestFollowsTheApi) {
  HTTP_REQUEST* raw = request().GetRawHttpRequest();
  request().SetHttpMethod("BREW");
  request().SetHeader("Cookie", "a=b", 3, TRUE);
  request().DeleteHeader("X-Own");
  EXPECT_EQ(request().GetRawHttpRequest(), raw);
  EXPECT_EQ(raw->Verb, HttpVerbUnknown);
  EXPECT_EQ(std::string(raw->pUnknownVerb, raw->UnknownVerbLength), "BREW");
  EXPECT_EQ(std::string(raw->Headers.KnownHeaders[HttpHeaderCookie].pRawValue), "a=b");
  EXPECT_EQ(raw->Headers.UnknownHeaderCount, 0);
}

TEST_F(HttpRequestTest, SetUrlKeepsOrDropsTheQuery) {
  EXPECT_FALSE(request().GetUrlChanged());
  EXPECT_EQ(request().SetUrl(L"/new/../other.txt", 17, FALSE), S_OK);
  EXPECT_TRUE(request().GetUrlChanged());
  EXPECT_EQ(request().url().path(), "/other.txt");
  EXPECT_EQ(request().url().query(), "x=1&y=%20");
  EXPECT_EQ(request().SetUrl("/third", 6, TRUE), S_OK);
  EXPECT_EQ(request().url().query(), "");
  EXPECT_EQ(request().SetUrl("/fourth?z=2", 11, TRUE), S_OK);
  EXPECT_EQ(request().url().query(), "z=2");
  EXPECT_EQ(test_.host().url_changes, 3);
}

TEST_F(HttpRequestTest, SetUrlLeavesTheOriginalUrl) {
  request().SetUrl("/other", 6, TRUE);
  EXPECT_EQ(request().url().original_path(), "/a dir/b.txt");
  EXPECT_EQ(request().url().target(), "/a%20dir/b.txt?x=1&y=%20");
}

TEST_F(HttpRequestTest, SetUrlRefusesWhatIsNoUrlPath) {
  constexpr HRESULT kBad = HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER);
  EXPECT_EQ(request().SetUrl("relative", 8, TRUE), kBad);
  EXPECT_EQ(request().SetUrl("/../up", 6, TRUE), kBad);
  EXPECT_EQ(request().SetUrl(static_cast<PCSTR>(nullptr), 3, TRUE), kBad);
  EXPECT_EQ(request().SetUrl("", 0, TRUE), kBad);
  EXPECT_FALSE(request().GetUrlChanged());
}

TEST_F(HttpRequestTest, AnAbsoluteUrlOfThisHostIsLocal) {
  EXPECT_EQ(request().SetUrl(L"http://EXAMPLE.com:8080/here", 28, TRUE), S_OK);
  EXPECT_EQ(request().url().path(), "/here");
  EXPECT_EQ(request().GetForwardedUrl(), nullptr);
}

TEST_F(HttpRequestTest, AnAbsoluteUrlOfAnotherHostIsForwarded) {
  EXPECT_EQ(request().SetUrl(L"http://elsewhere.test/x", 23, TRUE), S_OK);
  EXPECT_STREQ(request().GetForwardedUrl(), L"http://elsewhere.test/x");
  EXPECT_EQ(request().url().path(), "/a dir/b.txt");
  EXPECT_EQ(test_.host().url_changes, 0);
}

}  // namespace
}  // namespace penstock::native
