// One body reader for all framings; see body_reader.h.
#include "http/http1/body_reader.h"

#include <algorithm>

namespace penstock::http {

BodyReader::BodyReader(base::Arena& arena, const ChunkLimits& limits) : decoder_(arena, limits) {}

void BodyReader::start(const RequestHead& head) {
  decoder_.reset();
  chunked_ = head.chunked;
  left_ = head.content_length.value_or(0);
  bytes_read_ = 0;
  done_ = !head.has_body();
}

BodyStep BodyReader::feed(std::string_view input) {
  if (done_) return {BodyStatus::kDone, 0, {}};
  const BodyStep step = chunked_ ? decoder_.decode(input) : feed_counted(input);
  bytes_read_ += step.body.size();
  done_ = step.status == BodyStatus::kDone;
  return step;
}

BodyStep BodyReader::feed_counted(std::string_view input) {
  const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size()));
  left_ -= length;
  if (left_ == 0) return {BodyStatus::kDone, length, input.substr(0, length)};
  return {length == 0 ? BodyStatus::kNeedMore : BodyStatus::kData, length, input.substr(0, length)};
}

std::optional<std::uint64_t> BodyReader::remaining() const {
  if (done_) return 0;
  if (chunked_) return std::nullopt;
  return left_;
}

}  // namespace penstock::http
