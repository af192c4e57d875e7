// Response heads: exact bytes, framing by case, and that nothing can split a response.
#include "http/http1/response_writer.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "http/status.h"

namespace penstock::http {
namespace {

class ResponseWriterTest : public ::testing::Test {
 protected:
  // Writes into exactly the bound, so that a sanitizer sees one byte too many.
  std::string write() {
    head_.headers = &headers_;
    std::unique_ptr<char[]> out(new char[response_head_bound(head_)]);
    const std::size_t size = write_response_head(head_, out.get());
    EXPECT_LE(size, response_head_bound(head_));
    return {out.get(), size};
  }

  base::Arena arena_;
  HeaderMap headers_{HeaderKind::kResponse, arena_};
  ResponseHead head_;
};

TEST_F(ResponseWriterTest, WritesATypicalHead) {
  ASSERT_EQ(headers_.set("Content-Type", "text/html"), HeaderError::kNone);
  ASSERT_EQ(headers_.set("X-A", "b"), HeaderError::kNone);
  head_.content_length = 1234;
  head_.date = "Sun, 06 Nov 1994 08:49:37 GMT";
  head_.server = "Penstock";
  EXPECT_EQ(write(),
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-A: b\r\nServer: Penstock\r\n"
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 1234\r\n\r\n");
}

TEST_F(ResponseWriterTest, TheApplicationsServerAndDateWin) {
  ASSERT_EQ(headers_.set("Server", "mine"), HeaderError::kNone);
  ASSERT_EQ(headers_.set("Date", "then"), HeaderError::kNone);
  head_.date = "Sun, 06 Nov 1994 08:49:37 GMT";
  head_.server = "Penstock";
  EXPECT_EQ(write(), "HTTP/1.1 200 OK\r\nServer: mine\r\nDate: then\r\nContent-Length: 0\r\n\r\n");
}

TEST_F(ResponseWriterTest, FramingHeadersOfTheApplicationGiveWay) {
  ASSERT_EQ(headers_.set("Content-Length", "99"), HeaderError::kNone);
  ASSERT_EQ(headers_.set("Transfer-Encoding", "gzip"), HeaderError::kNone);
  head_.framing = Framing::kChunked;
  EXPECT_EQ(write(), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
  head_.framing = Framing::kNone;
  EXPECT_EQ(write(), "HTTP/1.1 200 OK\r\n\r\n");
}

TEST_F(ResponseWriterTest, ConnectionSaysWhatHappens) {
  ASSERT_EQ(headers_.set("Connection", "Upgrade"), HeaderError::kNone);
  head_.framing = Framing::kNone;
  head_.status = 101;
  EXPECT_EQ(write(), "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n\r\n");
  head_.status = 200;
  head_.keep_alive = false;
  EXPECT_EQ(write(), "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
  head_.keep_alive = true;
  head_.version_minor = 0;
  EXPECT_EQ(write(), "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n\r\n");
}

TEST_F(ResponseWriterTest, OwnReasonsAndCodes) {
  head_.framing = Framing::kNone;
  head_.reason = "Fine";
  EXPECT_EQ(write(), "HTTP/1.1 200 Fine\r\n\r\n");
  head_.status = 799;
  EXPECT_EQ(write(), "HTTP/1.1 799 Fine\r\n\r\n");
  head_.reason = "";
  EXPECT_EQ(write(), "HTTP/1.1 799 Unknown\r\n\r\n");
  head_.status = 12345;
  EXPECT_EQ(write(), "HTTP/1.1 500 Unknown\r\n\r\n");
  head_.status = 404;
  head_.reason = "Not Found";
  EXPECT_EQ(write(), "HTTP/1.1 404 Not Found\r\n\r\n");
}

TEST_F(ResponseWriterTest, WorksWithoutHeaders) {
  char out[256];
  ResponseHead head;
  ASSERT_LE(response_head_bound(head), sizeof out);
  EXPECT_EQ(std::string(out, write_response_head(head, out)),
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
}

TEST_F(ResponseWriterTest, TheLargestHeadFitsItsBound) {
  head_.status = 431;
  head_.content_length = UINT64_MAX;
  head_.keep_alive = true;
  head_.version_minor = 0;
  head_.date = "Sun, 06 Nov 1994 08:49:37 GMT";
  head_.server = "Penstock";
  ASSERT_EQ(headers_.set("X", ""), HeaderError::kNone);
  const std::string head = write();
  EXPECT_NE(head.find("18446744073709551615"), head.npos);
}

TEST_F(ResponseWriterTest, TextsFromOutsideCannotSplitTheHead) {
  using namespace std::string_literals;
  const std::string reason = "a\r\nX: y\0"s;
  const std::string server = "b\n\rZ: z"s;
  head_.reason = reason;
  head_.server = server;
  head_.framing = Framing::kNone;
  EXPECT_EQ(write(), "HTTP/1.1 200 a  X: y \r\nServer: b  Z: z\r\n\r\n");
}

// Whatever a module sets, the head is: lines of the fields that were accepted, an empty line.
TEST_F(ResponseWriterTest, RandomFieldsNeverAddLines) {
  std::mt19937 random(1);
  const std::string_view alphabet("aZ-: \t\r\n\0\x7f\x80;,\"", 14);
  const auto text = [&](std::size_t longest) {
    std::string out(random() % longest, '\0');
    for (char& c : out) c = alphabet[random() % alphabet.size()];
    return out;
  };
  for (int round = 0; round < 20000; ++round) {
    headers_.reset();
    arena_.reset();
    for (int i = 0; i < 5; ++i) {
      const std::string name = text(8);
      const std::string value = text(24);
      const bool append = random() % 2 == 0;
      (void)(append ? headers_.append(name, value) : headers_.set(name, value));
    }
    head_.framing = Framing::kNone;
    const std::string head = write();
    std::size_t breaks = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
      ASSERT_NE(head[i], '\0');
      ASSERT_TRUE(head[i] != '\r' || head[i + 1] == '\n');
      ASSERT_TRUE(head[i] != '\n' || head[i - 1] == '\r');
      breaks += head[i] == '\n';
    }
    ASSERT_EQ(breaks, headers_.size() + 2);
    ASSERT_TRUE(head.ends_with("\r\n\r\n"));
    ASSERT_EQ(head.find("\r\n\r\n"), head.size() - 4);
  }
}

TEST(ChunkLine, WritesHexadecimal) {
  char out[kMaxChunkLine];
  const auto line = [&out](std::uint64_t size) {
    return std::string(out, write_chunk_line(size, out));
  };
  EXPECT_EQ(line(1), "1\r\n");
  EXPECT_EQ(line(0x1a2b), "1a2b\r\n");
  EXPECT_EQ(line(UINT64_MAX), "ffffffffffffffff\r\n");
}

struct FramingCase {
  FramingRequest request;
  Framing framing;
  bool send_body;
  std::uint64_t content_length;
};

constexpr std::optional<std::uint64_t> kNoLength;

TEST(FramingDecision, FollowsRfc9112) {
  const FramingCase cases[] = {
      // version, head, status, declared, ready, more
      {{1, false, 200, kNoLength, 5, false}, Framing::kContentLength, true, 5},
      {{1, false, 200, kNoLength, 0, false}, Framing::kContentLength, true, 0},
      {{1, false, 200, 9, 5, false}, Framing::kContentLength, true, 5},
      {{1, false, 200, 9, 5, true}, Framing::kContentLength, true, 9},
      {{1, false, 200, kNoLength, 5, true}, Framing::kChunked, true, 0},
      {{0, false, 200, kNoLength, 5, true}, Framing::kClose, true, 0},
      {{0, false, 200, kNoLength, 5, false}, Framing::kContentLength, true, 5},
      {{1, true, 200, kNoLength, 5, false}, Framing::kContentLength, false, 5},
      {{1, true, 200, 9, 0, false}, Framing::kContentLength, false, 9},
      {{1, true, 200, kNoLength, 0, false}, Framing::kNone, false, 0},
      {{1, true, 200, kNoLength, 5, true}, Framing::kNone, false, 0},
      {{1, false, 304, kNoLength, 0, false}, Framing::kNone, false, 0},
      {{1, false, 304, 9, 0, false}, Framing::kContentLength, false, 9},
      {{1, false, 204, 9, 5, false}, Framing::kNone, false, 0},
      {{1, false, 100, kNoLength, 0, false}, Framing::kNone, false, 0},
      {{1, false, 101, kNoLength, 0, true}, Framing::kNone, false, 0},
      {{1, true, 204, 9, 5, false}, Framing::kNone, false, 0},
  };
  for (const FramingCase& row : cases) {
    const FramingDecision decision = decide_framing(row.request);
    const auto index = &row - cases;
    EXPECT_EQ(decision.framing, row.framing) << "row " << index;
    EXPECT_EQ(decision.send_body, row.send_body) << "row " << index;
    EXPECT_EQ(decision.content_length, row.content_length) << "row " << index;
  }
}

TEST(Status, LinesAndPhrases) {
  EXPECT_EQ(status_line(200), "HTTP/1.1 200 OK\r\n");
  EXPECT_EQ(status_line(511), "HTTP/1.1 511 Network Authentication Required\r\n");
  EXPECT_EQ(reason_phrase(404), "Not Found");
  EXPECT_EQ(status_line(299), "");
  EXPECT_EQ(reason_phrase(299), "Unknown");
  for (const int status : {-1, 0, 99, 600, 1000}) EXPECT_EQ(status_line(status), "");
}

TEST_F(ResponseWriterTest, TrailersFollowTheLastChunk) {
  ASSERT_EQ(headers_.set("X-Sum", "42"), HeaderError::kNone);
  ASSERT_EQ(headers_.set("Server-Timing", "db;dur=53"), HeaderError::kNone);
  std::unique_ptr<char[]> out(new char[trailer_section_bound(headers_)]);
  const std::size_t size = write_trailer_section(headers_, out.get());
  EXPECT_LE(size, trailer_section_bound(headers_));
  EXPECT_EQ(std::string(out.get(), size), "0\r\nX-Sum: 42\r\nServer-Timing: db;dur=53\r\n\r\n");
}

}  // namespace
}  // namespace penstock::http
