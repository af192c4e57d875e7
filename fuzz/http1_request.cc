// Fuzzes the HTTP/1 head parser with the body reader behind it. Input: one byte, how many bytes
// arrive at a time; then what a client sends. Bytes must mean the same however they arrive.
#include <string>
#include <string_view>

#include "check.h"
#include "http/chars.h"
#include "http/http1/body_reader.h"
#include "http/http1/parser_fixture.h"

namespace penstock::fuzz {
namespace {

using http::BodyStatus;
using http::ParserFixture;
using http::ParseStatus;

// All that a request says, as one text to compare.
struct Reading {
  std::string head;
  std::string body;
  BodyStatus body_status = BodyStatus::kNeedMore;
  std::size_t consumed = 0;

  bool operator==(const Reading&) const = default;
};

void add(std::string& out, std::string_view part) {
  check(part.data() != nullptr && part.data()[part.size()] == '\0', "text ends in a NUL");
  check(part.find_first_of(std::string_view("\r\n\0", 3)) == part.npos, "text has no line end");
  out.append(part).push_back('\n');
}

std::string describe_head(const http::RequestHead& head) {
  std::string out;
  add(out, head.method_text);
  add(out, head.target);
  add(out, head.path_and_query);
  for (const http::HeaderEntry& entry : head.headers) {
    check(http::is_token(entry.name), "field name is a token");
    add(out, entry.name);
    add(out, entry.value);
  }
  out += std::to_string(head.version_minor) + (head.chunked ? "c" : "") +
         (head.keep_alive ? "k" : "") + (head.expect_continue ? "e" : "");
  out += std::to_string(head.content_length.value_or(0));
  check(!(head.chunked && head.content_length), "one framing at most");
  check(head.version_minor == 0 || !head.host.empty(), "HTTP/1.1 has a host");
  return out;
}

void read_body(ParserFixture& fixture, std::string_view rest, std::size_t step, Reading& out) {
  http::BodyReader reader(fixture.arena());
  reader.start(fixture.head());
  while (true) {
    const std::string_view piece = rest.substr(out.consumed, step);
    const http::BodyStep read = reader.feed(piece);
    check(read.consumed <= piece.size(), "consumed no more than given");
    check(read.body.size() <= read.consumed, "body is part of what was consumed");
    out.body += read.body;
    out.consumed += read.consumed;
    out.body_status = read.status == BodyStatus::kData ? BodyStatus::kNeedMore : read.status;
    if (read.status == BodyStatus::kDone || read.status == BodyStatus::kError) return;
    if (out.consumed == rest.size()) return;
    check(read.consumed > 0, "the reader makes progress");
  }
}

Reading read(std::string_view bytes, std::size_t step) {
  Reading out;
  ParserFixture fixture;
  const ParseStatus status = fixture.parse_in_steps(bytes, step);
  if (status == ParseStatus::kNeedMore) return out;
  if (status == ParseStatus::kError) {
    const http::ParseError error = fixture.parser().error();
    check(http::status_of(error) >= 400, "a refusal has a status");
    out.head = http::describe(error);
    return out;
  }
  out.head = describe_head(fixture.head());
  check(fixture.head().head_bytes <= bytes.size(), "head is part of the input");
  read_body(fixture, bytes.substr(fixture.head().head_bytes), step, out);
  return out;
}

}  // namespace
}  // namespace penstock::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace penstock::fuzz;
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t step = data[0] % 64 + std::size_t{1};
  check(read(bytes, bytes.size()) == read(bytes, step), "arrival does not change the meaning");
  return 0;
}
