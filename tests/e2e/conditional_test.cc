// Conditional requests and ranges of static files (RFC 9110 13 and 14).
#include <gtest/gtest.h>

#include <regex>

#include "support/test_server.h"

namespace penstock::tests {
namespace {

constexpr const char* kPast = "Mon, 01 Jan 2001 00:00:00 GMT";
constexpr const char* kFuture = "Fri, 01 Jan 2049 00:00:00 GMT";

class Conditional : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_ = std::make_unique<TestServer>();
    for (int i = 0; i < 100; ++i) {
      content_ += "0123456789";
    }
    server_->write_site_file("a.txt", content_);
    const Reply reply = server_->get("/a.txt");
    etag_ = reply.header("ETag");
    modified_ = reply.header("Last-Modified");
  }
  static void TearDownTestSuite() { server_.reset(); }

  static Reply get(const Headers& headers) { return server_->get("/a.txt", headers); }
  static Reply range(const std::string& value) { return get({{"Range", value}}); }
  static int status(const Headers& headers) { return get(headers).status; }

  inline static std::unique_ptr<TestServer> server_;
  inline static std::string content_;
  inline static std::string etag_;
  inline static std::string modified_;
};

TEST_F(Conditional, ValidatorsAreSent) {
  EXPECT_TRUE(std::regex_match(etag_, std::regex("\"[^\"]+\""))) << etag_;
  EXPECT_NE(modified_, "");
  EXPECT_EQ(get({}).header("Accept-Ranges"), "bytes");
}

TEST_F(Conditional, IfNoneMatch) {
  EXPECT_EQ(status({{"If-None-Match", etag_}}), 304);
  EXPECT_EQ(status({{"If-None-Match", "W/" + etag_}}), 304);
  EXPECT_EQ(status({{"If-None-Match", "\"x\", " + etag_}}), 304);
  EXPECT_EQ(status({{"If-None-Match", "*"}}), 304);
  EXPECT_EQ(status({{"If-None-Match", "\"x\""}}), 200);
  // It wins over the date.
  EXPECT_EQ(status({{"If-None-Match", "\"x\""}, {"If-Modified-Since", kFuture}}), 200);
}

TEST_F(Conditional, IfModifiedSince) {
  EXPECT_EQ(status({{"If-Modified-Since", modified_}}), 304);
  EXPECT_EQ(status({{"If-Modified-Since", kPast}}), 200);
  EXPECT_EQ(status({{"If-Modified-Since", "yesterday"}}), 200);
}

TEST_F(Conditional, IfMatch) {
  EXPECT_EQ(status({{"If-Match", etag_}}), 200);
  EXPECT_EQ(status({{"If-Match", "*"}}), 200);
  EXPECT_EQ(status({{"If-Match", "\"x\""}}), 412);
  EXPECT_EQ(status({{"If-Match", "W/" + etag_}}), 412);
}

TEST_F(Conditional, IfUnmodifiedSince) {
  EXPECT_EQ(status({{"If-Unmodified-Since", modified_}}), 200);
  EXPECT_EQ(status({{"If-Unmodified-Since", kPast}}), 412);
  EXPECT_EQ(status({{"If-Match", etag_}, {"If-Unmodified-Since", kPast}}), 200);
}

TEST_F(Conditional, IfRange) {
  EXPECT_EQ(status({{"Range", "bytes=0-9"}, {"If-Range", etag_}}), 206);
  EXPECT_EQ(status({{"Range", "bytes=0-9"}, {"If-Range", "\"x\""}}), 200);
  EXPECT_EQ(status({{"Range", "bytes=0-9"}, {"If-Range", "W/" + etag_}}), 200);
  EXPECT_EQ(status({{"Range", "bytes=0-9"}, {"If-Range", kPast}}), 200);
}

TEST_F(Conditional, NotModifiedHasNoBodyAndKeepsItsValidators) {
  RawClient client = server_->connect();
  const Reply reply = client.get("/a.txt", {{"If-None-Match", etag_}});
  EXPECT_EQ(reply.status, 304);
  EXPECT_EQ(reply.header("ETag"), etag_);
  EXPECT_FALSE(reply.has("Content-Type"));
  EXPECT_EQ(client.get("/a.txt").body, content_);
}

TEST_F(Conditional, SingleRanges) {
  struct Row {
    const char* asked;
    const char* content_range;
    std::size_t first;
    std::size_t size;
  };
  for (const Row& row :
       {Row{"bytes=0-0", "bytes 0-0/1000", 0, 1}, Row{"bytes=5-9", "bytes 5-9/1000", 5, 5},
        Row{"bytes=990-", "bytes 990-999/1000", 990, 10},
        Row{"bytes=990-5000", "bytes 990-999/1000", 990, 10},
        Row{"bytes=-3", "bytes 997-999/1000", 997, 3},
        Row{"bytes=-5000", "bytes 0-999/1000", 0, 1000},
        Row{"BYTES=1-2", "bytes 1-2/1000", 1, 2}}) {
    const Reply reply = range(row.asked);
    EXPECT_EQ(reply.status, 206) << row.asked;
    EXPECT_EQ(reply.header("Content-Range"), row.content_range) << row.asked;
    EXPECT_EQ(reply.header("Content-Type"), "text/plain");
    EXPECT_EQ(reply.body, content_.substr(row.first, row.size)) << row.asked;
  }
}

