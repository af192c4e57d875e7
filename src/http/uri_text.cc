// URLs as text, for redirects: encoding and joining. Canonicalization is in uri.cc.
#include <algorithm>
#include <cstring>

#include "http/chars.h"
#include "http/uri.h"

namespace penstock::http {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

template <typename Plain>
std::string_view percent_encode(std::string_view text, base::Arena& arena, Plain is_plain) {
  const auto escapes = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [&](char c) { return !is_plain(c); }));
  const std::size_t size = text.size() + 2 * escapes;
  char* const begin = static_cast<char*>(arena.allocate(size + 1, 1));
  char* out = begin;
  for (const char c : text) {
    if (is_plain(c)) {
      *out++ = c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    *out++ = '%';
    *out++ = kHexDigits[byte >> 4];
    *out++ = kHexDigits[byte & 15];
  }
  *out = '\0';
  return {begin, size};
}

bool is_plain_in_url(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte < 0x7f && std::strchr("\"<>\\^`{|}", c) == nullptr;
}

// Writes into memory reserved for the whole result.
class Joiner {
 public:
  Joiner(std::size_t capacity, base::Arena& arena)
      : begin_(static_cast<char*>(arena.allocate(capacity + 1, 1))) {}

  void append(std::string_view text) {
    std::copy(text.begin(), text.end(), begin_ + size_);
    size_ += text.size();
  }

  // RFC 3986 5.2.4 for a path made of two parts, the first ending in '/' or empty.
  void append_path(std::string_view directory, std::string_view rest) {
    root_ = size_;
    append_segments(directory.substr(0, directory.rfind('/')), false);
    append_segments(rest, true);
  }

  std::string_view finish() {
    begin_[size_] = '\0';
    return {begin_, size_};
  }

 private:
  // Each segment is written with the '/' before it.
  void append_segments(std::string_view path, bool is_end) {
    if (path.starts_with('/')) path.remove_prefix(1);
    if (path.empty() && !is_end) return;
    while (true) {
      const std::size_t length = std::min(path.find('/'), path.size());
      const bool last = length == path.size();
      append_segment(path.substr(0, length), last && is_end);
      if (last) return;
      path.remove_prefix(length + 1);
    }
  }

  void append_segment(std::string_view segment, bool last) {
    const bool dots = segment == "." || segment == "..";
    if (segment == "..") {
      while (size_ > root_ && begin_[--size_] != '/') {
      }
    }
    if (dots && !last) return;
    append("/");
    if (!dots) append(segment);
  }

  char* begin_;
  std::size_t size_ = 0;
  std::size_t root_ = 0;  // where the path begins
};

bool has_scheme(std::string_view reference) {
  const std::size_t end = reference.find_first_of(":/?#");
  if (end == reference.npos || end == 0 || reference[end] != ':') return false;
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  return is_letter(reference[0]) &&
         std::all_of(reference.begin(), reference.begin() + static_cast<std::ptrdiff_t>(end),
                     [&](char c) {
                       return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
                     });
}

struct BaseUrl {
  std::string_view scheme;  // with its colon
  std::string_view origin;  // scheme and authority
  std::string_view path;    // may be empty
  std::string_view before_fragment;
};

BaseUrl split_base(std::string_view url) {
  BaseUrl base;
  base.before_fragment = url.substr(0, url.find('#'));
  const std::string_view whole = base.before_fragment;
  const std::size_t slashes = whole.find("//");
  const std::size_t authority = slashes == whole.npos ? 0 : slashes + 2;
  base.scheme = whole.substr(0, authority == 0 ? 0 : slashes);
  const std::size_t path = std::min(whole.find_first_of("/?", authority), whole.size());
  base.origin = whole.substr(0, path);
  const std::string_view rest = whole.substr(path);
  base.path = rest.substr(0, rest.find('?'));
  return base;
}

}  // namespace

std::string_view percent_encode_path(std::string_view path, base::Arena& arena) {
  return percent_encode(path, arena, [](char c) { return is_in(kPathPlain, c); });
}

std::string_view percent_encode_url(std::string_view url, base::Arena& arena) {
  return percent_encode(url, arena, is_plain_in_url);
}

std::string_view join_url(std::string_view base, std::string_view reference, base::Arena& arena) {
  if (has_scheme(reference)) return arena.copy(reference);
  const BaseUrl url = split_base(base);
  Joiner joiner(base.size() + reference.size() + 2, arena);
  if (reference.starts_with("//")) {
    joiner.append(url.scheme);
    joiner.append(reference);
  } else if (reference.empty() || reference[0] == '#') {
    joiner.append(url.before_fragment);
    joiner.append(reference);
  } else if (reference[0] == '?') {
    joiner.append(url.origin);
    joiner.append(url.path);
    joiner.append(reference);
  } else {
    const std::size_t path_end = std::min(reference.find_first_of("?#"), reference.size());
    const bool absolute = reference[0] == '/';
    const std::string_view directory = url.path.substr(0, url.path.rfind('/') + 1);
    joiner.append(url.origin);
    joiner.append_path(absolute ? std::string_view() : directory, reference.substr(0, path_end));
    joiner.append(reference.substr(path_end));
  }
  return joiner.finish();
}

}  // namespace penstock::http
