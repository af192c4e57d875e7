// Connect, write, read to the end; see trial_request.h.
#include "cli/port/trial_request.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <string_view>

#include "io/unique_fd.h"

namespace penstock::cli {
namespace {

constexpr std::string_view kRequest =
    "GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: penstock-port-check\r\n"
    "Connection: close\r\n\r\n";

io::UniqueFd connect_to(std::uint16_t port) {
  io::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    socket.reset();
  }
  return socket;
}

// A status line and the end of the head; the body's end is the connection's.
void judge(TrialReply& reply, const std::string& received) {
  if (received.rfind("HTTP/1.1 ", 0) == 0 && received.size() >= 12) {
    reply.status = std::stoi(received.substr(9, 3));
    reply.complete = !reply.timed_out && received.find("\r\n\r\n") != std::string::npos;
  }
}

}  // namespace

TrialReply send_trial_request(std::uint16_t port, Clock::time_point deadline) {
  TrialReply reply;
  const io::UniqueFd socket = connect_to(port);
  if (!socket || send(socket.get(), kRequest.data(), kRequest.size(), MSG_NOSIGNAL) !=
                     static_cast<ssize_t>(kRequest.size())) {
    return reply;
  }
  std::string received;
  for (;;) {
    std::array<pollfd, 2> waits{{{socket.get(), POLLIN, 0}, {stop_fd(), POLLIN, 0}}};
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0 || stop_requested() ||
        poll(waits.data(), waits.size(), static_cast<int>(left)) == 0) {
      reply.timed_out = true;
      break;
    }
    std::array<char, 16384> buffer{};
    const ssize_t count = recv(socket.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count > 0) {
      received.append(buffer.data(), static_cast<std::size_t>(count));
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
      break;
    }
  }
  judge(reply, received);
  return reply;
}

}  // namespace penstock::cli
