// Implements json_text.h.
#include "observe/json_text.h"

#include <charconv>

#include "base/text.h"

namespace penstock::observe {
namespace {

constexpr char kHex[] = "0123456789abcdef";

constexpr bool needs_escape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7f;
}

void append_escape(std::string& out, char c) {
  switch (c) {
    case '"':
    case '\\':
      out += '\\';
      out += c;
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      out += "\\u00";
      out += kHex[(c >> 4) & 0xF];
      out += kHex[c & 0xF];
  }
}

bool has_high_bytes(std::string_view text) {
  unsigned char bits = 0;
  for (const char c : text) {
    bits |= static_cast<unsigned char>(c);
  }
  return bits >= 0x80;
}

// Reads the escape after a backslash; returns how much of rest it took, 0 if it is none of ours.
std::size_t read_escape(std::string_view rest, std::string& out) {
  if (rest.empty()) {
    return 0;
  }
  if (rest[0] == 'u') {
    unsigned value = 0;
    const char* const first = rest.data() + 1;
    if (rest.size() < 5 || std::from_chars(first, first + 4, value, 16).ptr != first + 4) {
      return 0;
    }
    base::append_utf8(out, static_cast<char32_t>(value));
    return 5;
  }
  const char c = rest[0];
  out += c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
  return 1;
}

// Reads a string after its opening quote; returns how much it took with the closing one, or 0.
std::size_t read_string(std::string_view rest, std::string& out) {
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '"') {
      return i + 1;
    }
    if (rest[i] != '\\') {
      out += rest[i];
      continue;
    }
    const std::size_t taken = read_escape(rest.substr(i + 1), out);
    if (taken == 0) {
      return 0;
    }
    i += taken;
  }
  return 0;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  std::string repaired;
  if (has_high_bytes(text) && !base::is_valid_utf8(text)) {
    repaired = base::to_utf8(base::to_wide(text));
    text = repaired;
  }
  out += '"';
  std::size_t plain = 0;  // start of the run not yet copied
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (needs_escape(text[i])) {
      out.append(text, plain, i - plain);
      append_escape(out, text[i]);
      plain = i + 1;
    }
  }
  out.append(text, plain);
  out += '"';
}

std::vector<std::string> parse_json_strings(std::string_view json) {
  std::vector<std::string> strings;
  if (json.empty() || json[0] != '[') {
    return strings;
  }
  json.remove_prefix(1);
  while (!json.empty() && json[0] == '"') {
    std::string& text = strings.emplace_back();
    const std::size_t taken = read_string(json.substr(1), text);
    if (taken == 0) {
      strings.pop_back();
      break;
    }
    json.remove_prefix(1 + taken);
    if (!json.empty() && json[0] == ',') {
      json.remove_prefix(1);
    }
  }
  return strings;
}

}  // namespace penstock::observe
