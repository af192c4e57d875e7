// Reads body bytes: first what is buffered, then the socket; see body_source.h.
#include "server/body_source.h"

#include <algorithm>
#include <cstring>

#include "io/socket.h"

namespace penstock::server {

using native::BodyRead;

void BodySource::begin(const http::RequestHead& head, int fd, InputBuffer& input,
                       std::uint64_t most) {
  reader_.start(head);
  input_ = &input;
  fd_ = fd;
  most_ = most;
  counted_ = !head.chunked;
  continue_due_ = head.expect_continue && head.has_body();
  failed_ = false;
}

bool BodySource::take_continue() {
  // A client that has sent body bytes already does not wait.
  const bool due = continue_due_ && input_->empty();
  continue_due_ = false;
  return due;
}

BodyRead BodySource::read(std::span<char> into) {
  if (failed_) {
    return fail(ERROR_CONNECTION_INVALID);
  }
  if (reader_.done()) {
    return {BodyRead::Status::end, 0, S_OK};
  }
  for (;;) {
    if (!input_->empty()) {
      const BodyRead read = take_buffered(into);
      if (read.status != BodyRead::Status::would_block) {
        return read;
      }
      continue;
    }
    const BodyRead read = receive(into);
    if (read.status != BodyRead::Status::data || read.bytes > 0) {
      return read;
    }
  }
}

BodyRead BodySource::take_buffered(std::span<char> into) {
  std::size_t consumed = 0;
  const BodyRead read = step(input_->unread().substr(0, into.size()), into, consumed);
  input_->consume(consumed);
  return read;
}

// One step of the reader; would_block means "all consumed, no body byte yet".
BodyRead BodySource::step(std::string_view bytes, std::span<char> into, std::size_t& consumed) {
  const http::BodyStep step = reader_.feed(bytes);
  consumed = step.consumed;
  if (step.status == http::BodyStatus::kError) {
    return fail(ERROR_INVALID_DATA);
  }
  if (reader_.bytes_read() > most_) {
    return fail(ERROR_BUFFER_OVERFLOW);
  }
  if (!step.body.empty()) {
    if (step.body.data() != into.data()) {
      std::memcpy(into.data(), step.body.data(), step.body.size());
    }
    return {BodyRead::Status::data, static_cast<DWORD>(step.body.size()), S_OK};
  }
  return {step.status == http::BodyStatus::kDone ? BodyRead::Status::end
                                                 : BodyRead::Status::would_block,
          0, S_OK};
}

// One receive. Counted bodies go straight into the caller's memory. Data with no bytes: chunked
// bytes are in the input buffer now.
BodyRead BodySource::receive(std::span<char> into) {
  char* target = into.data();
  std::size_t room = into.size();
  if (counted_) {
    room = static_cast<std::size_t>(std::min<std::uint64_t>(room, reader_.remaining().value_or(0)));
  } else {
    input_->make_room_for_body();
    target = input_->space();
    room = input_->space_size();
  }
  const io::IoResult result = io::read_some(fd_, target, room);
  if (result.status == io::IoStatus::kWouldBlock) {
    return {BodyRead::Status::would_block, 0, S_OK};
  }
  if (!result.ok() || result.bytes == 0) {
    return fail(ERROR_CONNECTION_INVALID);
  }
  if (!counted_) {
    input_->received(result.bytes);
    return {BodyRead::Status::data, 0, S_OK};
  }
  std::size_t consumed = 0;
  return step({target, result.bytes}, into, consumed);
}

BodyRead BodySource::fail(DWORD error) {
  failed_ = true;
  return {BodyRead::Status::failed, 0, HRESULT_FROM_WIN32(error)};
}

bool BodySource::discard() {
  // As much as a client may have sent before it saw the answer; more is not worth reading.
  constexpr std::size_t kMostDiscarded = 256 * 1024;
  char scratch[4096];
  std::size_t discarded = 0;
  while (!failed_ && !reader_.done() && discarded < kMostDiscarded) {
    const BodyRead read_now = read(scratch);
    if (read_now.status != BodyRead::Status::data) {
      break;
    }
    discarded += read_now.bytes;
  }
  return reader_.done() && !failed_;
}

}  // namespace penstock::server
