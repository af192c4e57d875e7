// Requests that two servers could read differently: each is answered once with 400 and the
// connection closed, whatever follows it (RFC 9112 11.2). The parser's own tests have the whole
// table; here are those that the connection around it could get wrong.
#include <gtest/gtest.h>

#include "protocol/probe_server.h"

namespace penstock::tests {
namespace {

const std::string kSmuggled = "GET /probe/describe?smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

struct Ambiguous {
  const char* name;
  std::string fields;  // behind the request line
  int status = 400;
};

void PrintTo(const Ambiguous& row, std::ostream* out) { *out << row.name; }

class Smuggling : public ProbeTest, public testing::WithParamInterface<Ambiguous> {};

TEST_P(Smuggling, IsAnsweredOnceAndClosed) {
  for (const char* url : {"/probe/echo", "/probe/ignore", "/a.txt"}) {
    RawClient client = connect();
    client.send("POST " + std::string(url) + " HTTP/1.1\r\n" + GetParam().fields + kSmuggled +
                kSmuggled);
    const Reply reply = client.read_reply();
    EXPECT_EQ(reply.status, GetParam().status) << url;
    EXPECT_EQ(reply.header("Connection"), "close") << url;
    EXPECT_EQ(client.wait_for_end(), End::closed) << url;
  }
}

TEST_P(Smuggling, BehindAGoodRequestToo) {
  RawClient client = connect();
  client.send("GET /probe/ignore HTTP/1.1\r\nHost: a\r\n\r\nPOST /probe/echo HTTP/1.1\r\n" +
              GetParam().fields + kSmuggled);
  EXPECT_EQ(client.read_reply().status, 200);
  EXPECT_EQ(client.read_reply().status, GetParam().status);
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

INSTANTIATE_TEST_SUITE_P(
    Fields, Smuggling,
    testing::Values(
        Ambiguous{"LengthAndChunked",
                  "Host: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        Ambiguous{"ChunkedAndLength",
                  "Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"},
        Ambiguous{"LengthTwiceSame", "Host: a\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n"},
        Ambiguous{"LengthTwiceOther", "Host: a\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n"},
        Ambiguous{"LengthList", "Host: a\r\nContent-Length: 0, 0\r\n\r\n"},
        Ambiguous{"LengthPlus", "Host: a\r\nContent-Length: +0\r\n\r\n"},
        Ambiguous{"LengthMinus", "Host: a\r\nContent-Length: -1\r\n\r\n"},
        Ambiguous{"LengthHex", "Host: a\r\nContent-Length: 0x0\r\n\r\n"},
        Ambiguous{"LengthEmpty", "Host: a\r\nContent-Length:\r\n\r\n"},
        Ambiguous{"LengthOverflow", "Host: a\r\nContent-Length: 18446744073709551616\r\n\r\n"},
        Ambiguous{"ChunkedTwice",
                  "Host: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"},
        Ambiguous{"ChunkedTwoFields",
                  "Host: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "0\r\n\r\n"},
        Ambiguous{"ChunkedNotLast", "Host: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"},
        Ambiguous{"ChunkedMisspelt", "Host: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"},
        Ambiguous{"ChunkedQuoted", "Host: a\r\nTransfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n"},
        Ambiguous{"ChunkedWithTabInside",
                  "Host: a\r\nTransfer-Encoding: chun\tked\r\n\r\n0\r\n\r\n"},
        Ambiguous{"Identity", "Host: a\r\nTransfer-Encoding: identity\r\n\r\n"},
        Ambiguous{"GzipChunked", "Host: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                  501},
        Ambiguous{"SpaceBeforeColon", "Host: a\r\nContent-Length : 0\r\n\r\n"},
        Ambiguous{"TabBeforeColon", "Host: a\r\nTransfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n"},
        Ambiguous{"ObsFold", "Host: a\r\nX: 1\r\n Content-Length: 0\r\n\r\n"},
        Ambiguous{"FoldedFirst", "Host: a\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        Ambiguous{"BareLf", "Host: a\nContent-Length: 0\n\n"},
        Ambiguous{"BareLfAtTheEnd", "Host: a\r\nContent-Length: 0\r\n\n"},
        Ambiguous{"BareCr", "Host: a\r\nX: 1\rContent-Length: 0\r\n\r\n"},
        Ambiguous{"Nul", std::string("Host: a\r\nX: 1\0Y: 2\r\n\r\n", 23)},
        Ambiguous{"NoColon", "Host: a\r\nContent-Length 0\r\n\r\n"},
        Ambiguous{"EmptyName", "Host: a\r\n: 0\r\n\r\n"},
        Ambiguous{"HighByteInName", "Host: a\r\nContent-Length\xa0: 0\r\n\r\n"}),
    [](const auto& row) { return std::string(row.param.name); });

using SmugglingHttp10 = ProbeTest;

TEST_F(SmugglingHttp10, HasNoTransferEncoding) {
  RawClient client = connect();
  client.send(
      "POST /probe/echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n"
      "0\r\n\r\n" +
      kSmuggled);
  EXPECT_EQ(client.read_reply().status, 400);
  EXPECT_EQ(client.wait_for_end(), End::closed);
}

// A GET may have a body; its bytes are not a request.
TEST_F(SmugglingHttp10, TheBodyOfAGetIsABody) {
  for (const char* url : {"/probe/ignore", "/a.txt", "/probe/echo"}) {
    RawClient client = connect();
    client.send("GET " + std::string(url) + " HTTP/1.1\r\nHost: a\r\nContent-Length: " +
                std::to_string(kSmuggled.size()) + "\r\n\r\n" + kSmuggled);
    client.read_reply();
    EXPECT_EQ(client.get("/probe/describe?next").body,
              "GET /probe/describe?next localhost HTTP/1.1");
  }
}

}  // namespace
}  // namespace penstock::tests
