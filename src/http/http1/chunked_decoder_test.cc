// Chunked bodies: data in place however it arrives, extensions and trailers within their limits.
// Malformed bodies are in request_parser_smuggling_test.cc.
#include "http/http1/chunked_decoder.h"

#include <gtest/gtest.h>

#include <string>

namespace penstock::http {
namespace {

struct Decoded {
  BodyStatus status;
  std::string body;
  std::size_t consumed;
};

// Feeds at most `step` bytes at a time until the body ends or the input does.
Decoded decode_all(ChunkedDecoder& decoder, std::string_view input, std::size_t step) {
  Decoded out{BodyStatus::kNeedMore, "", 0};
  while (out.consumed < input.size()) {
    const BodyStep read = decoder.decode(input.substr(out.consumed, step));
    out.body += read.body;
    out.consumed += read.consumed;
    out.status = read.status;
    if (read.status == BodyStatus::kDone || read.status == BodyStatus::kError) break;
  }
  return out;
}

class ChunkedDecoderTest : public ::testing::Test {
 protected:
  ParseError error_of(std::string_view input, const ChunkLimits& limits = ChunkLimits{}) {
    ChunkedDecoder decoder(arena_, limits);
    decode_all(decoder, input, input.size());
    return decoder.error();
  }

  base::Arena arena_;
};

TEST_F(ChunkedDecoderTest, DecodesHoweverTheBytesArrive) {
  const std::string body =
      "5\r\nhello\r\n01;a=b;c=\"d; \\\"\"\r\n \r\nA\r\n0123456789\r\n0\r\n\r\n";
  for (std::size_t step = 1; step <= body.size(); ++step) {
    ChunkedDecoder decoder(arena_);
    const Decoded got = decode_all(decoder, body + "GET /next", step);
    EXPECT_EQ(got.status, BodyStatus::kDone) << step;
    EXPECT_EQ(got.body, "hello 0123456789") << step;
    EXPECT_EQ(got.consumed, body.size()) << step;
    EXPECT_TRUE(decoder.trailers().empty());
  }
}

TEST_F(ChunkedDecoderTest, HandsOutViewsOfTheInput) {
  const std::string input = "5\r\nhello\r\n";
  ChunkedDecoder decoder(arena_);
  const BodyStep read = decoder.decode(input);
  EXPECT_EQ(read.status, BodyStatus::kData);
  EXPECT_EQ(read.body.data(), input.data() + 3);
  EXPECT_EQ(read.consumed, 8u);
  const BodyStep end = decoder.decode(std::string_view(input).substr(8));
  EXPECT_EQ(end.status, BodyStatus::kNeedMore);
  EXPECT_EQ(end.consumed, 2u);
}

TEST_F(ChunkedDecoderTest, AfterTheEndItConsumesNothing) {
  ChunkedDecoder decoder(arena_);
  ASSERT_EQ(decoder.decode("0\r\n\r\n").status, BodyStatus::kDone);
  const BodyStep read = decoder.decode("5\r\nhello\r\n");
  EXPECT_EQ(read.status, BodyStatus::kDone);
  EXPECT_EQ(read.consumed, 0u);
}

TEST_F(ChunkedDecoderTest, StaysInErrorUntilReset) {
  ChunkedDecoder decoder(arena_);
  ASSERT_EQ(decoder.decode("x").status, BodyStatus::kError);
  EXPECT_EQ(decoder.decode("0\r\n\r\n").status, BodyStatus::kError);
  EXPECT_EQ(decoder.error(), ParseError::kBadChunkSize);
  decoder.reset();
  EXPECT_EQ(decoder.decode("0\r\n\r\n").status, BodyStatus::kDone);
}

TEST_F(ChunkedDecoderTest, KeepsTrailersBeyondTheirBuffer) {
  const std::string input =
      "0\r\nX-Sum: abc\r\nx-sum: def \r\nX-Long: " + std::string(1000, 'y') + "\r\n\r\n";
  for (const std::size_t step : {std::size_t{1}, input.size()}) {
    ChunkedDecoder decoder(arena_);
    std::string copy = input;
    EXPECT_EQ(decode_all(decoder, copy, step).status, BodyStatus::kDone);
    copy.assign(copy.size(), '#');
    EXPECT_EQ(decoder.trailers().get("x-sum"), "abc, def");
    EXPECT_EQ(decoder.trailers().get("x-long"), std::string(1000, 'y'));
    EXPECT_STREQ(decoder.trailers().get("X-Sum").data(), "abc, def");
  }
}

TEST_F(ChunkedDecoderTest, SizesUpToFifteenDigits) {
  ChunkedDecoder decoder(arena_);
  const BodyStep read = decoder.decode("fffffffffffffff\r\nabc");
  EXPECT_EQ(read.body, "abc");
  EXPECT_EQ(error_of("1000000000000000\r\n"), ParseError::kBadChunkSize);
}

TEST_F(ChunkedDecoderTest, ExtensionsAreBoundedPerChunkAndInAll) {
  ChunkLimits limits;
  limits.extension = 10;
  limits.extensions = 25;
  EXPECT_EQ(error_of("1;abcdefgh\r\nx\r\n", limits), ParseError::kNone);
  EXPECT_EQ(error_of("1;abcdefghijk\r\nx\r\n", limits), ParseError::kChunkExtensionTooLong);
  const std::string chunk = "1;abcdefgh\r\nx\r\n";
  ChunkedDecoder decoder(arena_, limits);
  EXPECT_EQ(decode_all(decoder, chunk + chunk + chunk, 1).status, BodyStatus::kError);
  EXPECT_EQ(decoder.error(), ParseError::kChunkExtensionTooLong);
}

TEST_F(ChunkedDecoderTest, TrailersAreBounded) {
  ChunkLimits limits;
  limits.trailers = 20;
  limits.trailer_count = 2;
  EXPECT_EQ(error_of("0\r\nX: 1\r\nY: 2\r\n\r\n", limits), ParseError::kNone);
  EXPECT_EQ(error_of("0\r\nX: 1\r\nY: 2\r\nZ: 3\r\n\r\n", limits), ParseError::kTrailersTooLong);
  EXPECT_EQ(error_of("0\r\nX: " + std::string(20, 'y'), limits), ParseError::kTrailersTooLong);
}

}  // namespace
}  // namespace penstock::http
