// InputBuffer: the bytes received on one connection and not yet consumed: the head being parsed
// or in use by the running request, and what follows it. Part of an Exchange, so an idle
// keep-alive connection holds none.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace penstock::server {

// Owned by the connection's executor. Bytes do not move while a request holds views of its head:
// only make_room_for_head() moves them, between requests.
class InputBuffer {
 public:
  static constexpr std::size_t kInitial = 16 * 1024;

  InputBuffer();

  // What the parser or the body reader has still to see.
  std::string_view unread() const { return {data_.get() + begin_, end_ - begin_}; }
  char* unread_data() { return data_.get() + begin_; }
  bool empty() const { return begin_ == end_; }

  // Free room behind the received bytes, for recv().
  char* space() { return data_.get() + end_; }
  std::size_t space_size() const { return capacity_ - end_; }
  void received(std::size_t bytes) { end_ += bytes; }

  // The next `bytes` of unread() are used up.
  void consume(std::size_t bytes) { begin_ += bytes; }

  // Before a head is complete: guarantees room behind the bytes, moving or growing the buffer up
  // to `most`. False: `most` is reached and the buffer is full.
  bool make_room_for_head(std::size_t most);

  // While a body is read, and unread() is empty: room again at the place where the head ended, or,
  // where the head left little, in a block of its own.
  void make_room_for_body();

  // The head ends `bytes` into unread(); the body, if any, begins there.
  void end_head(std::size_t bytes);

  // The request is over: what is unread belongs to the next one.
  void end_request();

  // Forgets everything and gives grown memory back.
  void reset();

 private:
  // Bodies are not received in pieces smaller than this.
  static constexpr std::size_t kLeastForBody = 4 * 1024;

  std::unique_ptr<char[]> data_;
  std::unique_ptr<char[]> head_;  // the running request's head, if its body got another block
  std::size_t capacity_ = kInitial;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t body_ = 0;  // where the running request's head ended
};

}  // namespace penstock::server
