// Blocking reads and writes with a deadline; see raw_client.h.
#include "support/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace penstock::tests {
namespace {

ClientError failed(const std::string& what) {
  return ClientError(what + ": " + std::strerror(errno));
}

}  // namespace

RawClient::RawClient(std::uint16_t port, const char* address, int receive_buffer_bytes)
    : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), deadline_(Clock::now() + kPatience) {
  if (receive_buffer_bytes > 0) {
    setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof(receive_buffer_bytes));
  }
  const int on = 1;
  setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  sockaddr_in server{};
  server.sin_family = AF_INET;
  server.sin_port = htons(port);
  inet_pton(AF_INET, address, &server.sin_addr);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&server), sizeof(server)) != 0) {
    const ClientError error = failed("cannot connect to port " + std::to_string(port));
    close();
    throw error;
  }
}

RawClient::RawClient(RawClient&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      was_reset_(other.was_reset_),
      deadline_(other.deadline_),
      received_(std::move(other.received_)) {}

RawClient::~RawClient() { close(); }

void RawClient::wait(short events) {
  pollfd one{fd_, events, 0};
  if (poll(&one, 1, left_until(deadline_)) <= 0) {
    throw ClientError("the server neither answers nor closes; received so far:\n" + received_);
  }
}

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t sent = send_some(bytes);
    if (sent == 0) {
      wait(POLLOUT);
    }
    bytes.remove_prefix(sent);
  }
}

std::size_t RawClient::send_some(std::string_view bytes) {
  const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent < 0 && errno != EAGAIN) {
    throw failed("cannot send");
  }
  return sent < 0 ? 0 : static_cast<std::size_t>(sent);
}

void RawClient::send_request(std::string_view method, std::string_view target,
                             const Headers& headers, std::string_view body) {
  std::string text = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\n";
  bool has_host = false;
  for (const auto& [name, value] : headers) {
    has_host = has_host || name == "Host";
    text += name + ": " + value + "\r\n";
  }
  if (!has_host) {
    text += "Host: localhost\r\n";
  }
  if (!body.empty()) {
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  }
  send(text + "\r\n" + std::string(body));
}

Reply RawClient::request(std::string_view method, std::string_view target, const Headers& headers,
                         std::string_view body) {
  send_request(method, target, headers, body);
  return read_reply(method == "HEAD");
}

bool RawClient::receive() {
  wait(POLLIN);
  char bytes[16 * 1024];
  const ssize_t count = recv(fd_, bytes, sizeof(bytes), 0);
  if (count < 0 && errno == ECONNRESET) {
    was_reset_ = true;
    return false;
  }
  if (count < 0) {
    throw failed("cannot receive");
  }
  received_.append(bytes, static_cast<std::size_t>(count));
  return count > 0;
}

std::string RawClient::read_until(std::string_view marker) {
  std::size_t at = 0;
  while ((at = received_.find(marker)) == std::string::npos) {
    if (!receive()) {
      throw ClientError("the connection ended before \"" + std::string(marker) + "\"; received:\n" +
                        received_);
    }
  }
  std::string text = received_.substr(0, at + marker.size());
  received_.erase(0, at + marker.size());
  return text;
}

std::string RawClient::read_bytes(std::size_t count) {
  while (received_.size() < count) {
    if (!receive()) {
      throw ClientError("the connection ended after " + std::to_string(received_.size()) +
                        " bytes of " + std::to_string(count));
    }
  }
  std::string bytes = received_.substr(0, count);
  received_.erase(0, count);
  return bytes;
}

std::string RawClient::read_to_end() {
  while (receive()) {
  }
  if (was_reset_) {
    throw ClientError("the connection was reset; received:\n" + received_);
  }
  return std::exchange(received_, {});
}

std::string RawClient::read_chunk() {
  const std::string line = read_until("\r\n");
  char* end = nullptr;
  const std::size_t size = std::strtoul(line.c_str(), &end, 16);
  if (end == line.c_str()) {
    throw ClientError("no chunk size: " + line);
  }
  if (size == 0) {
    return {};
  }
  std::string chunk = read_bytes(size);
  if (read_bytes(2) != "\r\n") {
    throw ClientError("a chunk does not end with CR LF");
  }
  return chunk;
}

Reply RawClient::read_head() { return parse_head(read_until("\r\n\r\n")); }

void RawClient::read_body(Reply& reply, bool to_head) {
  if (to_head || reply.status == 204 || reply.status == 304 || reply.status == 101) {
    return;
  }
  if (reply.header("Transfer-Encoding") == "chunked") {
    for (std::string chunk; !(chunk = read_chunk()).empty();) {
      reply.chunks.push_back(chunk.size());
      reply.body += chunk;
    }
    for (std::string line; (line = read_until("\r\n")) != "\r\n";) {
      reply.trailers.push_back(parse_header(line.substr(0, line.size() - 2)));
    }
  } else if (reply.has("Content-Length")) {
    reply.body = read_bytes(std::strtoul(reply.header("Content-Length").c_str(), nullptr, 10));
  } else {
    reply.ended_by_close = true;
    reply.body = read_to_end();
  }
}

Reply RawClient::read_reply(bool to_head) {
  std::vector<int> interim;
  Reply reply = read_head();
  while (reply.status >= 100 && reply.status < 200 && reply.status != 101) {
    interim.push_back(reply.status);
    reply = read_head();
  }
  reply.interim = std::move(interim);
  read_body(reply, to_head);
  return reply;
}

End RawClient::wait_for_end() {
  if (!received_.empty() || receive()) {
    throw ClientError("bytes where the connection should end:\n" + received_);
  }
  return was_reset_ ? End::reset : End::closed;
}

void RawClient::shutdown_write() { ::shutdown(fd_, SHUT_WR); }

void RawClient::close() {
  if (fd_ >= 0) {
    ::close(std::exchange(fd_, -1));
  }
}

void RawClient::abort() {
  const linger now{1, 0};
  setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
  close();
}

std::uint16_t RawClient::local_port() const {
  sockaddr_in local{};
  socklen_t size = sizeof(local);
  getsockname(fd_, reinterpret_cast<sockaddr*>(&local), &size);
  return ntohs(local.sin_port);
}

}  // namespace penstock::tests
