// The request parser on well-formed input: results, resuming, limits, targets, connection rules.
// What must be refused is in request_parser_smuggling_test.cc.
#include "http/http1/request_parser.h"

#include <gtest/gtest.h>

#include <string>

#include "http/http1/parser_fixture.h"

namespace penstock::http {
namespace {

constexpr std::string_view kTypical =
    "GET /index.html?a=1 HTTP/1.1\r\n"
    "Host: example.com:8080\r\n"
    "User-Agent: curl/8.0\r\n"
    "Accept: */*\r\n"
    "X-Custom:  padded value \t\r\n"
    "Connection: keep-alive\r\n"
    "\r\n";

void expect_typical(const RequestHead& head) {
  EXPECT_EQ(head.method, Method::kGet);
  EXPECT_EQ(head.method_text, "GET");
  EXPECT_EQ(head.target, "/index.html?a=1");
  EXPECT_EQ(head.path_and_query, "/index.html?a=1");
  EXPECT_EQ(head.target_form, TargetForm::kOrigin);
  EXPECT_EQ(head.version_minor, 1);
  EXPECT_EQ(head.host, "example.com:8080");
  EXPECT_EQ(head.headers.size(), 5u);
  EXPECT_EQ(head.headers.get(header::kUserAgent), "curl/8.0");
  EXPECT_EQ(head.headers.get("x-custom"), "padded value");
  EXPECT_TRUE(head.keep_alive);
  EXPECT_FALSE(head.chunked);
  EXPECT_FALSE(head.content_length.has_value());
  EXPECT_FALSE(head.has_body());
  EXPECT_EQ(head.head_bytes, kTypical.size());
}

TEST(RequestParser, ReadsATypicalRequest) {
  ParserFixture fixture;
  ASSERT_EQ(fixture.parse(kTypical), ParseStatus::kComplete);
  expect_typical(fixture.head());
}

TEST(RequestParser, GivesTheSameResultHoweverTheBytesArrive) {
  for (std::size_t step = 1; step < kTypical.size(); ++step) {
    ParserFixture fixture;
    ASSERT_EQ(fixture.parse_in_steps(kTypical, step), ParseStatus::kComplete) << step;
    expect_typical(fixture.head());
  }
}

TEST(RequestParser, NeedsMoreUntilTheEmptyLine) {
  for (std::size_t size = 0; size < kTypical.size(); ++size) {
    ParserFixture fixture;
    EXPECT_EQ(fixture.parse(kTypical.substr(0, size)), ParseStatus::kNeedMore) << size;
    EXPECT_EQ(fixture.parser().idle(), size == 0);
  }
}

TEST(RequestParser, AllTextsEndInANul) {
  ParserFixture fixture;
  ASSERT_EQ(fixture.parse(kTypical), ParseStatus::kComplete);
  const RequestHead& head = fixture.head();
  EXPECT_STREQ(head.method_text.data(), "GET");
  EXPECT_STREQ(head.target.data(), "/index.html?a=1");
  EXPECT_STREQ(head.host.data(), "example.com:8080");
  for (const HeaderEntry& entry : head.headers) {
    EXPECT_EQ(std::string_view(entry.name.data()), entry.name);
    EXPECT_EQ(std::string_view(entry.value.data()), entry.value);
  }
}

TEST(RequestParser, LeavesBytesBehindTheHeadAlone) {
  ParserFixture fixture;
  const std::string second = "GET /2 HTTP/1.1\r\nHost: b\r\n\r\n";
  ASSERT_EQ(fixture.parse(std::string(kTypical) + second), ParseStatus::kComplete);
  EXPECT_EQ(fixture.rest(), second);
}

TEST(RequestParser, ParsesPipelinedRequestsAfterReset) {
  std::string bytes = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.0\r\n\r\n";
  base::Arena arena;
  RequestParser parser(arena);
  ASSERT_EQ(parser.parse(bytes.data(), bytes.size()), ParseStatus::kComplete);
  EXPECT_EQ(parser.head().target, "/1");
  const std::size_t first = parser.head().head_bytes;
  parser.reset();
  arena.reset();
  ASSERT_EQ(parser.parse(bytes.data() + first, bytes.size() - first), ParseStatus::kComplete);
  EXPECT_EQ(parser.head().target, "/2");
  EXPECT_TRUE(parser.head().headers.empty());
  EXPECT_FALSE(parser.head().keep_alive);
}

TEST(RequestParser, IgnoresOneEmptyLineBeforeTheRequest) {
  ParserFixture early;
  EXPECT_EQ(early.parse("\r\n"), ParseStatus::kNeedMore);
  EXPECT_TRUE(early.parser().idle());
  ParserFixture fixture;
  ASSERT_EQ(fixture.parse("\r\n" + std::string(kTypical)), ParseStatus::kComplete);
  EXPECT_EQ(fixture.head().target, "/index.html?a=1");
  EXPECT_EQ(fixture.head().head_bytes, kTypical.size() + 2);
}

TEST(RequestParser, JoinsRepeatedFields) {
  ParserFixture fixture;
  ASSERT_EQ(fixture.parse("GET / HTTP/1.1\r\nHost: a\r\nAccept: x\r\nX-A: 1\r\nCookie: a=1\r\n"
                          "accept: y\r\nx-a: 2\r\ncookie: b=2\r\n\r\n"),
            ParseStatus::kComplete);
  EXPECT_EQ(fixture.head().headers.get(header::kAccept), "x, y");
  EXPECT_EQ(fixture.head().headers.get("X-A"), "1, 2");
  EXPECT_EQ(fixture.head().headers.get(header::kCookie), "a=1; b=2");
}

TEST(RequestParser, AnUnknownMethodIsATokenAsText) {
  ParserFixture fixture;
  ASSERT_EQ(fixture.parse("get / HTTP/1.1\r\nHost: a\r\n\r\n"), ParseStatus::kComplete);
  EXPECT_EQ(fixture.head().method, Method::kOther);
  EXPECT_EQ(fixture.head().method_text, "get");
}

struct TargetCase {
  std::string_view request_line;
  TargetForm form;
  std::string_view path_and_query;
  std::string_view host;
};

TEST(RequestParser, AcceptsTheFourTargetForms) {
  const TargetCase cases[] = {
      {"GET / HTTP/1.1", TargetForm::kOrigin, "/", "h"},
      {"GET //a/../b HTTP/1.1", TargetForm::kOrigin, "//a/../b", "h"},
      {"GET /\xc3\xa9|\"<> HTTP/1.1", TargetForm::kOrigin, "/\xc3\xa9|\"<>", "h"},
      {"GET http://a.b:81/c?d HTTP/1.1", TargetForm::kAbsolute, "/c?d", "a.b:81"},
      {"GET HTTPS://a HTTP/1.1", TargetForm::kAbsolute, "/", "a"},
      {"GET http://a?b HTTP/1.1", TargetForm::kAbsolute, "/?b", "a"},
      {"GET http://[::1]:80/ HTTP/1.1", TargetForm::kAbsolute, "/", "[::1]:80"},
      {"CONNECT a.b:443 HTTP/1.1", TargetForm::kAuthority, "", "a.b:443"},
      {"OPTIONS * HTTP/1.1", TargetForm::kAsterisk, "*", "h"},
  };
  for (const TargetCase& row : cases) {
    for (const std::size_t step : {1, 1000}) {
      ParserFixture fixture;
      const std::string bytes = std::string(row.request_line) + "\r\nHost: h\r\n\r\n";
      ASSERT_EQ(fixture.parse_in_steps(bytes, step), ParseStatus::kComplete) << row.request_line;
      const RequestHead& head = fixture.head();
      EXPECT_EQ(head.target_form, row.form) << row.request_line;
      EXPECT_EQ(head.path_and_query, row.path_and_query) << row.request_line;
      EXPECT_EQ(head.host, row.host) << row.request_line;
      // RFC 9112 3.2.2: modules must not see another Host than the one that counts.
      EXPECT_EQ(head.headers.get(header::kHost), row.host) << row.request_line;
      EXPECT_STREQ(head.path_and_query.data(), std::string(row.path_and_query).c_str());
    }
  }
}

TEST(RequestParser, AcceptsEveryPlainHost) {
  for (const char* host :
       {"a", "a.b.example", "a:80", "a:", "1.2.3.4", "1.2.3.4:65535", "[::1]", "[::]:80",
        "[1:2:3:4:5:6:7:8]", "[::ffff:1.2.3.4]", "[1::]", "a_b~c", "[fe80::1:2]:8080", "A-B.C"}) {
    ParserFixture fixture;
    EXPECT_EQ(fixture.parse("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n"),
              ParseStatus::kComplete)
        << host;
  }
}

TEST(RequestParser, BodyFramingFields) {
  ParserFixture counted;
  ASSERT_EQ(counted.parse("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 123\r\n\r\n"),
            ParseStatus::kComplete);
  EXPECT_EQ(counted.head().content_length, 123u);
  EXPECT_TRUE(counted.head().has_body());
  ParserFixture chunked;
  ASSERT_EQ(chunked.parse("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"),
            ParseStatus::kComplete);
  EXPECT_TRUE(chunked.head().chunked);
  EXPECT_TRUE(chunked.head().has_body());
}

struct ConnectionCase {
  std::string_view version;
  std::string_view field;
  bool keep_alive;
  bool upgrade;
};

TEST(RequestParser, KeepAliveByVersionAndConnection) {
  const ConnectionCase cases[] = {
      {"HTTP/1.1", "X: y", true, false},
      {"HTTP/1.1", "Connection: close", false, false},
      {"HTTP/1.1", "Connection: CLOSE, x", false, false},
      {"HTTP/1.1", "Connection: keep-alive, close", false, false},
      {"HTTP/1.1", "Connection: x\r\nConnection: close", false, false},
      {"HTTP/1.1", "Connection: Upgrade, HTTP2-Settings", true, true},
      {"HTTP/1.1", "Connection: closed", true, false},
      {"HTTP/1.0", "X: y", false, false},
      {"HTTP/1.0", "Connection: Keep-Alive", true, false},
      {"HTTP/1.0", "Connection: keep-alive, close", false, false},
  };
  for (const ConnectionCase& row : cases) {
    ParserFixture fixture;
    ASSERT_EQ(fixture.parse("GET / " + std::string(row.version) + "\r\nHost: a\r\n" +
                            std::string(row.field) + "\r\n\r\n"),
              ParseStatus::kComplete);
    EXPECT_EQ(fixture.head().keep_alive, row.keep_alive) << row.version << " " << row.field;
    EXPECT_EQ(fixture.head().upgrade, row.upgrade) << row.field;
  }
}

TEST(RequestParser, ExpectCountsInHttp11Only) {
  ParserFixture one;
  ASSERT_EQ(one.parse("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n\r\n"),
            ParseStatus::kComplete);
  EXPECT_TRUE(one.head().expect_continue);
  ParserFixture zero;
  ASSERT_EQ(zero.parse("POST / HTTP/1.0\r\nExpect: what\r\n\r\n"), ParseStatus::kComplete);
  EXPECT_FALSE(zero.head().expect_continue);
}

TEST(RequestParser, StatusOfEachRefusal) {
  const std::pair<std::string_view, int> cases[] = {
      {"GET / HTTP/2.0\r\n", 505},
      {"GET / HTTX/1.1\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n", 417},
      {"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n", 501},
      {"GET / HTTP/1.1\r\n\r\n", 400},
  };
  for (const auto& [bytes, status] : cases) {
    ParserFixture fixture;
    EXPECT_EQ(fixture.parse(bytes), ParseStatus::kError) << bytes;
    EXPECT_EQ(status_of(fixture.parser().error()), status) << bytes;
    EXPECT_FALSE(describe(fixture.parser().error()).empty());
  }
}

TEST(RequestParser, StaysInErrorAndStaysComplete) {
  ParserFixture bad;
  ASSERT_EQ(bad.parse("x"), ParseStatus::kNeedMore);
  ASSERT_EQ(bad.parse_in_steps("x\n", 1), ParseStatus::kError);
  char more[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  EXPECT_EQ(bad.parser().parse(more, sizeof more - 1), ParseStatus::kError);
  ParserFixture good;
  ASSERT_EQ(good.parse(kTypical), ParseStatus::kComplete);
  EXPECT_EQ(good.parser().parse(more, sizeof more - 1), ParseStatus::kComplete);
}

ParseError error_with(const HeadLimits& limits, std::string_view bytes, std::size_t step) {
  ParserFixture fixture(limits);
  fixture.parse_in_steps(bytes, step);
  return fixture.parser().error();
}

TEST(RequestParserLimits, AreExactAndApplyToUnfinishedLines) {
  HeadLimits limits;
  limits.request_line = 30;
  limits.field = 20;
  limits.fields = 40;
  limits.field_count = 3;
  const std::string line = "GET / HTTP/1.1\r\n";
  const std::string host = "Host: a\r\n";
  for (const std::size_t step : {1, 1000}) {
    EXPECT_EQ(error_with(limits, "GET /" + std::string(16, 'x') + " HTTP/1.1\r\n", step),
              ParseError::kNone);
    EXPECT_EQ(error_with(limits, "GET /" + std::string(17, 'x') + " HTTP/1.1\r\n", step),
              ParseError::kRequestLineTooLong);
    EXPECT_EQ(error_with(limits, "GET /" + std::string(26, 'x'), step),
              ParseError::kRequestLineTooLong);
    EXPECT_EQ(error_with(limits, line + "X: " + std::string(17, 'y') + "\r\n", step),
              ParseError::kNone);
    EXPECT_EQ(error_with(limits, line + "X: " + std::string(18, 'y') + "\r\n", step),
              ParseError::kFieldTooLong);
    EXPECT_EQ(error_with(limits, line + "X: " + std::string(18, 'y'), step),
              ParseError::kFieldTooLong);
    EXPECT_EQ(error_with(limits, line + host + "X: 123456789012\r\nY: 123456789\r\n", step),
              ParseError::kNone);
    EXPECT_EQ(error_with(limits, line + host + "X: 123456789012\r\nY: 1234567890\r\n", step),
              ParseError::kHeadTooLong);
    EXPECT_EQ(error_with(limits, line + host + "X: 1\r\nY: 2\r\n\r\n", step), ParseError::kNone);
    EXPECT_EQ(error_with(limits, line + host + "X: 1\r\nX: 2\r\nX: 3\r\n", step),
              ParseError::kTooManyFields);
  }
}

TEST(RequestParserLimits, DefaultsAreThoseOfTheLimitsTable) {
  const std::string line = "GET / HTTP/1.1\r\nHost: a\r\n";
  std::string hundred = line;
  for (int i = 1; i < 100; ++i) hundred += "X-" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(error_with(HeadLimits{}, hundred + "\r\n", 1 << 20), ParseError::kNone);
  EXPECT_EQ(error_with(HeadLimits{}, hundred + "Y: z\r\n\r\n", 1 << 20),
            ParseError::kTooManyFields);
  EXPECT_EQ(error_with(HeadLimits{}, "GET /" + std::string(20000, 'x'), 1 << 20),
            ParseError::kRequestLineTooLong);
  EXPECT_EQ(status_of(ParseError::kRequestLineTooLong), 414);
  EXPECT_EQ(status_of(ParseError::kTooManyFields), 431);
  EXPECT_EQ(status_of(ParseError::kFieldTooLong), 431);
}

// A client that sends a 16 KiB field byte by byte must not make the parser look at every byte
// again each time: 16,000 calls of 16,000 bytes would be 256 million, and take seconds.
TEST(RequestParser, ALongFieldInSingleBytesIsNotRescanned) {
  std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(16000, 'y') + "\r\n\r\n";
  base::Arena arena;
  RequestParser parser(arena);
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    ASSERT_EQ(parser.parse(bytes.data(), size), ParseStatus::kNeedMore);
    // What was scanned is not looked at again: spoiling it goes unnoticed.
    if (size > 100 && size < 16000) bytes[size - 2] = '\x01';
  }
  EXPECT_EQ(parser.parse(bytes.data(), bytes.size()), ParseStatus::kComplete);
}

}  // namespace
}  // namespace penstock::http