TEST_F(Conditional, RangesOutsideTheFileAre416) {
  for (const char* asked : {"bytes=1000-", "bytes=1000-2000", "bytes=-0",
                            "bytes=4294967296-4294967300", "bytes=1000-,2000-"}) {
    const Reply reply = range(asked);
    EXPECT_EQ(reply.status, 416) << asked;
    EXPECT_EQ(reply.header("Content-Range"), "bytes */1000") << asked;
  }
}

TEST_F(Conditional, RangesThatAreNoneAreIgnored) {
  for (const char* asked : {"bytes=", "bytes=a-b", "bytes=5-3", "bytes 0-5", "lines=0-5",
                            "bytes=--5", "bytes=0-5;q=1", "bytes=+0-5", "bytes=0x0-5"}) {
    EXPECT_EQ(range(asked).status, 200) << asked;
  }
  EXPECT_EQ(server_->connect().request("HEAD", "/a.txt", {{"Range", "bytes=0-5"}}).status, 200);
}

// CVE-2015-1635.
TEST_F(Conditional, NoRangeOverflows) {
  for (const char* asked :
       {"bytes=18-18446744073709551615", "bytes=0-18446744073709551615",
        "bytes=18446744073709551615-", "bytes=-18446744073709551615",
        "bytes=18446744073709551616-18446744073709551617", "bytes=9223372036854775807-"}) {
    const Reply reply = range(asked);
    EXPECT_TRUE(reply.status == 200 || reply.status == 416 || reply.status == 206) << asked;
    EXPECT_LE(reply.body.size(), 2000U) << asked;
    EXPECT_EQ(server_->get("/a.txt").body, content_);
  }
}

TEST_F(Conditional, SeveralRangesAreParts) {
  const Reply reply = range("bytes=0-1, 500-502 ,-2");
  ASSERT_EQ(reply.status, 206);
  const std::string type = reply.header("Content-Type");
  const std::string marker = "multipart/byteranges; boundary=";
  ASSERT_EQ(type.rfind(marker, 0), 0U) << type;
  const std::string boundary = "--" + type.substr(marker.size());
  std::string expected;
  for (const auto& [first, size] :
       std::vector<std::pair<std::size_t, std::size_t>>{{0, 2}, {500, 3}, {998, 2}}) {
    expected += "\r\n" + boundary + "\r\nContent-Type: text/plain\r\nContent-Range: bytes " +
                std::to_string(first) + "-" + std::to_string(first + size - 1) + "/1000\r\n\r\n" +
                content_.substr(first, size);
  }
  EXPECT_EQ(reply.body, expected + "\r\n" + boundary + "--\r\n");
}

// A file cannot have been written to hold it.
TEST_F(Conditional, TheBoundaryOfPartsIsNotKnownBeforehand) {
  TestServer other;
  other.write_site_file("a.txt", content_);
  const Headers two{{"Range", "bytes=0-1,5-6"}};
  EXPECT_NE(other.get("/a.txt", two).header("Content-Type"), get(two).header("Content-Type"));
}

// CVE-2011-3192: whatever is asked, the answer is not much larger than the file.
TEST_F(Conditional, AFloodOfRangesIsNoFloodOfBytes) {
  std::vector<std::string> floods{"bytes=0-", "bytes=0-", "bytes=0-0"};
  for (int i = 0; i < 1300; ++i) {
    floods[0] += ",5-" + std::to_string(i + 6);
  }
  for (int i = 0; i < 99; ++i) {
    floods[1] += ",0-";
    floods[2] += "," + std::to_string((i + 1) * 2) + "-" + std::to_string((i + 1) * 2);
  }
  for (const std::string& flood : floods) {
    const Reply reply = range(flood);
    EXPECT_TRUE(reply.status == 200 || reply.status == 206);
    EXPECT_LE(reply.body.size(), content_.size() + (64 << 10));
  }
}

TEST_F(Conditional, RangesOfALargeFile) {
  std::string large;
  for (int i = 0; large.size() < 300'000; ++i) {
    large += std::to_string(i) + ",";
  }
  server_->write_site_file("large.txt", large);
  RawClient client = server_->connect();
  EXPECT_EQ(client.get("/large.txt", {{"Range", "bytes=100000-100009"}}).body,
            large.substr(100000, 10));
  EXPECT_EQ(client.get("/large.txt", {{"Range", "bytes=-5"}}).body, large.substr(large.size() - 5));
  const Reply parts = client.get("/large.txt", {{"Range", "bytes=0-99999,200000-250000"}});
  EXPECT_NE(parts.body.find(large.substr(0, 100000)), std::string::npos);
  EXPECT_NE(parts.body.find(large.substr(200000, 50001)), std::string::npos);
}

}  // namespace
}  // namespace penstock::tests
