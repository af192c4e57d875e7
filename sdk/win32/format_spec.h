// The grammar of a conversion in a format string: flags, width, precision, length, conversion.
// format.cc renders what is parsed here; format_va.cc fetches variadic arguments by it.
#pragma once

#include <optional>

namespace penstock::win32 {

enum class LengthPrefix { kNone, kChar, kShort, kLong, kInt64, kInt32, kSize, kWideText };

constexpr int kAbsent = -1;
constexpr int kFromArgument = -2;  // given as '*'

struct FormatSpec {
  bool left = false;
  bool plus = false;
  bool space = false;
  bool alternate = false;
  bool zero = false;
  int width = kAbsent;
  int precision = kAbsent;
  LengthPrefix length = LengthPrefix::kNone;
  char conversion = '\0';
};

// More than any field anybody wants, and small enough to be rendered in memory.
constexpr int kMaxFieldSize = 65536;

template <class Char>
class FormatSpecParser {
 public:
  explicit FormatSpecParser(const Char* position) : position_(position) {}

  // Parses what follows a '%'; nothing when the text is no conversion of ours.
  std::optional<FormatSpec> parse() {
    FormatSpec spec;
    while (take_flag(spec)) {
    }
    spec.width = take_number(kAbsent);
    if (take('.')) spec.precision = take_number(0);
    if (spec.width > kMaxFieldSize || spec.precision > kMaxFieldSize) return std::nullopt;
    spec.length = take_length();
    if (*position_ == 0 || static_cast<unsigned long>(*position_) > 0x7F) return std::nullopt;
    spec.conversion = static_cast<char>(*position_++);
    return spec;
  }

  const Char* position() const { return position_; }

 private:
  bool take(char c) {
    if (*position_ != static_cast<Char>(c)) return false;
    ++position_;
    return true;
  }

  bool take_flag(FormatSpec& spec) {
    if (take('-')) return spec.left = true;
    if (take('+')) return spec.plus = true;
    if (take(' ')) return spec.space = true;
    if (take('#')) return spec.alternate = true;
    if (take('0')) return spec.zero = true;
    return false;
  }

  int take_number(int otherwise) {
    if (take('*')) return kFromArgument;
    if (!is_digit()) return otherwise;
    int value = 0;
    while (is_digit()) {
      if (value <= kMaxFieldSize) value = value * 10 + static_cast<int>(*position_ - '0');
      ++position_;
    }
    return value;
  }

  bool is_digit() const { return *position_ >= '0' && *position_ <= '9'; }

  LengthPrefix take_length() {
    if (take('h')) return take('h') ? LengthPrefix::kChar : LengthPrefix::kShort;
    if (take('l')) return take('l') ? LengthPrefix::kInt64 : LengthPrefix::kLong;
    if (take('w')) return LengthPrefix::kWideText;
    if (take('I')) return take_i_suffix();
    if (take('j')) return LengthPrefix::kInt64;
    if (take('z') || take('t')) return LengthPrefix::kSize;
    take('L');  // every floating argument is a double, as in the original
    return LengthPrefix::kNone;
  }

  LengthPrefix take_i_suffix() {
    if (position_[0] == '6' && position_[1] == '4') {
      position_ += 2;
      return LengthPrefix::kInt64;
    }
    if (position_[0] == '3' && position_[1] == '2') {
      position_ += 2;
      return LengthPrefix::kInt32;
    }
    return LengthPrefix::kSize;
  }

  const Char* position_;
};

// Whether %s or %S, with its prefix, in a format of that kind means wide text.
inline bool means_wide_text(const FormatSpec& spec, bool wide_format) {
  if (spec.length == LengthPrefix::kLong || spec.length == LengthPrefix::kWideText) return true;
  if (spec.length == LengthPrefix::kShort) return false;
  const bool lower = spec.conversion == 's' || spec.conversion == 'c';
  return lower == wide_format;
}

}  // namespace penstock::win32
