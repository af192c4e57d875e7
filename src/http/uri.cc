// The canonicalizer: one pass that decodes, splits into segments and removes dot segments in
// the output; see uri.h for the rules.
#include "http/uri.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "http/chars.h"

namespace penstock::http {
namespace {

bool is_hex_run(std::string_view text, std::size_t at, std::size_t digits) {
  if (text.size() < at + digits) return false;
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                     text.begin() + static_cast<std::ptrdiff_t>(at + digits),
                     [](char c) { return is_in(kHexDigit, c); });
}

// Would another decoder find an escape in this decoded text? "%41", or the "%u0041" of old ones.
bool holds_escape(std::string_view text) {
  for (std::size_t at = text.find('%'); at != text.npos; at = text.find('%', at + 1)) {
    if (is_hex_run(text, at + 1, 2)) return true;
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if ((next == 'u' || next == 'U') && is_hex_run(text, at + 2, 4)) return true;
  }
  return false;
}

// U+0080-009F, in well-formed UTF-8.
bool holds_c1_control(std::string_view text) {
  for (std::size_t at = text.find('\xc2'); at != text.npos; at = text.find('\xc2', at + 1)) {
    if (static_cast<unsigned char>(text[at + 1]) < 0xa0) return true;
  }
  return false;
}

class Canonicalizer {
 public:
  // `out` has room for the path and a NUL: decoding never makes it longer.
  Canonicalizer(char* out, CanonicalUri& result) : out_(out), result_(result) { out_[0] = '/'; }

  UriError run(std::string_view path) {
    if (path.empty() || (path[0] != '/' && path[0] != '\\')) return UriError::kNotAbsolutePath;
    for (std::size_t i = 1; i < path.size(); ++i) {
      i += copy_plain(path.substr(i));
      if (i == path.size()) break;
      char c = path[i];
      if (c == '%') {
        if (!is_hex_run(path, i + 1, 2)) return UriError::kBadEscape;
        c = static_cast<char>(hex_value(path[i + 1]) * 16 + hex_value(path[i + 2]));
        i += 2;
        escaped_percent_ = escaped_percent_ || c == '%';
      } else if (c == '+') {
        result_.has_plus = true;
      }
      if (const UriError error = take(c); error != UriError::kNone) return error;
    }
    return finish();
  }

 private:
  // Most of most paths; returns how much it was.
  std::size_t copy_plain(std::string_view text) {
    std::size_t length = 0;
    char* const out = out_ + size_;
    for (; length < text.size() && is_in(kSegmentPlain, text[length]); ++length) {
      out[length] = text[length];
    }
    size_ += length;
    return length;
  }

  UriError take(char c) {
    if (c == '/' || c == '\\') {
      const UriError error = end_segment();
      if (size_ != segment_) {
        out_[size_++] = '/';
        segment_ = size_;
      }
      return error;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) return UriError::kControlCharacter;
    high_bit_ = high_bit_ || byte >= 0x80;
    out_[size_++] = c;
    return UriError::kNone;
  }

  // Checks the segment before it may vanish; dot segments leave an empty one behind.
  UriError end_segment() {
    const std::string_view segment(out_ + segment_, size_ - segment_);
    if (high_bit_) {
      if (!base::is_valid_utf8(segment)) return UriError::kBadUtf8;
      if (holds_c1_control(segment)) return UriError::kControlCharacter;
      result_.has_high_bit = true;
      high_bit_ = false;
    }
    if (escaped_percent_ && holds_escape(segment)) result_.double_escaped = true;
    if (segment == "..") return pop_segment();
    if (segment == ".") size_ = segment_;
    return UriError::kNone;
  }

  UriError pop_segment() {
    if (segment_ == 1) return UriError::kAboveRoot;
    std::size_t slash = segment_ - 2;  // the last byte of the segment before
    while (out_[slash] != '/') --slash;
    size_ = segment_ = slash + 1;
    return UriError::kNone;
  }

  UriError finish() {
    if (const UriError error = end_segment(); error != UriError::kNone) return error;
    out_[size_] = '\0';
    result_.path = {out_, size_};
    measure(result_.path.substr(1));
    return UriError::kNone;
  }

  void measure(std::string_view segments) {
    while (!segments.empty()) {
      const std::size_t length = std::min(segments.find('/'), segments.size());
      result_.longest_segment = std::max(result_.longest_segment, length);
      ++result_.segment_count;
      segments.remove_prefix(std::min(length + 1, segments.size()));
    }
  }

  char* out_;
  CanonicalUri& result_;
  std::size_t size_ = 1;
  std::size_t segment_ = 1;  // where the current segment begins
  bool high_bit_ = false;    // in the current segment
  bool escaped_percent_ = false;
};

}  // namespace

CanonicalUri canonicalize(std::string_view target, base::Arena& arena) {
  CanonicalUri result;
  const std::size_t question = target.find('?');
  const std::string_view path = target.substr(0, question);
  char* out = static_cast<char*>(arena.allocate(path.size() + 2, 1));
  result.error = Canonicalizer(out, result).run(path);
  if (!result.ok()) {
    CanonicalUri failed;
    failed.error = result.error;
    return failed;
  }
  if (question != target.npos) {
    result.has_query = true;
    result.query = target.substr(question + 1);
  }
  return result;
}

std::string_view describe(UriError error) {
  static constexpr std::array<std::string_view, 6> kTexts = {
      "no error",
      "path does not start with '/'",
      "'%' is not followed by two hexadecimal digits",
      "decoded path is not well-formed UTF-8",
      "control character in the path",
      "\"..\" leads above the root",
  };
  return kTexts[static_cast<std::size_t>(error)];
}

}  // namespace penstock::http
