// Sockets: listening, accepting, non-blocking reads and writes as values, waiting for detached
// executors, and the ways to close. Neighbours: socket_address.h, chain_sender.h, event_loop.h.
#pragma once

#include <sys/uio.h>

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "base/result.h"
#include "io/socket_address.h"
#include "io/unique_fd.h"

namespace penstock::io {

struct ListenOptions {
  SocketAddress address;
  bool reuse_port = true;  // one listening socket a loop; the kernel spreads the connections
  int backlog = 1024;
};

// A non-blocking listening socket. An IPv6 socket for "::" parsed from "*" takes IPv4 too; any
// other IPv6 address takes IPv6 only. Where the machine has no IPv6, "*" falls back to IPv4.
// TCP_NODELAY is set here and inherited by the accepted sockets.
base::Result<UniqueFd> listen_on(const ListenOptions& options);

enum class AcceptStatus {
  kAccepted,
  kWouldBlock,  // nothing waits
  kRetry,       // this connection is gone; there may be others
  kExhausted,   // out of file descriptors or memory: pause accepting
  kError,
};

struct AcceptResult {
  AcceptStatus status = AcceptStatus::kError;
  UniqueFd fd;  // non-blocking, close-on-exec
  SocketAddress peer;
  int error = 0;
};

AcceptResult accept_one(int listen_fd);

enum class IoStatus {
  kOk,
  kWouldBlock,
  kClosed,  // the peer finished sending (read), or is gone (write)
  kError,
};

struct IoResult {
  IoStatus status = IoStatus::kError;
  std::size_t bytes = 0;
  int error = 0;

  bool ok() const { return status == IoStatus::kOk; }
};

IoResult read_some(int fd, void* buffer, std::size_t size);
IoResult write_some(int fd, const void* data, std::size_t size, bool more = false);
// `more`: further bytes follow at once, so a short last packet waits for them.
IoResult write_some(int fd, const iovec* parts, std::size_t count, bool more = false);
// Up to `size` bytes of the file from `offset`; kOk with 0 bytes: the file ends before it.
IoResult send_file(int fd, int file_fd, std::uint64_t offset, std::size_t size);

enum class WaitResult { kReady, kTimeout, kError };

// Blocks the calling thread: for detached executors, never for a leader. kReady also when the peer
// is gone; the next read or write tells.
using Deadline = std::chrono::steady_clock::time_point;
WaitResult wait_readable(int fd, Deadline deadline);
WaitResult wait_writable(int fd, Deadline deadline);

// True if the peer has closed or reset the connection and left nothing to read.
bool peer_gone(int fd);
// True if bytes have arrived that nobody has read yet.
bool input_waits(int fd);

base::Result<void> set_no_delay(int fd, bool on);

// Finishes sending; the peer reads the end of the stream.
void shutdown_write(int fd);
// Both ends are over for everyone who uses the descriptor, which stays valid. Any thread.
void shutdown_both(int fd);
// Closes at once with a reset: unsent data is dropped.
void reset_and_close(UniqueFd fd);

// Lingering close: closing a socket with unread input resets it, and the peer may lose a response
// it has not read yet. So: shutdown_write(), then discard_input() (TCP only) with each readiness
// until it says closed or a timeout passes, then close. It also says closed of a peer that sends
// as fast as its bytes are dropped.
enum class Lingering { kOpen, kClosed };
Lingering discard_input(int fd);

}  // namespace penstock::io
