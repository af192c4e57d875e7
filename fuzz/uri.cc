// Fuzzes the URI canonicalizer: under the root, well-formed, idempotent; and the URL texts, whose
// results must be fit for a header.
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/text.h"
#include "check.h"
#include "http/uri.h"

namespace penstock::fuzz {
namespace {

void check_canonical(std::string_view path) {
  check(path.starts_with('/'), "path is absolute");
  check(path.data()[path.size()] == '\0', "path ends in a NUL");
  check(base::is_valid_utf8(path), "path is UTF-8");
  check(path.find('\\') == path.npos && path.find("//") == path.npos, "separators are canonical");
  for (const char c : path) check(static_cast<unsigned char>(c) >= 0x20, "no control in the path");
  const std::string closed = std::string(path) + '/';
  check(closed.find("/../") == closed.npos, "no parent segment is left");
  check(closed.find("/./") == closed.npos, "no dot segment is left");
}

void canonicalize_twice(std::string_view target, base::Arena& arena) {
  const http::CanonicalUri uri = http::canonicalize(target, arena);
  if (!uri.ok()) {
    check(!http::describe(uri.error).empty(), "a refusal has a text");
    return;
  }
  check_canonical(uri.path);
  const http::CanonicalUri again =
      http::canonicalize(http::percent_encode_path(uri.path, arena), arena);
  check(again.ok() && again.path == uri.path, "canonicalization is idempotent");
  check(again.longest_segment == uri.longest_segment, "segments are measured alike");
}

void join(std::string_view reference, base::Arena& arena) {
  const std::string_view safe = http::percent_encode_url(reference, arena);
  for (const char c : safe) check(c > 0x20 && c < 0x7f, "an encoded URL is plain ASCII");
  check(http::percent_encode_url(safe, arena) == safe, "encoding is idempotent");
  const std::string_view joined = http::join_url("http://host:8080/a/b/c?d#e", safe, arena);
  check(joined.data()[joined.size()] == '\0', "a joined URL ends in a NUL");
  // What is left after one joining stays as it is in the next.
  check(http::join_url("http://other/x", joined, arena) == joined, "a joined URL is absolute");
}

}  // namespace
}  // namespace penstock::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  penstock::base::Arena arena;
  penstock::fuzz::canonicalize_twice(text, arena);
  penstock::fuzz::join(text, arena);
  return 0;
}
