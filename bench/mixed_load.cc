// A client for the blocking-module case: keep-alive connections of which each next request asks,
// one time in a hundred, for a slow URL. wrk cannot tell the latency of the others apart; this
// prints both as JSON. usage: mixed_load PORT CONNECTIONS SECONDS FAST_PATH SLOW_PATH SLOW_PERCENT
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void give_up(const char* what) {
  std::fprintf(stderr, "mixed_load: %s\n", what);
  std::exit(1);
}

int connect_to(int port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
    give_up("cannot connect");
  }
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  return fd;
}

// The length of the first complete response in `bytes`; 0 while it is incomplete.
size_t complete_response(const std::string& bytes) {
  const size_t head = bytes.find("\r\n\r\n");
  if (head == std::string::npos) return 0;
  if (bytes.compare(0, 12, "HTTP/1.1 200") != 0) give_up("a response other than 200");
  const size_t field = bytes.find("Content-Length: ");
  if (field == std::string::npos || field > head) give_up("a response without Content-Length");
  const size_t total = head + 4 + std::strtoul(bytes.c_str() + field + 16, nullptr, 10);
  return bytes.size() >= total ? total : 0;
}

struct Connection {
  int fd;
  bool slow;
  Clock::time_point asked;
  std::string received;
};

// Latencies in microseconds.
struct Latencies {
  std::vector<long> all;

  long at(double part) {
    if (all.empty()) return 0;
    const auto nth = all.begin() + static_cast<long>(part * static_cast<double>(all.size() - 1));
    std::nth_element(all.begin(), nth, all.end());
    return *nth;
  }
};

class Load {
 public:
  Load(std::string fast, std::string slow, int slow_percent)
      : fast_(request_for(fast)), slow_(request_for(slow)), slow_percent_(slow_percent) {}

  void run(int port, int connections, int seconds) {
    const int poll = epoll_create1(EPOLL_CLOEXEC);
    std::vector<Connection> open(static_cast<size_t>(connections));
    for (Connection& connection : open) {
      connection.fd = connect_to(port);
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.ptr = &connection;
      epoll_ctl(poll, EPOLL_CTL_ADD, connection.fd, &event);
      ask(connection);
    }
    const auto end = Clock::now() + std::chrono::seconds(seconds);
    std::vector<epoll_event> ready(open.size());
    while (Clock::now() < end) {
      const int count = epoll_wait(poll, ready.data(), static_cast<int>(ready.size()), 100);
      for (int i = 0; i < count; ++i) {
        receive(*static_cast<Connection*>(ready[static_cast<size_t>(i)].data.ptr));
      }
    }
  }

  void print(int seconds) {
    std::printf(
        "{\"requests\": %zu, \"slow\": %zu, \"seconds\": %d, \"p50_us\": %ld, \"p99_us\": %ld, "
        "\"slow_p50_us\": %ld}\n",
        fast_took_.all.size() + slow_took_.all.size(), slow_took_.all.size(), seconds,
        fast_took_.at(0.5), fast_took_.at(0.99), slow_took_.at(0.5));
  }

 private:
  static std::string request_for(const std::string& path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  void ask(Connection& connection) {
    connection.slow = percent_(random_) < slow_percent_;
    const std::string& request = connection.slow ? slow_ : fast_;
    connection.asked = Clock::now();
    if (send(connection.fd, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size())) {
      give_up("cannot send");
    }
  }

  void receive(Connection& connection) {
    char buffer[16 * 1024];
    const ssize_t got = recv(connection.fd, buffer, sizeof(buffer), 0);
    if (got <= 0) give_up("the server closed a connection");
    connection.received.append(buffer, static_cast<size_t>(got));
    if (const size_t used = complete_response(connection.received)) {
      connection.received.erase(0, used);
      const auto took =
          std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - connection.asked);
      (connection.slow ? slow_took_ : fast_took_).all.push_back(took.count());
      ask(connection);
    }
  }

  std::string fast_, slow_;
  int slow_percent_;
  std::mt19937 random_{1};  // the same mixture in every run
  std::uniform_int_distribution<int> percent_{0, 99};
  Latencies fast_took_, slow_took_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 7) {
    std::fprintf(stderr,
                 "usage: mixed_load PORT CONNECTIONS SECONDS FAST_PATH SLOW_PATH SLOW_PERCENT\n");
    return 2;
  }
  Load load(argv[4], argv[5], std::atoi(argv[6]));
  load.run(std::atoi(argv[1]), std::atoi(argv[2]), std::atoi(argv[3]));
  load.print(std::atoi(argv[3]));
}
