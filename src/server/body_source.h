// BodySource: the entity body of the running request, read from the connection's input buffer and
// socket through http/http1/body_reader.h. The executor blocks here only after it gave the loop
// away (exchange.cc).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

#include "http/http1/body_reader.h"
#include "native/request_host.h"
#include "server/input_buffer.h"

namespace penstock::server {

// Owned by the connection's executor.
class BodySource {
 public:
  explicit BodySource(base::Arena& arena) : reader_(arena) {}

  // `most`: bytes of body that are accepted at all; more is an error of the client.
  void begin(const http::RequestHead& head, int fd, InputBuffer& input, std::uint64_t most);

  // Never blocks: would_block when the next byte has not arrived.
  native::BodyRead read(std::span<char> into);

  bool done() const { return reader_.done(); }
  std::optional<std::uint64_t> left() const { return reader_.remaining(); }
  bool failed() const { return failed_; }
  std::uint64_t received() const { return reader_.bytes_read(); }

  // True once the client must be told to go on sending ("100 Continue"); true only once.
  bool take_continue();
  // The final response is on its way: a client that waits is told by it.
  void forget_continue() { continue_due_ = false; }
  bool continue_due() const { return continue_due_; }

  // Drops the rest of a body that has arrived already, without blocking; true if all of it is
  // gone and the next request may follow.
  bool discard();

 private:
  native::BodyRead take_buffered(std::span<char> into);
  native::BodyRead receive(std::span<char> into);
  native::BodyRead step(std::string_view bytes, std::span<char> into, std::size_t& consumed);
  native::BodyRead fail(DWORD error);

  http::BodyReader reader_;
  InputBuffer* input_ = nullptr;
  int fd_ = -1;
  std::uint64_t most_ = 0;
  bool counted_ = false;
  bool continue_due_ = false;
  bool failed_ = false;
};

}  // namespace penstock::server
