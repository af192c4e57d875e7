// Requests that two servers could read differently: each must be refused, for the stated reason,
// however its bytes arrive. The rows are raw bytes; groups share what is around the row.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "http/http1/body_reader.h"
#include "http/http1/parser_fixture.h"

namespace penstock::http {
namespace {

using namespace std::string_view_literals;
using E = ParseError;

struct Row {
  std::string_view bytes;
  ParseError error;
};

// Field lines of a POST with a Host; a body that looks like a second request follows.
constexpr Row kFieldRows[] = {
    // Content-Length and Transfer-Encoding together, in either order
    {"Content-Length: 6\r\nTransfer-Encoding: chunked"sv, E::kLengthAndTransferEncoding},
    {"Transfer-Encoding: chunked\r\nContent-Length: 6"sv, E::kLengthAndTransferEncoding},
    {"Content-Length: 0\r\nTransfer-Encoding: chunked"sv, E::kLengthAndTransferEncoding},
    {"content-length: 6\r\ntransfer-encoding: chunked"sv, E::kLengthAndTransferEncoding},
    {"Transfer-Encoding: chunked\r\nX: y\r\nContent-Length: 6"sv, E::kLengthAndTransferEncoding},
    {"Content-Length: 6\r\nTransfer-Encoding: identity"sv, E::kBadTransferEncoding},
    // repeated Content-Length
    {"Content-Length: 6\r\nContent-Length: 5"sv, E::kRepeatedContentLength},
    {"Content-Length: 6\r\nContent-Length: 6"sv, E::kRepeatedContentLength},
    {"Content-Length: 6\r\ncontent-length: 0"sv, E::kRepeatedContentLength},
    {"Content-Length: 6, 6"sv, E::kBadContentLength},
    {"Content-Length: 6,5"sv, E::kBadContentLength},
    {"Content-Length: 6,"sv, E::kBadContentLength},
    {"Content-Length: ,6"sv, E::kBadContentLength},
    // Content-Length that is no plain decimal number
    {"Content-Length:"sv, E::kBadContentLength},
    {"Content-Length: "sv, E::kBadContentLength},
    {"Content-Length: +6"sv, E::kBadContentLength},
    {"Content-Length: -6"sv, E::kBadContentLength},
    {"Content-Length: -0"sv, E::kBadContentLength},
    {"Content-Length: 0x6"sv, E::kBadContentLength},
    {"Content-Length: 6h"sv, E::kBadContentLength},
    {"Content-Length: a"sv, E::kBadContentLength},
    {"Content-Length: 6 5"sv, E::kBadContentLength},
    {"Content-Length: 6\t5"sv, E::kBadContentLength},
    {"Content-Length: 6.0"sv, E::kBadContentLength},
    {"Content-Length: 6e0"sv, E::kBadContentLength},
    {"Content-Length: 1_0"sv, E::kBadContentLength},
    {"Content-Length: \"6\""sv, E::kBadContentLength},
    {"Content-Length: 6;"sv, E::kBadContentLength},
    {"Content-Length: \xd9\xa6"sv, E::kBadContentLength},  // an Arabic-Indic six
    {"Content-Length: 18446744073709551616"sv, E::kBadContentLength},
    {"Content-Length: 18446744073709551622"sv, E::kBadContentLength},
    {"Content-Length: 9223372036854775808"sv, E::kBadContentLength},
    {"Content-Length: 00000000000000000000000000006"sv, E::kBadContentLength},
    {"Content-Length : 6"sv, E::kSpaceBeforeColon},
    {"Content-Length\t: 6"sv, E::kSpaceBeforeColon},
    {"Content-Length: 6\x0b"sv, E::kControlByte},
    {"Content-Length:\x0c 6"sv, E::kControlByte},
    {"Content-Length\0: 6"sv, E::kControlByte},
    {"Content-Length: 6\0"sv, E::kControlByte},
    // Transfer-Encoding other than one plain "chunked"
    {"Transfer-Encoding:"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: identity"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: xchunked"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chunkedx"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chunk"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chunked, identity"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chunked, gzip"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chunked, chunked"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: gzip, chunked, chunked"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chunked,"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: ,chunked"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: , chunked"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chunked;q=1"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chunked; x"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: \"chunked\""sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: 'chunked'"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chunked chunked"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chu nked"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: [chunked]"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: \xff"
     "chunked"sv,
     E::kBadTransferEncoding},
    {"Transfer-Encoding: chunked\xff"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chun\xc4\xb7"
     "ed"sv,
     E::kBadTransferEncoding},
    {"Transfer-Encoding: gzip"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: gzip, chunked"sv, E::kUnsupportedTransferCoding},
    {"Transfer-Encoding: identity, chunked"sv, E::kUnsupportedTransferCoding},
    {"Transfer-Encoding: ga p, chunked"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chunked\r\ntransfer-encoding: x"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding : chunked"sv, E::kSpaceBeforeColon},
    {"Transfer-Encoding\t:chunked"sv, E::kSpaceBeforeColon},
    {"Transfer-Encoding: \x0b"
     "chunked"sv,
     E::kControlByte},
    {"Transfer-Encoding: \x0c"
     "chunked"sv,
     E::kControlByte},
    {"Transfer-Encoding: chunked\x08"sv, E::kControlByte},
    {"Transfer-Encoding: \x7f"
     "chunked"sv,
     E::kControlByte},
    {"Transfer-Encoding:\0chunked"sv, E::kControlByte},
    {"Transfer-Encoding: chunked\0"sv, E::kControlByte},
    {"\0Transfer-Encoding: chunked"sv, E::kControlByte},
    {"Transfer-Encoding:\r\n chunked"sv, E::kBadTransferEncoding},
    {"Transfer-Encoding: chunked\r\n , identity"sv, E::kObsoleteFold},
    // line ends and folding
    {"X: y\nContent-Length: 6"sv, E::kBadLineEnding},
    {"X: y\rContent-Length: 6"sv, E::kBadLineEnding},
    {"X: y\r\r\nContent-Length: 6"sv, E::kBadLineEnding},
    {"X: y\n\r\nContent-Length: 6"sv, E::kBadLineEnding},
    {"X:\rTransfer-Encoding: chunked"sv, E::kBadLineEnding},
    {"X: y\r\n Content-Length: 6"sv, E::kObsoleteFold},
    {"X: y\r\n\tContent-Length: 6"sv, E::kObsoleteFold},
    {"X: y\r\n \r\nContent-Length: 6"sv, E::kObsoleteFold},
    {" X: y"sv, E::kObsoleteFold},
    // names
    {"X y: z"sv, E::kSpaceBeforeColon},
    {"X Transfer-Encoding: chunked"sv, E::kSpaceBeforeColon},
    {": z"sv, E::kBadFieldName},
    {":"sv, E::kBadFieldName},
    {"X"sv, E::kMissingColon},
    {"Transfer-Encoding chunked"sv, E::kSpaceBeforeColon},
    {"GET /admin HTTP/1.1"sv, E::kSpaceBeforeColon},
    {"X(y): z"sv, E::kBadFieldName},
    {"X\"y\": z"sv, E::kBadFieldName},
    {"[X]: z"sv, E::kBadFieldName},
    {"X/Y: z"sv, E::kBadFieldName},
    {"X@Y: z"sv, E::kBadFieldName},
    {"X;Y: z"sv, E::kBadFieldName},
    {"\xc3\xa9: z"sv, E::kBadFieldName},
    {"\xef\xbb\xbfX: z"sv, E::kBadFieldName},
    {"X\x01: z"sv, E::kControlByte},
    {"X: a\x1b[31m"sv, E::kControlByte},
    {"X: a\x7f"sv, E::kControlByte},
    {"X: a\0b"sv, E::kControlByte},
    // Host
    {"Host: a"sv, E::kRepeatedHost},
    {"Host: b"sv, E::kRepeatedHost},
    {"host: a"sv, E::kRepeatedHost},
    {"Host : a"sv, E::kSpaceBeforeColon},
    // expectations
    {"Expect: 200-ok"sv, E::kUnsupportedExpectation},
    {"Expect: 100-continue, x"sv, E::kUnsupportedExpectation},
    {"Expect: 100-continue\r\nExpect: 100-continue"sv, E::kUnsupportedExpectation},
};

// Whole request lines; a Host field follows.
constexpr Row kRequestLineRows[] = {
    {"GET / HTTP/1.2"sv, E::kUnsupportedVersion},
    {"GET / HTTP/2.0"sv, E::kUnsupportedVersion},
    {"GET / HTTP/0.9"sv, E::kUnsupportedVersion},
    {"GET / HTTP/3.1"sv, E::kUnsupportedVersion},
    {"PRI * HTTP/2.0"sv, E::kUnsupportedVersion},
    {"GET / HTTP/1"sv, E::kBadVersionText},
    {"GET / HTTP/1."sv, E::kBadVersionText},
    {"GET / HTTP/.1"sv, E::kBadVersionText},
    {"GET / HTTP/11"sv, E::kBadVersionText},
    {"GET / HTTP/1,1"sv, E::kBadVersionText},
    {"GET / HTTP/1.10"sv, E::kBadVersionText},
    {"GET / HTTP/01.1"sv, E::kBadVersionText},
    {"GET / HTTP/1.01"sv, E::kBadVersionText},
    {"GET / HTTP/+1.1"sv, E::kBadVersionText},
    {"GET / HTTP/1.a"sv, E::kBadVersionText},
    {"GET / http/1.1"sv, E::kBadVersionText},
    {"GET / Http/1.1"sv, E::kBadVersionText},
    {"GET / HTTPS/1.1"sv, E::kBadVersionText},
    {"GET / XTTP/1.1"sv, E::kBadVersionText},
    {"GET / HTTP/1.1x"sv, E::kBadVersionText},
    {"GET / HTTP/1.1\t"sv, E::kBadVersionText},
    {"GET / HTTP /1.1"sv, E::kBadRequestLine},
    {"GET / HTTP/1.1 "sv, E::kBadRequestLine},
    {"GET / HTTP/1.1 HTTP/1.1"sv, E::kBadRequestLine},
    {"GET / "sv, E::kBadVersionText},
    {"GET /"sv, E::kBadRequestLine},
    {"GET"sv, E::kBadRequestLine},
    {"GET HTTP/1.1"sv, E::kBadRequestLine},
    {"GET  / HTTP/1.1"sv, E::kBadRequestLine},
    {"GET /  HTTP/1.1"sv, E::kBadRequestLine},
    {"GET / a HTTP/1.1"sv, E::kBadRequestLine},
    {"GET\t/ HTTP/1.1"sv, E::kBadMethod},
    {"GET /\tHTTP/1.1"sv, E::kBadTarget},
    {"GET /\t HTTP/1.1"sv, E::kBadTarget},
    {" GET / HTTP/1.1"sv, E::kBadMethod},
    {"\tGET / HTTP/1.1"sv, E::kBadMethod},
    {"G\"T / HTTP/1.1"sv, E::kBadMethod},
    {"GE(T) / HTTP/1.1"sv, E::kBadMethod},
    {"GET: / HTTP/1.1"sv, E::kBadMethod},
    {"\xc3\x89 / HTTP/1.1"sv, E::kBadMethod},
    {"GET\0 / HTTP/1.1"sv, E::kControlByte},
    {"GET /\0 HTTP/1.1"sv, E::kControlByte},
    {"GET /\x01 HTTP/1.1"sv, E::kControlByte},
    {"GET /\x7f HTTP/1.1"sv, E::kControlByte},
    {"GET / HTTP/1.1\r"sv, E::kBadLineEnding},
    {"GET /\r HTTP/1.1"sv, E::kBadLineEnding},
    {"GET /\nHTTP/1.1"sv, E::kBadLineEnding},
    {"\r\n\r\nGET / HTTP/1.1"sv, E::kBadRequestLine},
    {"\nGET / HTTP/1.1"sv, E::kBadLineEnding},
    {"\rGET / HTTP/1.1"sv, E::kBadLineEnding},
    {"\x16\x03\x01\x02"sv, E::kControlByte},  // a TLS hello
    // targets
    {"GET a HTTP/1.1"sv, E::kBadTarget},
    {"GET ?a HTTP/1.1"sv, E::kBadTarget},
    {"GET /a#b HTTP/1.1"sv, E::kBadTarget},
    {"GET \\ HTTP/1.1"sv, E::kBadTarget},
    {"GET * HTTP/1.1"sv, E::kBadTarget},
    {"OPTIONS ** HTTP/1.1"sv, E::kBadTarget},
    {"GET a:80 HTTP/1.1"sv, E::kBadTarget},
    {"GET ftp://a/ HTTP/1.1"sv, E::kBadTarget},
    {"GET http:/a/ HTTP/1.1"sv, E::kBadTarget},
    {"GET http:// HTTP/1.1"sv, E::kBadHost},
    {"GET http:///a HTTP/1.1"sv, E::kBadHost},
    {"GET http://u@a/ HTTP/1.1"sv, E::kBadHost},
    {"GET http://a:x/ HTTP/1.1"sv, E::kBadHost},
    {"GET http://a,b/ HTTP/1.1"sv, E::kBadHost},
    {"GET http://a\\b/ HTTP/1.1"sv, E::kBadHost},
    {"CONNECT / HTTP/1.1"sv, E::kBadTarget},
    {"CONNECT a HTTP/1.1"sv, E::kBadTarget},
    {"CONNECT a: HTTP/1.1"sv, E::kBadTarget},
    {"CONNECT http://a:80/ HTTP/1.1"sv, E::kBadTarget},
};

// Values of the only Host field.
constexpr std::string_view kBadHosts[] = {
    ""sv,
    " "sv,
    "a b"sv,
    "a,b"sv,
    "a, b"sv,
    "a/b"sv,
    "a?b"sv,
    "a#b"sv,
    "a\\b"sv,
    "u@a"sv,
    "u:p@a"sv,
    "http://a"sv,
    "a:"
    "b"sv,
    "a:80:80"sv,
    "a:65536"sv,
    "a:-1"sv,
    "a:+1"sv,
    "a: 80"sv,
    "a:080000"sv,
    ":80"sv,
    "[::1"sv,
    "::1"sv,
    "[]"sv,
    "[1]"sv,
    "[::1]a"sv,
    "[::1]]"sv,
    "[::g]"sv,
    "[1:2:3:4:5:6:7:8:9]"sv,
    "[::1::]"sv,
    "[12345::]"sv,
    "[::1.2.3]"sv,
    "[:1]"sv,
    "[1:]"sv,
    "[::256.0.0.1]"sv,
    "a\xc3\xa9"sv,
    "a%20b"sv,
    "a<b"sv,
    "a\"b"sv,
    "a|b"sv,
    "a^b"sv,
    "a`b"sv,
    "{a}"sv,
};

// Chunked bodies; the head announces nothing else.
constexpr Row kChunkRows[] = {
    {"\r\n"sv, E::kBadChunkSize},
    {"\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"G\r\n"sv, E::kBadChunkSize},
    {"0x5\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"+5\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"-5\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"-0\r\n\r\n"sv, E::kBadChunkSize},
    {" 5\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"5 \r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"5\t\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"5 ;a\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"5,\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"5.0\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"5_\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"\"5\"\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"5\0\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"ffffffffffffffff\r\n"sv, E::kBadChunkSize},
    {"10000000000000005\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"00000000000000005\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkSize},
    {"fffffffffffffffffffffff0\r\n"sv, E::kBadChunkSize},
    {"5\nhello\r\n0\r\n\r\n"sv, E::kBadLineEnding},
    {"5\rhello\r\n0\r\n\r\n"sv, E::kBadLineEnding},
    {"5\r\r\nhello\r\n0\r\n\r\n"sv, E::kBadLineEnding},
    {"5\r\nhello\n0\r\n\r\n"sv, E::kBadChunkEnd},
    {"5\r\nhello\r0\r\n\r\n"sv, E::kBadChunkEnd},
    {"5\r\nhello0\r\n\r\n"sv, E::kBadChunkEnd},
    {"5\r\nhelloXX0\r\n\r\n"sv, E::kBadChunkEnd},
    {"5\r\nhello \r\n0\r\n\r\n"sv, E::kBadChunkEnd},
    {"4\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkEnd},
    {"6\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkEnd},
    {"0\n\n"sv, E::kBadLineEnding},
    {"0\r\n\n"sv, E::kBadLineEnding},
    {"0\r\n\rX"sv, E::kBadLineEnding},
    {"0\r\n\r\r\n"sv, E::kBadLineEnding},
    {"5;\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkExtension},
    {"5;;a\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkExtension},
    {"5;a=\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkExtension},
    {"5; a\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkExtension},
    {"5;a =b\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkExtension},
    {"5;a=\"b\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkExtension},
    {"5;a=\"b\"c\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkExtension},
    {"5;a=\"\\\n\"\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkExtension},
    {"5;a\nhello\r\n0\r\n\r\n"sv, E::kBadChunkExtension},
    {"5;a\rhello\r\n0\r\n\r\n"sv, E::kBadLineEnding},
    {"5;\0\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkExtension},
    {"5;a=b\x7f\r\nhello\r\n0\r\n\r\n"sv, E::kBadChunkExtension},
    // trailers
    {"0\r\nX: y\n\r\n"sv, E::kBadLineEnding},
    {"0\r\nX: y\rZ: z\r\n\r\n"sv, E::kBadLineEnding},
    {"0\r\nX: \0\r\n\r\n"sv, E::kControlByte},
    {"0\r\nX : y\r\n\r\n"sv, E::kSpaceBeforeColon},
    {"0\r\nX\r\n\r\n"sv, E::kMissingColon},
    {"0\r\nX: y\r\n z\r\n\r\n"sv, E::kObsoleteFold},
    {"0\r\nGET /admin HTTP/1.1\r\n\r\n"sv, E::kSpaceBeforeColon},
    {"0\r\nContent-Length: 5\r\n\r\n"sv, E::kForbiddenTrailer},
    {"0\r\nTransfer-Encoding: chunked\r\n\r\n"sv, E::kForbiddenTrailer},
    {"0\r\nHost: b\r\n\r\n"sv, E::kForbiddenTrailer},
    {"0\r\nAuthorization: x\r\n\r\n"sv, E::kForbiddenTrailer},
    {"0\r\nCookie: x\r\n\r\n"sv, E::kForbiddenTrailer},
    {"0\r\nConnection: close\r\n\r\n"sv, E::kForbiddenTrailer},
};

// Whole requests that fit no group.
constexpr Row kWholeRows[] = {
    {"GET /\r\n\r\n"sv, E::kBadRequestLine},  // HTTP/0.9
    {"GET / HTTP/1.1\r\n\r\n"sv, E::kMissingHost},
    {"GET / HTTP/1.1\r\nX: Host: a\r\n\r\n"sv, E::kMissingHost},
    {"GET http://a/ HTTP/1.1\r\n\r\n"sv, E::kMissingHost},
    {"GET / HTTP/1.1\nHost: a\n\n"sv, E::kBadLineEnding},
    {"GET / HTTP/1.1\r\nHost: a\n\r\n"sv, E::kBadLineEnding},
    {"GET / HTTP/1.1\r\nHost: a\r\n\n"sv, E::kBadLineEnding},
    {"GET / HTTP/1.1\r\nHost: a\r\n\r\r\n"sv, E::kBadLineEnding},
    {"GET / HTTP/1.1\r\n Host: a\r\n\r\n"sv, E::kObsoleteFold},
    {"GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"sv, E::kRepeatedHost},
    {"GET / HTTP/1.0\r\nHost: a b\r\n\r\n"sv, E::kBadHost},
    {"POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"sv,
     E::kTransferEncodingInHttp10},
    {"POST / HTTP/1.0\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello"sv,
     E::kTransferEncodingInHttp10},
};

// Reads head and body; the error of whichever refused, or kNone.
ParseError read_all(std::string_view bytes, std::size_t step) {
  ParserFixture fixture;
  const ParseStatus status = fixture.parse_in_steps(bytes, step);
  if (status != ParseStatus::kComplete) return fixture.parser().error();
  BodyReader body(fixture.arena());
  body.start(fixture.head());
  std::string_view rest = bytes.substr(fixture.head().head_bytes);
  while (true) {
    const std::string_view piece = rest.substr(0, step);
    const BodyStep read = body.feed(piece);
    if (read.status == BodyStatus::kError) return body.error();
    if (read.status == BodyStatus::kDone || piece.empty()) return ParseError::kNone;
    rest.remove_prefix(read.consumed);
  }
}

void expect_refused(std::string_view bytes, ParseError error) {
  for (const std::size_t step : {bytes.size(), std::size_t{1}, std::size_t{7}}) {
    const ParseError found = read_all(bytes, step);
    EXPECT_EQ(describe(found), describe(error)) << ::testing::PrintToString(std::string(bytes));
  }
  EXPECT_GE(status_of(error), 400);
}

constexpr std::string_view kSecondRequest = "0\r\n\r\nGET /admin HTTP/1.1\r\nHost: a\r\n\r\n";

TEST(Smuggling, FieldLines) {
  for (const Row& row : kFieldRows) {
    expect_refused("POST / HTTP/1.1\r\nHost: a\r\n" + std::string(row.bytes) + "\r\n\r\n" +
                       std::string(kSecondRequest),
                   row.error);
  }
}

TEST(Smuggling, RequestLines) {
  for (const Row& row : kRequestLineRows) {
    expect_refused(std::string(row.bytes) + "\r\nHost: a\r\n\r\n", row.error);
  }
}

TEST(Smuggling, HostValues) {
  for (const std::string_view host : kBadHosts) {
    expect_refused("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n",
                   ParseError::kBadHost);
  }
}

TEST(Smuggling, ChunkedBodies) {
  for (const Row& row : kChunkRows) {
    expect_refused(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(row.bytes),
        row.error);
  }
}

TEST(Smuggling, WholeRequests) {
  for (const Row& row : kWholeRows) expect_refused(row.bytes, row.error);
}

TEST(Smuggling, TheTableIsNoSmallerThanTheGateAsks) {
  EXPECT_GE(std::size(kFieldRows) + std::size(kRequestLineRows) + std::size(kBadHosts) +
                std::size(kChunkRows) + std::size(kWholeRows),
            115u);
}

// The same shapes, well-formed, must pass: a parser that refuses everything is no use.
TEST(Smuggling, WellFormedNeighboursPass) {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\n";
  for (const std::string_view tail :
       {"Content-Length: 6\r\n\r\nabcdef"sv, "Content-Length:6\r\n\r\nabcdef"sv,
        "Content-Length: \t6 \t\r\n\r\nabcdef"sv, "content-length: 006\r\n\r\nabcdef"sv,
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"sv,
        "transfer-encoding: CHUNKED \r\n\r\n5\r\nhello\r\n0\r\n\r\n"sv,
        "Transfer-Encoding: chunked\r\n\r\n05;a;b=c;d=\"e\\\"\"\r\nhello\r\n000\r\nX: y\r\n\r\n"sv,
        "Expect: 100-Continue\r\nContent-Length: 0\r\n\r\n"sv, "X: \xc3\xa9\r\n\r\n"sv,
        "X-Empty:\r\n\r\n"sv, "X_y: z\r\n\r\n"sv}) {
    EXPECT_EQ(describe(read_all(head + std::string(tail), 4096)), "no error") << tail;
    EXPECT_EQ(describe(read_all(head + std::string(tail), 1)), "no error") << tail;
  }
}

}  // namespace
}  // namespace penstock::http
