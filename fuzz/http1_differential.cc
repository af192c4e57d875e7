// Differential fuzzing of the HTTP/1 parser against Boost.Beast's basic_parser: a request that
// ours accepts, head and body, must be accepted there too and mean the same. The other way round
// is no finding: ours is the stricter one on purpose.
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <map>
#include <string>
#include <string_view>

#include "base/text.h"
#include "check.h"
#include "http/chars.h"
#include "http/http1/body_reader.h"
#include "http/http1/parser_fixture.h"

namespace penstock::fuzz {
namespace {

namespace beast = boost::beast;

using Fields = std::map<std::string, std::string>;

struct Message {
  bool accepted = false;
  std::string method;
  std::string target;
  int version = 0;  // 10 or 11
  bool chunked = false;
  bool keep_alive = false;
  Fields fields;  // lower-case names; repeated ones joined
  Fields trailers;
  std::string body;
  std::size_t consumed = 0;
};

void join(Fields& fields, std::string_view name, std::string_view value) {
  const std::string key = base::ascii_lower(name);
  const auto [at, fresh] = fields.try_emplace(key, value);
  if (!fresh) at->second.append(key == "cookie" ? "; " : ", ").append(value);
}

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

// Records what Beast's parser reports.
class BeastParser : public beast::http::basic_parser<true> {
 public:
  Message message;

 private:
  using error_code = beast::error_code;
  using string_view = beast::string_view;

  void on_request_impl(beast::http::verb, string_view method, string_view target, int version,
                       error_code&) override {
    message.method = view(method);
    message.target = view(target);
    message.version = version;
  }
  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_field_impl(beast::http::field, string_view name, string_view value,
                     error_code&) override {
    join(in_trailers_ ? message.trailers : message.fields, view(name), view(value));
  }
  void on_header_impl(error_code&) override { in_trailers_ = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(string_view body, error_code&) override {
    message.body += view(body);
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code&) override {
    message.body += view(body);
    return body.size();
  }
  void on_finish_impl(error_code&) override {}

  bool in_trailers_ = false;
};

Message read_with_beast(std::string_view bytes) {
  BeastParser parser;
  parser.eager(true);
  parser.header_limit(1 << 20);
  parser.body_limit(boost::none);
  beast::error_code error;
  while (!parser.is_done() && parser.message.consumed < bytes.size()) {
    const std::string_view rest = bytes.substr(parser.message.consumed);
    const std::size_t used = parser.put(boost::asio::buffer(rest.data(), rest.size()), error);
    parser.message.consumed += used;
    if (error || used == 0) break;
  }
  Message message = parser.message;
  message.accepted = parser.is_done() && !error;
  if (message.accepted) {
    message.chunked = parser.chunked();
    message.keep_alive = parser.keep_alive();
  }
  return message;
}

void copy_fields(const http::HeaderMap& from, Fields& to) {
  for (const http::HeaderEntry& entry : from) join(to, entry.name, entry.value);
}

bool read_body(http::ParserFixture& fixture, std::string_view bytes, Message& message) {
  http::BodyReader reader(fixture.arena());
  reader.start(fixture.head());
  while (!reader.done()) {
    const http::BodyStep read = reader.feed(bytes.substr(message.consumed));
    message.consumed += read.consumed;
    message.body += read.body;
    if (read.status == http::BodyStatus::kError || read.status == http::BodyStatus::kNeedMore) {
      return false;
    }
  }
  copy_fields(reader.trailers(), message.trailers);
  return true;
}

Message read_with_ours(std::string_view bytes) {
  Message message;
  http::ParserFixture fixture;
  if (fixture.parse(bytes) != http::ParseStatus::kComplete) return message;
  const http::RequestHead& head = fixture.head();
  message.method = head.method_text;
  message.target = head.target;
  message.version = 10 + head.version_minor;
  message.chunked = head.chunked;
  message.keep_alive = head.keep_alive;
  copy_fields(head.headers, message.fields);
  message.consumed = head.head_bytes;
  message.accepted = read_body(fixture, bytes, message);
  return message;
}

// An absolute target's authority replaces Host in ours; Beast leaves that to its user.
void forget_host(Message& message) { message.fields.erase("host"); }

bool is_token_list(std::string_view list) {
  while (true) {
    const std::string_view member = base::trim(list.substr(0, list.find(',')));
    if (!member.empty() && !http::is_token(member)) return false;
    if (list.find(',') == list.npos) return true;
    list.remove_prefix(list.find(',') + 1);
  }
}

// Options of Connection that are no tokens: Beast refuses the request, ours ignores them.
bool has_odd_connection(const Message& message) {
  for (const char* name : {"connection", "proxy-connection"}) {
    const auto field = message.fields.find(name);
    if (field != message.fields.end() && !is_token_list(field->second)) return true;
  }
  return false;
}

void compare(Message ours, Message theirs) {
  if (!theirs.accepted && has_odd_connection(ours)) return;
  check(theirs.accepted, "Beast refuses what ours accepts");
  check(ours.method == theirs.method, "same method");
  check(ours.target == theirs.target, "same target");
  check(ours.version == theirs.version, "same version");
  check(ours.chunked == theirs.chunked, "same framing");
  check(ours.keep_alive == theirs.keep_alive, "same persistence");
  forget_host(ours);
  forget_host(theirs);
  check(ours.fields == theirs.fields, "same fields");
  check(ours.trailers == theirs.trailers, "same trailers");
  check(ours.body == theirs.body, "same body");
  check(ours.consumed == theirs.consumed, "same end of the message");
}

}  // namespace
}  // namespace penstock::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace penstock::fuzz;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Message ours = read_with_ours(bytes);
  if (!ours.accepted) return 0;
  // The empty line that RFC 9112 2.2 wants ignored, Beast leaves to its user.
  const std::size_t skipped = bytes.starts_with("\r\n") ? 2 : 0;
  Message theirs = read_with_beast(bytes.substr(skipped));
  theirs.consumed += skipped;
  compare(ours, theirs);
  return 0;
}
