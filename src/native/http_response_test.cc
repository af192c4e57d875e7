// Status, headers, Clear and Redirect of a response. Bodies are in response_body_test.cc.
#include "native/http_response.h"

#include <gtest/gtest.h>

#include "native/test_request.h"

namespace penstock::native {
namespace {

using testing::body_text;
using testing::Call;
using testing::Journal;
using testing::memory_chunk;
using testing::TestModule;
using testing::TestRequest;

constexpr HRESULT kBad = HRESULT_FROM_WIN32(ERROR_INVALID_PARAMETER);

class HttpResponseTest : public ::testing::Test {
 protected:
  HttpResponseTest() {
    test_.context.response().set_default_server("Penstock/1");
    test_.begin();
  }
  HttpResponse& response() { return test_.response(); }
  void write(std::string_view text) {
    HTTP_DATA_CHUNK chunk = memory_chunk(text);
    EXPECT_EQ(response().WriteEntityChunks(&chunk, 1, FALSE, TRUE, nullptr, nullptr), S_OK);
  }
  std::string header(PCSTR name) {
    PCSTR value = response().GetHeader(name, nullptr);
    return value == nullptr ? "(none)" : value;
  }

  Journal journal_;
  TestModule setter_{"setter", journal_, RQ_AUTHORIZE_REQUEST};
  TestRequest test_{{&setter_}};
};

TEST_F(HttpResponseTest, StartsAs200WithTheDefaultServer) {
  EXPECT_EQ(response().status(), 200);
  EXPECT_EQ(response().reason(), "OK");
  EXPECT_FALSE(response().status_set());
  EXPECT_EQ(header("Server"), "Penstock/1");
  EXPECT_EQ(response().headers().size(), 1U);
}

TEST_F(HttpResponseTest, SetStatusKeepsEverythingAndWhoSetIt) {
  setter_.on(RQ_AUTHORIZE_REQUEST, [](const Call& call) {
    return call.context->GetResponse()->SetStatus(403, "Not You", 18, E_ACCESSDENIED, nullptr,
                                                  TRUE) == S_OK
               ? RQ_NOTIFICATION_FINISH_REQUEST
               : RQ_NOTIFICATION_CONTINUE;
  });
  test_.pipeline.run();
  USHORT code = 0;
  USHORT sub_status = 0;
  PCSTR reason = nullptr;
  USHORT reason_length = 0;
  HRESULT error = S_OK;
  PCWSTR module = nullptr;
  DWORD notification = 0;
  IAppHostConfigException* exception = nullptr;
  BOOL skip = FALSE;
  response().GetStatus(&code, &sub_status, &reason, &reason_length, &error, &module, &notification,
                       &exception, &skip);
  EXPECT_EQ(code, 403);
  EXPECT_EQ(sub_status, 18);
  EXPECT_STREQ(reason, "Not You");
  EXPECT_EQ(reason_length, 7);
  EXPECT_EQ(error, E_ACCESSDENIED);
  EXPECT_STREQ(module, L"setter");
  EXPECT_EQ(notification, DWORD{RQ_AUTHORIZE_REQUEST});
  EXPECT_TRUE(skip);
  EXPECT_TRUE(response().status_set());
}

TEST_F(HttpResponseTest, GetStatusNeedsOnlyTheCode) {
  USHORT code = 0;
  IHttpResponse& api = response();
  api.GetStatus(&code);
  EXPECT_EQ(code, 200);
}

TEST_F(HttpResponseTest, AMissingReasonIsTheRegisteredOne) {
  IHttpResponse& api = response();
  EXPECT_EQ(api.SetStatus(404, nullptr), S_OK);
  EXPECT_EQ(response().reason(), "Not Found");
}

TEST_F(HttpResponseTest, BadStatusesAreRefused) {
  IHttpResponse& api = response();
  EXPECT_EQ(api.SetStatus(99, "x"), kBad);
  EXPECT_EQ(api.SetStatus(1000, "x"), kBad);
  EXPECT_EQ(api.SetStatus(200, "a\r\nSet-Cookie: b"), kBad);
  EXPECT_EQ(api.SetStatus(200, std::string(512, 'x').c_str()),
            HRESULT_FROM_WIN32(ERROR_INVALID_DATA));
  EXPECT_FALSE(response().status_set());
}

TEST_F(HttpResponseTest, SetHeaderReplacesOrAppends) {
  EXPECT_EQ(response().SetHeader("X-Own", "abcdef", 3, TRUE), S_OK);
  EXPECT_EQ(header("x-own"), "abc");
  EXPECT_EQ(response().SetHeader("X-Own", "two", 3, FALSE), S_OK);
  EXPECT_EQ(header("X-Own"), "abc, two");
  EXPECT_EQ(response().SetHeader(HttpHeaderContentType, "text/html", 9, TRUE), S_OK);
  EXPECT_EQ(header("Content-Type"), "text/html");
}

TEST_F(HttpResponseTest, CookiesAreLinesOfTheirOwn) {
  response().SetHeader("Set-Cookie", "a=1", 3, FALSE);
  response().SetHeader(HttpHeaderSetCookie, "b=2", 3, FALSE);
  int lines = 0;
  for (const http::HeaderEntry& entry : response().headers()) {
    lines += entry.id == http::header::kSetCookie ? 1 : 0;
  }
  EXPECT_EQ(lines, 2);
}

TEST_F(HttpResponseTest, AValueThatWouldStartALineIsRefused) {
  EXPECT_EQ(response().SetHeader("X", "a\nb", 3, TRUE), kBad);
  EXPECT_EQ(response().SetHeader("X", "a\rb", 3, FALSE), kBad);
  EXPECT_EQ(response().SetHeader("X", "a\0b", 3, TRUE), kBad);
  EXPECT_EQ(response().SetHeader("X:", "a", 1, TRUE), kBad);
  EXPECT_EQ(response().SetHeader(HttpHeaderEtag, "a\r\nb", 4, TRUE), kBad);
  EXPECT_EQ(header("X"), "(none)");
}

TEST_F(HttpResponseTest, NullIsRefused) {
  EXPECT_EQ(response().SetHeader(static_cast<PCSTR>(nullptr), "a", 1, TRUE), kBad);
  EXPECT_EQ(response().SetHeader("X", nullptr, 0, TRUE), kBad);
  EXPECT_EQ(response().SetHeader(HttpHeaderEtag, nullptr, 0, TRUE), kBad);
  EXPECT_EQ(response().SetHeader(static_cast<HTTP_HEADER_ID>(30), "a", 1, TRUE), kBad);
}

TEST_F(HttpResponseTest, IdsTwentyToTwentyNineAreAResponses) {
  EXPECT_EQ(response().SetHeader(HttpHeaderLocation, "/x", 2, TRUE), S_OK);
  EXPECT_EQ(header("Location"), "/x");
}

TEST_F(HttpResponseTest, TheServerHeaderByIdIsAddedToByNameReplaced) {
  EXPECT_EQ(response().SetHeader(HttpHeaderServer, "Mine", 4, TRUE), S_OK);
  EXPECT_EQ(header("Server"), "Penstock/1, Mine");
  EXPECT_EQ(response().SetHeader("Server", "Mine", 4, TRUE), S_OK);
  EXPECT_EQ(header("Server"), "Mine");
}

TEST_F(HttpResponseTest, AnEmptyKnownHeaderIsNone) {
  EXPECT_EQ(response().SetHeader("Server", "", 0, TRUE), S_OK);
  EXPECT_EQ(header("Server"), "(none)");
}

TEST_F(HttpResponseTest, DeleteHeaderSucceedsWhateverIsThere) {
  EXPECT_EQ(response().DeleteHeader("Server"), S_OK);
  EXPECT_EQ(response().DeleteHeader("X-None"), S_OK);
  EXPECT_EQ(response().DeleteHeader(HttpHeaderEtag), S_OK);
  EXPECT_EQ(header("Server"), "(none)");
}

TEST_F(HttpResponseTest, AMissingHeaderHasLengthZero) {
  USHORT length = 99;
  EXPECT_EQ(response().GetHeader("X-None", &length), nullptr);
  EXPECT_EQ(length, 0);
}

TEST_F(HttpResponseTest, ClearBringsBackTheDefaults) {
  response().SetHeader("X-Own", "a", 1, TRUE);
  response().DeleteHeader("Server");
  static_cast<IHttpResponse&>(response()).SetStatus(500, "Bad");
  write("body");
  response().Clear();
  EXPECT_EQ(response().status(), 200);
  EXPECT_FALSE(response().status_set());
  EXPECT_EQ(header("X-Own"), "(none)");
  EXPECT_EQ(header("Server"), "Penstock/1");
  EXPECT_EQ(response().entity_bytes(), 0U);
}

TEST_F(HttpResponseTest, ClearHeadersLeavesBodyAndStatus) {
  response().SetHeader("X-Own", "a", 1, TRUE);
  static_cast<IHttpResponse&>(response()).SetStatus(500, "Bad");
  write("body");
  response().ClearHeaders();
  EXPECT_EQ(header("X-Own"), "(none)");
  EXPECT_EQ(response().status(), 500);
  EXPECT_EQ(response().entity_bytes(), 4U);
}

TEST_F(HttpResponseTest, SwitchesAreWhatTheyWereSetTo) {
  EXPECT_FALSE(response().GetHeadersSuppressed());
  response().SuppressHeaders();
  EXPECT_TRUE(response().GetHeadersSuppressed());
  EXPECT_FALSE(response().need_disconnect());
  response().SetNeedDisconnect();
  EXPECT_TRUE(response().need_disconnect());
  EXPECT_TRUE(response().GetKernelCacheEnabled());
  static_cast<IHttpResponse&>(response()).DisableKernelCache();
  EXPECT_FALSE(response().GetKernelCacheEnabled());
  response().ResetConnection();
  EXPECT_EQ(test_.host().resets, 1);
  response().CloseConnection();
  EXPECT_EQ(test_.host().resets, 2);
}

TEST_F(HttpResponseTest, ErrorDescriptionsAreEscapedUnlessAskedNotTo) {
  IHttpResponse& api = response();
  DWORD length = 99;
  EXPECT_EQ(api.GetErrorDescription(&length), nullptr);
  EXPECT_EQ(length, 0U);
  EXPECT_EQ(api.SetErrorDescription(L"<b>\"x\" & y</b>tail", 14), S_OK);
  EXPECT_STREQ(api.GetErrorDescription(&length), L"&lt;b&gt;&quot;x&quot; &amp; y&lt;/b&gt;");
  EXPECT_EQ(length, 40U);
  EXPECT_EQ(api.SetErrorDescription(L"<b>", 3, FALSE), S_OK);
  EXPECT_STREQ(api.GetErrorDescription(nullptr), L"<b>");
  EXPECT_EQ(api.SetErrorDescription(nullptr, 3), kBad);
}

TEST_F(HttpResponseTest, RedirectMakesARelativeUrlAbsolute) {
  write("old body");
  IHttpResponse& api = response();
  EXPECT_EQ(api.Redirect("/new place"), S_OK);
  EXPECT_EQ(response().status(), 302);
  EXPECT_EQ(header("Location"), "http://example.com/new%20place");
  EXPECT_EQ(body_text(response(), test_.arena).find("old body"), std::string::npos);
  EXPECT_NE(body_text(response(), test_.arena).find("http://example.com/new%20place"),
            std::string::npos);
}

TEST_F(HttpResponseTest, RedirectResolvesAgainstTheRequestsPath) {
  static_cast<IHttpResponse&>(response()).Redirect("c.txt");
  EXPECT_EQ(header("Location"), "http://example.com/a/c.txt");
}

TEST_F(HttpResponseTest, RedirectLeavesAnAbsoluteUrlAndCanKeepTheStatus) {
  EXPECT_EQ(response().Redirect("https://other.test/x", FALSE, FALSE), S_OK);
  EXPECT_EQ(header("Location"), "https://other.test/x");
  EXPECT_EQ(response().status(), 200);
}

TEST_F(HttpResponseTest, RedirectCanTakeTheQueryAlong) {
  response().Redirect("/n", TRUE, TRUE);
  EXPECT_EQ(header("Location"), "http://example.com/n?x=1");
  response().Redirect("/n?y=2", TRUE, TRUE);
  EXPECT_EQ(header("Location"), "http://example.com/n?y=2&x=1");
}

TEST_F(HttpResponseTest, RedirectCannotSplitTheResponseOrThePage) {
  response().Redirect("/x\r\nSet-Cookie: a=b\"><script>", TRUE, FALSE);
  EXPECT_EQ(header("Location").find('\r'), std::string::npos);
  EXPECT_EQ(header("Set-Cookie"), "(none)");
  EXPECT_EQ(body_text(response(), test_.arena).find("<script>"), std::string::npos);
}

TEST_F(HttpResponseTest, RedirectNeedsAUrlAndUnsentHeaders) {
  EXPECT_EQ(response().Redirect(nullptr, TRUE, FALSE), kBad);
  EXPECT_EQ(response().Redirect("", TRUE, FALSE), kBad);
  response().mark_headers_sent();
  EXPECT_TRUE(FAILED(response().Redirect("/late", TRUE, FALSE)));
  EXPECT_EQ(response().status(), 200);
}

TEST_F(HttpResponseTest, WithoutAHostTheAddressIsTheHost) {
  test_.end();
  test_.begin("GET / HTTP/1.0\r\n\r\n");
  response().Redirect("/x", TRUE, FALSE);
  EXPECT_EQ(header("Location"), "http://198.51.100.2:8080/x");
}

TEST_F(HttpResponseTest, ARequestStartsWithoutWhatTheLastOneLeft) {
  response().SetHeader("X-Own", "a", 1, TRUE);
  response().SuppressHeaders();
  response().DisableBuffering();
  write("sent");
  test_.end();
  test_.begin();
  EXPECT_EQ(header("X-Own"), "(none)");
  EXPECT_FALSE(response().GetHeadersSuppressed());
  EXPECT_FALSE(response().headers_sent());
  write("kept");
  EXPECT_EQ(response().entity_bytes(), 4U);
}

}  // namespace
}  // namespace penstock::native
