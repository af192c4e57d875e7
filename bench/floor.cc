// The floor: the least a TCP server on this machine can cost. One epoll loop that reads whatever
// comes and sends one fixed response for each blank line seen. It parses nothing and is no server.
// usage: floor PORT BODY_BYTES
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

int listen_on(int port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0 ||
      listen(fd, SOMAXCONN) != 0) {
    std::perror("floor: cannot listen");
    std::exit(1);
  }
  return fd;
}

std::string response_of(size_t body) {
  return "HTTP/1.1 200 OK\r\nServer: floor\r\nContent-Type: text/plain\r\nContent-Length: " +
         std::to_string(body) + "\r\n\r\n" + std::string(body, 'x');
}

// Blank lines in what arrived; requests cut in two are not this program's concern.
size_t requests_in(std::string_view bytes) {
  size_t count = 0;
  for (size_t at = bytes.find("\r\n\r\n"); at != bytes.npos; at = bytes.find("\r\n\r\n", at + 4)) {
    ++count;
  }
  return count;
}

class Floor {
 public:
  Floor(int port, size_t body) : listener_(listen_on(port)), response_(response_of(body)) {
    watch(listener_, EPOLLIN);
  }

  [[noreturn]] void run() {
    std::vector<epoll_event> ready(256);
    for (;;) {
      const int count = epoll_wait(poll_, ready.data(), static_cast<int>(ready.size()), -1);
      for (int i = 0; i < count; ++i) {
        const int fd = ready[static_cast<size_t>(i)].data.fd;
        fd == listener_ ? accept_all() : serve(fd);
      }
    }
  }

 private:
  void watch(int fd, uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    epoll_ctl(poll_, EPOLL_CTL_ADD, fd, &event);
  }

  void accept_all() {
    for (;;) {
      const int fd = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
      if (fd < 0) return;
      const int on = 1;
      setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
      watch(fd, EPOLLIN | EPOLLET);
    }
  }

  void serve(int fd) {
    char buffer[16 * 1024];
    const ssize_t got = recv(fd, buffer, sizeof(buffer), 0);
    if (got <= 0) {
      close(fd);
      return;
    }
    const size_t count = requests_in({buffer, static_cast<size_t>(got)});
    while (batch_.size() < count * response_.size()) batch_ += response_;
    if (send(fd, batch_.data(), count * response_.size(), MSG_NOSIGNAL) < 0) close(fd);
  }

  int poll_ = epoll_create1(EPOLL_CLOEXEC);
  int listener_;
  std::string response_;
  std::string batch_;  // the response, as often as it was needed at once
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: floor PORT BODY_BYTES\n");
    return 2;
  }
  Floor(std::atoi(argv[1]), static_cast<size_t>(std::atol(argv[2]))).run();
}
