// RawClient: one TCP connection of a test, byte for byte: sends what it is given, reads one
// response after the other. Waits with a deadline; what goes wrong is thrown as ClientError, which
// fails the test. reply.h holds what is read.
#pragma once

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "support/deadline.h"
#include "support/reply.h"

namespace penstock::tests {

class ClientError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// How the server's end of a connection came.
enum class End { closed, reset };

class RawClient {
 public:
  explicit RawClient(std::uint16_t port, const char* address = "127.0.0.1",
                     int receive_buffer_bytes = 0);
  RawClient(RawClient&& other) noexcept;
  RawClient& operator=(RawClient&&) = delete;
  ~RawClient();

  // --- requests
  void send(std::string_view bytes);
  // As many as the socket takes at once, without waiting.
  std::size_t send_some(std::string_view bytes);
  // A request with Host, and Content-Length where there is a body, and whatever `headers` adds.
  void send_request(std::string_view method, std::string_view target, const Headers& headers = {},
                    std::string_view body = {});
  Reply request(std::string_view method, std::string_view target, const Headers& headers = {},
                std::string_view body = {});
  Reply get(std::string_view target, const Headers& headers = {}) {
    return request("GET", target, headers);
  }

  // --- responses
  // The next response, whole. `to_head`: it answers HEAD and has no body. Responses 1xx (but 101)
  // are collected in Reply::interim.
  Reply read_reply(bool to_head = false);
  // The next head alone; its body is read with the functions below.
  Reply read_head();
  std::string read_bytes(std::size_t count);
  // Up to and including `marker`.
  std::string read_until(std::string_view marker);
  std::string read_to_end();
  // One chunk of a chunked body; empty: the last one.
  std::string read_chunk();

  // --- ends
  // Waits for the server's end of the connection; fails if bytes arrive instead.
  End wait_for_end();
  void shutdown_write();
  void close();
  // Closes with a reset.
  void abort();

  int fd() const { return fd_; }
  std::uint16_t local_port() const;

 private:
  // False at the end of the stream.
  bool receive();
  void wait(short events);
  void read_body(Reply& reply, bool to_head);

  int fd_ = -1;
  bool was_reset_ = false;
  Clock::time_point deadline_;
  std::string received_;
};

}  // namespace penstock::tests
