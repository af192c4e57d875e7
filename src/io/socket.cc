// Implements reading, writing, waiting and closing. Listening is in listen.cc. See socket.h.
#include "io/socket.h"

#include <netinet/tcp.h>
#include <poll.h>
#include <sys/sendfile.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <system_error>

namespace penstock::io {
namespace {

// `count` is what a system call returned.
IoResult result_of(ssize_t count) {
  if (count >= 0) {
    return {IoStatus::kOk, static_cast<std::size_t>(count), 0};
  }
  const int error = errno;
  if (error == EAGAIN || error == EWOULDBLOCK) {
    return {IoStatus::kWouldBlock, 0, 0};
  }
  const bool closed = error == EPIPE || error == ECONNRESET;
  return {closed ? IoStatus::kClosed : IoStatus::kError, 0, error};
}

template <typename Call>
IoResult retry_interrupted(Call call) {
  ssize_t count = 0;
  do {
    count = call();
  } while (count < 0 && errno == EINTR);
  return result_of(count);
}

WaitResult wait_for(int fd, short events, Deadline deadline) {
  using std::chrono::milliseconds;
  pollfd entry{fd, events, 0};
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(deadline - Deadline::clock::now()).count();
    const auto limit = static_cast<std::int64_t>(std::numeric_limits<int>::max());
    const int count = poll(&entry, 1, static_cast<int>(std::clamp<std::int64_t>(left, 0, limit)));
    if (count > 0) {
      return (entry.revents & POLLNVAL) != 0 ? WaitResult::kError : WaitResult::kReady;
    }
    if (count < 0 && errno != EINTR) {
      return WaitResult::kError;
    }
    if (count == 0 && left <= limit) {
      return WaitResult::kTimeout;
    }
  }
}

IoResult peek(int fd) {
  char byte = 0;
  return retry_interrupted([&] { return recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT); });
}

}  // namespace

IoResult read_some(int fd, void* buffer, std::size_t size) {
  IoResult result = retry_interrupted([&] { return recv(fd, buffer, size, MSG_DONTWAIT); });
  if (result.ok() && result.bytes == 0 && size != 0) {
    result.status = IoStatus::kClosed;
  }
  return result;
}

IoResult write_some(int fd, const void* data, std::size_t size, bool more) {
  const int flags = MSG_NOSIGNAL | MSG_DONTWAIT | (more ? MSG_MORE : 0);
  return retry_interrupted([&] { return send(fd, data, size, flags); });
}

IoResult write_some(int fd, const iovec* parts, std::size_t count, bool more) {
  const int flags = MSG_NOSIGNAL | MSG_DONTWAIT | (more ? MSG_MORE : 0);
  msghdr message{};
  message.msg_iov = const_cast<iovec*>(parts);
  message.msg_iovlen = count;
  return retry_interrupted([&] { return sendmsg(fd, &message, flags); });
}

IoResult send_file(int fd, int file_fd, std::uint64_t offset, std::size_t size) {
  auto position = static_cast<off_t>(offset);
  return retry_interrupted([&] { return sendfile(fd, file_fd, &position, size); });
}

WaitResult wait_readable(int fd, Deadline deadline) { return wait_for(fd, POLLIN, deadline); }

WaitResult wait_writable(int fd, Deadline deadline) { return wait_for(fd, POLLOUT, deadline); }

bool peer_gone(int fd) {
  const IoResult result = peek(fd);
  return result.ok() ? result.bytes == 0 : result.status != IoStatus::kWouldBlock;
}

bool input_waits(int fd) {
  const IoResult result = peek(fd);
  return result.ok() && result.bytes > 0;
}

base::Result<void> set_no_delay(int fd, bool on) {
  const int value = on ? 1 : 0;
  if (setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &value, sizeof(value)) != 0) {
    return base::Error{"cannot set TCP_NODELAY: " + std::system_category().message(errno)};
  }
  return {};
}

void shutdown_write(int fd) { shutdown(fd, SHUT_WR); }

void shutdown_both(int fd) { shutdown(fd, SHUT_RDWR); }

void reset_and_close(UniqueFd fd) {
  const linger at_once{1, 0};
  setsockopt(fd.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
}

Lingering discard_input(int fd) {
  // Bounded, so that a peer that sends without end does not keep the loop. MSG_TRUNC: TCP drops
  // the bytes without copying them.
  constexpr int kReads = 16;
  constexpr std::size_t kEach = 1024 * 1024;
  for (int i = 0; i != kReads; ++i) {
    const IoResult result =
        retry_interrupted([&] { return recv(fd, nullptr, kEach, MSG_TRUNC | MSG_DONTWAIT); });
    if (result.status == IoStatus::kWouldBlock) {
      return Lingering::kOpen;
    }
    if (!result.ok() || result.bytes == 0) {
      return Lingering::kClosed;
    }
  }
  return Lingering::kClosed;
}

}  // namespace penstock::io
