// Moving and growing of the receive buffer; see input_buffer.h.
#include "server/input_buffer.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace penstock::server {

InputBuffer::InputBuffer() : data_(new char[kInitial]) {}

bool InputBuffer::make_room_for_head(std::size_t most) {
  if (space_size() > 0) {
    return true;
  }
  const std::size_t held = end_ - begin_;
  if (begin_ > 0) {
    std::memmove(data_.get(), data_.get() + begin_, held);
  } else {
    if (capacity_ >= most) {
      return false;
    }
    const std::size_t grown = std::min(most, capacity_ * 2);
    std::unique_ptr<char[]> data(new char[grown]);
    std::memcpy(data.get(), data_.get(), held);
    data_ = std::move(data);
    capacity_ = grown;
  }
  begin_ = 0;
  end_ = held;
  return true;
}

void InputBuffer::make_room_for_body() {
  if (capacity_ - body_ < kLeastForBody && head_ == nullptr) {
    head_ = std::exchange(data_, std::unique_ptr<char[]>(new char[kInitial]));
    capacity_ = kInitial;
    body_ = 0;
  }
  begin_ = body_;
  end_ = body_;
}

void InputBuffer::end_head(std::size_t bytes) {
  begin_ += bytes;
  body_ = begin_;
}

void InputBuffer::end_request() {
  head_.reset();
  body_ = 0;
  if (empty()) {
    begin_ = 0;
    end_ = 0;
  }
}

void InputBuffer::reset() {
  head_.reset();
  begin_ = 0;
  end_ = 0;
  body_ = 0;
  if (capacity_ > kInitial) {
    data_.reset(new char[kInitial]);
    capacity_ = kInitial;
  }
}

}  // namespace penstock::server
