// send_chain: writes an output chain to a socket: memory with sendmsg, file ranges with sendfile,
// joined so that a header and the file behind it share packets. See base/buffer_chain.h, socket.h.
#pragma once

#include <cstddef>
#include <limits>

#include "base/buffer_chain.h"

namespace penstock::io {

enum class SendStatus {
  kDone,        // the chain is empty
  kWouldBlock,  // the socket is full; go on when it is writable
  kBudget,      // the budget is spent; the socket may take more
  kError,       // the connection is lost, or a file is shorter than its range: close
};

struct SendResult {
  SendStatus status = SendStatus::kError;
  std::size_t bytes = 0;  // sent by this call, whatever the status
  int error = 0;          // errno; ENODATA: a file is shorter than its range
};

// Consumes what was sent. `budget` bounds the bytes of one call, roughly, so that a fast reader of
// a large file does not keep a loop to itself.
SendResult send_chain(int fd, base::BufferChain& chain,
                      std::size_t budget = std::numeric_limits<std::size_t>::max());

}  // namespace penstock::io
