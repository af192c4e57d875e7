// Recognizing and converting encodings; see source_text.h.
#include "cli/port/source_text.h"

#include <cstdint>
#include <fstream>
#include <iterator>

#include "base/text.h"

namespace penstock::cli {
namespace {

enum class Order { little, big };

char32_t unit_at(std::string_view bytes, std::size_t at, Order order) {
  const auto first = static_cast<std::uint8_t>(bytes[at]);
  const auto second = static_cast<std::uint8_t>(bytes[at + 1]);
  return order == Order::little ? first | (second << 8) : (first << 8) | second;
}

std::string from_utf16(std::string_view bytes, Order order) {
  std::string text;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t unit = unit_at(bytes, at, order);
    if (unit >= 0xD800 && unit < 0xDC00 && at + 3 < bytes.size()) {
      const char32_t low = unit_at(bytes, at + 2, order);
      if (low >= 0xDC00 && low < 0xE000) {
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    base::append_utf8(text, unit);
  }
  return text;
}

// Sources begin with ASCII: every second byte of the first few is zero.
bool looks_like_utf16(std::string_view bytes, Order order) {
  const std::size_t zero = order == Order::little ? 1 : 0;
  if (bytes.size() < 8 || bytes.size() % 2 != 0) {
    return false;
  }
  for (std::size_t at = 0; at < 8; at += 2) {
    if (bytes[at + zero] != '\0' || bytes[at + 1 - zero] == '\0') {
      return false;
    }
  }
  return true;
}

}  // namespace

SourceText decode_source(std::string_view bytes) {
  if (bytes.substr(0, 2) == "\xFF\xFE") {
    return {from_utf16(bytes.substr(2), Order::little), true};
  }
  if (bytes.substr(0, 2) == "\xFE\xFF") {
    return {from_utf16(bytes.substr(2), Order::big), true};
  }
  for (const Order order : {Order::little, Order::big}) {
    if (looks_like_utf16(bytes, order)) {
      return {from_utf16(bytes, order), true};
    }
  }
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") {
    bytes.remove_prefix(3);
  }
  return {std::string(bytes), false};
}

std::optional<SourceText> read_source(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return std::nullopt;
  }
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return decode_source(bytes);
}

}  // namespace penstock::cli
