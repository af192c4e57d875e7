// GetRawHttpResponse: it follows the API, and what modules edit in it is sent.
#include <gtest/gtest.h>

#include "native/test_request.h"

namespace penstock::native {
namespace {

using testing::body_text;
using testing::memory_chunk;
using testing::TestRequest;

class RawResponseTest : public ::testing::Test {
 protected:
  RawResponseTest() { test_.begin(); }
  HttpResponse& response() { return test_.response(); }
  IHttpResponse& api() { return test_.response(); }
  void set(PCSTR name, std::string_view value, BOOL replace = TRUE) {
    EXPECT_EQ(api().SetHeader(name, value.data(), static_cast<USHORT>(value.size()), replace),
              S_OK);
  }
  static void put(HTTP_KNOWN_HEADER& header, std::string_view value) {
    header = {static_cast<USHORT>(value.size()), value.data()};
  }
  std::string header(PCSTR name) {
    PCSTR value = response().GetHeader(name, nullptr);
    return value == nullptr ? "(none)" : value;
  }

  TestRequest test_;
};

TEST_F(RawResponseTest, ShowsStatusHeadersAndChunks) {
  api().SetStatus(404, "Gone Fishing");
  set("Content-Type", "text/plain");
  set("X-Own", "a");
  HTTP_DATA_CHUNK chunk = memory_chunk("body");
  api().WriteEntityChunkByReference(&chunk);
  const HTTP_RESPONSE* raw = api().GetRawHttpResponse();
  EXPECT_EQ(raw->StatusCode, 404);
  EXPECT_EQ(std::string(raw->pReason, raw->ReasonLength), "Gone Fishing");
  EXPECT_STREQ(raw->Headers.KnownHeaders[HttpHeaderContentType].pRawValue, "text/plain");
  ASSERT_EQ(raw->Headers.UnknownHeaderCount, 1);
  EXPECT_STREQ(raw->Headers.pUnknownHeaders[0].pName, "X-Own");
  ASSERT_EQ(raw->EntityChunkCount, 1);
  EXPECT_EQ(raw->pEntityChunks[0].FromMemory.BufferLength, 4U);
}

TEST_F(RawResponseTest, FollowsTheApiAtTheSameAddress) {
  HTTP_RESPONSE* raw = api().GetRawHttpResponse();
  api().SetStatus(500, "Bad");
  set("ETag", "\"x\"");
  for (int i = 0; i < 20; ++i) {
    HTTP_DATA_CHUNK chunk = memory_chunk("a");
    api().WriteEntityChunks(&chunk, 1, FALSE, TRUE, nullptr);
  }
  EXPECT_EQ(api().GetRawHttpResponse(), raw);
  EXPECT_EQ(raw->StatusCode, 500);
  EXPECT_STREQ(raw->Headers.KnownHeaders[HttpHeaderEtag].pRawValue, "\"x\"");
  EXPECT_EQ(raw->EntityChunkCount, 20);
  EXPECT_EQ(raw->pEntityChunks[19].FromMemory.BufferLength, 1U);
  response().Clear();
  EXPECT_EQ(raw->StatusCode, 200);
  EXPECT_EQ(raw->EntityChunkCount, 0);
}

TEST_F(RawResponseTest, AnEditedStatusCounts) {
  HTTP_RESPONSE* raw = api().GetRawHttpResponse();
  raw->StatusCode = 503;
  USHORT code = 0;
  PCSTR reason = nullptr;
  api().GetStatus(&code, nullptr, &reason);
  EXPECT_EQ(code, 503);
  EXPECT_STREQ(reason, "Service Unavailable");
  EXPECT_TRUE(response().status_set());
  raw->pReason = "Tired";
  raw->ReasonLength = 5;
  response().absorb_raw();
  EXPECT_EQ(response().reason(), "Tired");
}

TEST_F(RawResponseTest, AnImpossibleStatusOrReasonDoesNot) {
  HTTP_RESPONSE* raw = api().GetRawHttpResponse();
  raw->StatusCode = 7;
  response().absorb_raw();
  EXPECT_EQ(response().status(), 200);
  raw->pReason = "a\r\nb";
  raw->ReasonLength = 4;
  response().absorb_raw();
  EXPECT_EQ(response().reason(), "OK");
}

TEST_F(RawResponseTest, EditedKnownHeadersCount) {
  set("Content-Type", "text/plain");
  HTTP_KNOWN_HEADER* known = api().GetRawHttpResponse()->Headers.KnownHeaders;
  put(known[HttpHeaderContentType], "text/html");
  put(known[HttpHeaderEtag], "\"y\"");
  EXPECT_EQ(header("Content-Type"), "text/html");
  EXPECT_EQ(header("ETag"), "\"y\"");
  known[HttpHeaderContentType] = {};
  EXPECT_EQ(header("Content-Type"), "(none)");
}

TEST_F(RawResponseTest, AnEditedHeaderCannotStartALine) {
  set("ETag", "\"x\"");
  put(api().GetRawHttpResponse()->Headers.KnownHeaders[HttpHeaderEtag], "a\r\nb: c");
  EXPECT_EQ(header("ETag"), "\"x\"");
}

TEST_F(RawResponseTest, EditedUnknownHeadersCount) {
  set("X-A", "1");
  set("X-B", "2");
  HTTP_RESPONSE* raw = api().GetRawHttpResponse();
  HTTP_UNKNOWN_HEADER mine[2] = {raw->Headers.pUnknownHeaders[1], {3, 5, "X-C", "three"}};
  raw->Headers.pUnknownHeaders = mine;
  raw->Headers.UnknownHeaderCount = 2;
  EXPECT_EQ(header("X-A"), "(none)");
  EXPECT_EQ(header("X-B"), "2");
  EXPECT_EQ(header("X-C"), "three");
}

TEST_F(RawResponseTest, SeveralCookiesSurviveEdits) {
  set("Set-Cookie", "a=1", FALSE);
  set("Set-Cookie", "b=2", FALSE);
  HTTP_RESPONSE* raw = api().GetRawHttpResponse();
  put(raw->Headers.KnownHeaders[HttpHeaderEtag], "\"z\"");
  response().absorb_raw();
  std::vector<std::string> cookies;
  for (const http::HeaderEntry& entry : response().headers()) {
    if (entry.id == http::header::kSetCookie) {
      cookies.emplace_back(entry.value);
    }
  }
  EXPECT_EQ(cookies, (std::vector<std::string>{"a=1", "b=2"}));
}

TEST_F(RawResponseTest, EditedChunksCount) {
  HTTP_DATA_CHUNK chunk = memory_chunk("original");
  api().WriteEntityChunks(&chunk, 1, FALSE, TRUE, nullptr);
  HTTP_RESPONSE* raw = api().GetRawHttpResponse();
  raw->pEntityChunks[0] = memory_chunk("in place");
  EXPECT_EQ(body_text(response(), test_.arena), "in place");
  HTTP_DATA_CHUNK mine[2] = {memory_chunk("my "), memory_chunk("own")};
  raw->pEntityChunks = mine;
  raw->EntityChunkCount = 2;
  EXPECT_EQ(response().notify_send(false), S_OK);
  EXPECT_EQ(body_text(response(), test_.arena), "my own");
  raw->EntityChunkCount = 0;
  response().absorb_raw();
  EXPECT_EQ(response().entity_bytes(), 0U);
}

TEST_F(RawResponseTest, AnEditAndAnApiCallBothCount) {
  HTTP_RESPONSE* raw = api().GetRawHttpResponse();
  raw->StatusCode = 202;
  set("X-A", "1");
  EXPECT_EQ(response().status(), 202);
  EXPECT_EQ(header("X-A"), "1");
}

}  // namespace
}  // namespace penstock::native
