// BodyReader: the three framings through one interface.
#include "http/http1/body_reader.h"

#include <gtest/gtest.h>

#include "http/http1/parser_fixture.h"

namespace penstock::http {
namespace {

class BodyReaderTest : public ::testing::Test {
 protected:
  void start(std::string_view field) {
    ASSERT_EQ(fixture_.parse("POST / HTTP/1.1\r\nHost: a\r\n" + std::string(field) + "\r\n\r\n"),
              ParseStatus::kComplete);
    reader_.start(fixture_.head());
  }

  ParserFixture fixture_;
  BodyReader reader_{fixture_.arena()};
};

TEST_F(BodyReaderTest, NoBodyIsDoneAtOnceAndConsumesNothing) {
  start("X: y");
  EXPECT_TRUE(reader_.done());
  EXPECT_EQ(reader_.remaining(), 0u);
  const BodyStep read = reader_.feed("GET /");
  EXPECT_EQ(read.status, BodyStatus::kDone);
  EXPECT_EQ(read.consumed, 0u);
}

TEST_F(BodyReaderTest, ContentLengthZeroIsNoBody) {
  start("Content-Length: 0");
  EXPECT_TRUE(reader_.done());
}

TEST_F(BodyReaderTest, ContentLengthEndsExactly) {
  start("Content-Length: 5");
  EXPECT_FALSE(reader_.done());
  EXPECT_EQ(reader_.feed("").status, BodyStatus::kNeedMore);
  const BodyStep first = reader_.feed("he");
  EXPECT_EQ(first.status, BodyStatus::kData);
  EXPECT_EQ(first.body, "he");
  EXPECT_EQ(reader_.remaining(), 3u);
  const BodyStep second = reader_.feed("lloGET /");
  EXPECT_EQ(second.status, BodyStatus::kDone);
  EXPECT_EQ(second.body, "llo");
  EXPECT_EQ(second.consumed, 3u);
  EXPECT_TRUE(reader_.done());
  EXPECT_EQ(reader_.bytes_read(), 5u);
}

TEST_F(BodyReaderTest, ChunkedCountsBodyBytesOnly) {
  start("Transfer-Encoding: chunked");
  EXPECT_TRUE(reader_.chunked());
  EXPECT_EQ(reader_.remaining(), std::nullopt);
  EXPECT_EQ(reader_.feed("5\r\nhello\r\n0\r\n").body, "hello");
  EXPECT_EQ(reader_.feed("\r\n0\r\nX: y\r\n\r\n").status, BodyStatus::kDone);
  EXPECT_EQ(reader_.bytes_read(), 5u);
  EXPECT_EQ(reader_.remaining(), 0u);
  EXPECT_EQ(reader_.trailers().get("x"), "y");
}

TEST_F(BodyReaderTest, AnErrorIsNotTheEnd) {
  start("Transfer-Encoding: chunked");
  EXPECT_EQ(reader_.feed("z").status, BodyStatus::kError);
  EXPECT_FALSE(reader_.done());
  EXPECT_EQ(reader_.error(), ParseError::kBadChunkSize);
}

}  // namespace
}  // namespace penstock::http
