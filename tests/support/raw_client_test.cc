// The client's reading of responses, against a socket that a test writes to.
#include "support/raw_client.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace penstock::tests {
namespace {

// Accepts one connection, sends fixed bytes on it, and closes it.
class Answer {
 public:
  explicit Answer(std::string_view bytes) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
    listen(fd_, 1);
    socklen_t size = sizeof(address);
    getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
    client_.emplace(ntohs(address.sin_port));
    const int accepted = accept(fd_, nullptr, nullptr);
    EXPECT_EQ(write(accepted, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    ::close(accepted);
  }
  ~Answer() { ::close(fd_); }
  RawClient& client() { return *client_; }

 private:
  int fd_;
  std::optional<RawClient> client_;
};

TEST(RawClient, ReadsCountedBodiesOneAfterTheOther) {
  Answer answer(
      "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-A: 1\r\nx-a: 2\r\n\r\nabc"
      "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  const Reply first = answer.client().read_reply();
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, "abc");
  EXPECT_EQ(first.header("X-a"), "1");
  EXPECT_EQ(first.count("X-A"), 2U);
  const Reply second = answer.client().read_reply();
  EXPECT_EQ(second.status, 404);
  EXPECT_EQ(second.reason, "Not Found");
  EXPECT_EQ(answer.client().wait_for_end(), End::closed);
}

TEST(RawClient, ReadsChunksAndTrailers) {
  Answer answer(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n"
      "0\r\nX-Sum: 7\r\n\r\n");
  const Reply reply = answer.client().read_reply();
  EXPECT_EQ(reply.body, "abc0123456789");
  EXPECT_EQ(reply.chunks, (std::vector<std::size_t>{3, 10}));
  EXPECT_EQ(reply.trailers, (Headers{{"X-Sum", "7"}}));
}

TEST(RawClient, ReadsABodyThatEndsWithTheConnection) {
  Answer answer("HTTP/1.0 200 OK\r\n\r\nall of it");
  const Reply reply = answer.client().read_reply();
  EXPECT_EQ(reply.body, "all of it");
  EXPECT_TRUE(reply.ended_by_close);
}

TEST(RawClient, CollectsInterimResponses) {
  Answer answer("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
  const Reply reply = answer.client().read_reply();
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.interim, std::vector<int>{100});
}

TEST(RawClient, ABodyCutShortIsAnError) {
  Answer answer("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nabc");
  EXPECT_THROW(answer.client().read_reply(), ClientError);
}

}  // namespace
}  // namespace penstock::tests
