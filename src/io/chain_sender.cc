// Sends memory and file segments in turn. See chain_sender.h.
#include "io/chain_sender.h"

#include <algorithm>
#include <cerrno>

#include "io/socket.h"

namespace penstock::io {
namespace {

constexpr std::size_t kParts = 64;
constexpr std::size_t kFilePiece = 1024 * 1024;  // of one sendfile call

IoResult send_memory(int fd, const base::BufferChain& chain) {
  iovec parts[kParts];
  std::size_t bytes = 0;
  const std::size_t count = chain.fill(parts, kParts, bytes);
  const bool more = bytes < chain.size();
  return count == 1 ? write_some(fd, parts[0].iov_base, parts[0].iov_len, more)
                    : write_some(fd, parts, count, more);
}

IoResult send_file_piece(int fd, const base::BufferChain::Segment& file, std::size_t budget) {
  const std::size_t limit = std::min(kFilePiece, budget);
  const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(file.length, limit));
  IoResult result = send_file(fd, file.file, file.offset, piece);
  if (result.ok() && result.bytes == 0) {
    return {IoStatus::kError, 0, ENODATA};
  }
  return result;
}

}  // namespace

SendResult send_chain(int fd, base::BufferChain& chain, std::size_t budget) {
  SendResult sent;
  while (!chain.empty()) {
    if (sent.bytes >= budget) {
      sent.status = SendStatus::kBudget;
      return sent;
    }
    const bool file = chain.segment(0).kind == base::BufferChain::Kind::kFile;
    const IoResult result =
        file ? send_file_piece(fd, chain.segment(0), budget - sent.bytes) : send_memory(fd, chain);
    if (!result.ok()) {
      sent.status =
          result.status == IoStatus::kWouldBlock ? SendStatus::kWouldBlock : SendStatus::kError;
      sent.error = result.error;
      return sent;
    }
    chain.consume(result.bytes);
    sent.bytes += result.bytes;
  }
  sent.status = SendStatus::kDone;
  return sent;
}

}  // namespace penstock::io
