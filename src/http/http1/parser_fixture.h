// Test support: a request parser with the arena and buffer it works in. Used by the unit tests,
// the smuggling table and the fuzz targets.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include "http/http1/request_parser.h"

namespace penstock::http {

class ParserFixture {
 public:
  explicit ParserFixture(const HeadLimits& limits = HeadLimits{}) : parser_(arena_, limits) {}

  // All bytes in one call. The buffer is exactly as long as the input, so that a sanitizer sees
  // every step past its end.
  ParseStatus parse(std::string_view bytes) {
    buffer_ = std::make_unique<char[]>(bytes.size());
    size_ = bytes.size();
    std::copy(bytes.begin(), bytes.end(), buffer_.get());
    return parser_.parse(buffer_.get(), bytes.size());
  }

  // `step` bytes more at a time, each time in a new buffer.
  ParseStatus parse_in_steps(std::string_view bytes, std::size_t step) {
    ParseStatus status = ParseStatus::kNeedMore;
    while (status == ParseStatus::kNeedMore && size_ < bytes.size()) {
      const std::size_t size = std::min(size_ + step, bytes.size());
      auto bigger = std::make_unique<char[]>(size);
      std::copy_n(buffer_.get(), size_, bigger.get());
      std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(size_), size - size_,
                  bigger.get() + size_);
      status = parser_.parse(bigger.get(), size);
      buffer_ = std::move(bigger);
      size_ = size;
    }
    return status;
  }

  RequestParser& parser() { return parser_; }
  const RequestHead& head() const { return parser_.head(); }
  base::Arena& arena() { return arena_; }
  // What lies behind the head.
  std::string_view rest() const {
    return std::string_view(buffer_.get(), size_).substr(head().head_bytes);
  }

 private:
  base::Arena arena_;
  RequestParser parser_;
  std::unique_ptr<char[]> buffer_;
  std::size_t size_ = 0;
};

}  // namespace penstock::http
