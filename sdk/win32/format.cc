// The formatting engine behind sprintf_s, StringCchPrintf and wsprintf; declared in win32/format.h.
// The grammar is in format_spec.h, variadic argument lists are in format_va.cc.
//
// Numbers are rendered by snprintf from a rebuilt specification; text, characters and pointers are
// rendered here, because their meaning differs from the platform's.
#include "win32/format.h"

#include <algorithm>
#include <array>
#include <climits>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "win32/format_spec.h"
#include "win32/utf.h"

namespace penstock::win32 {
namespace {

using penstock_sdk::FormatArg;

template <class Char>
class Formatter {
 public:
  Formatter(Char* out, size_t capacity, const FormatArg* args, size_t count)
      : out_(out), capacity_(out != nullptr ? capacity : 0), next_(args), end_(args + count) {}

  int format(const Char* format) {
    const bool ok = render(format);
    if (!ok || length_ > INT_MAX) {
      length_ = 0;
      terminate();
      return -1;
    }
    terminate();
    return static_cast<int>(length_);
  }

 private:
  static constexpr bool kWide = sizeof(Char) == sizeof(wchar_t);

  bool render(const Char* format) {
    while (*format != 0) {
      if (*format != '%') {
        put(*format++);
        continue;
      }
      FormatSpecParser<Char> parser(format + 1);
      std::optional<FormatSpec> spec = parser.parse();
      if (!spec || !render_spec(*spec)) return false;
      format = parser.position();
    }
    return true;
  }

  bool render_spec(FormatSpec spec) {
    if (spec.conversion == '%') {
      put('%');
      return true;
    }
    if (!resolve_stars(spec) || next_ == end_) return false;
    const FormatArg& arg = *next_++;
    switch (spec.conversion) {
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X':
        return render_integer(spec, arg);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
      case 'a':
      case 'A':
        return render_floating(spec, arg);
      case 'c':
      case 'C':
        return render_character(spec, arg);
      case 's':
      case 'S':
        return render_text(spec, arg);
      case 'p':
        return render_pointer(spec, arg);
      default:
        return false;
    }
  }

  bool resolve_stars(FormatSpec& spec) {
    if (spec.width == kFromArgument) {
      if (!take_int(spec.width)) return false;
      if (spec.width < 0) {
        spec.left = true;
        spec.width = -spec.width;
      }
    }
    if (spec.precision == kFromArgument) {
      if (!take_int(spec.precision)) return false;
      if (spec.precision < 0) spec.precision = kAbsent;
    }
    return true;
  }

  bool take_int(int& value) {
    if (next_ == end_ || !is_integer(*next_)) return false;
    const long long given = (next_++)->signed_value;
    if (given > kMaxFieldSize || given < -kMaxFieldSize) return false;
    value = static_cast<int>(given);
    return true;
  }

  static bool is_integer(const FormatArg& arg) {
    return arg.kind == FormatArg::Kind::kSigned || arg.kind == FormatArg::Kind::kUnsigned;
  }

  // The bits of the argument, cut to what the length prefix says and to its own size.
  static unsigned long long bits_of(const FormatSpec& spec, const FormatArg& arg) {
    if (arg.kind == FormatArg::Kind::kPointer) return reinterpret_cast<uintptr_t>(arg.pointer);
    if (spec.length == LengthPrefix::kChar) return static_cast<unsigned char>(arg.unsigned_value);
    if (spec.length == LengthPrefix::kShort) return static_cast<unsigned short>(arg.unsigned_value);
    if (arg.size <= 4) return static_cast<unsigned int>(arg.unsigned_value);
    return arg.unsigned_value;
  }

  static long long signed_of(const FormatSpec& spec, const FormatArg& arg) {
    if (spec.length == LengthPrefix::kChar) return static_cast<signed char>(arg.signed_value);
    if (spec.length == LengthPrefix::kShort) return static_cast<short>(arg.signed_value);
    return arg.signed_value;
  }

  bool render_integer(const FormatSpec& spec, const FormatArg& arg) {
    if (!is_integer(arg) && arg.kind != FormatArg::Kind::kPointer) return false;
    if (spec.conversion == 'd' || spec.conversion == 'i') {
      return render_number(spec, "ll", signed_of(spec, arg));
    }
    return render_number(spec, "ll", bits_of(spec, arg));
  }

  bool render_floating(const FormatSpec& spec, const FormatArg& arg) {
    if (arg.kind != FormatArg::Kind::kDouble) return false;
    return render_number(spec, "", arg.double_value);
  }

  template <class Value>
  bool render_number(const FormatSpec& spec, const char* length, Value value) {
    const std::array<char, 32> rebuilt = rebuild(spec, length);
    const int width = std::max(spec.width, 0);
    char few[128];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    const int size = spec.precision == kAbsent
                         ? snprintf(few, sizeof few, rebuilt.data(), width, value)
                         : snprintf(few, sizeof few, rebuilt.data(), width, spec.precision, value);
    if (size < 0) return false;
    if (static_cast<size_t>(size) < sizeof few) {
      put_ascii({few, static_cast<size_t>(size)});
      return true;
    }
    std::vector<char> many(static_cast<size_t>(size) + 1);
    if (spec.precision == kAbsent) {
      snprintf(many.data(), many.size(), rebuilt.data(), width, value);
    } else {
      snprintf(many.data(), many.size(), rebuilt.data(), width, spec.precision, value);
    }
#pragma GCC diagnostic pop
    put_ascii({many.data(), static_cast<size_t>(size)});
    return true;
  }

  // "%" flags "*" [".*"] length conversion, for snprintf.
  static std::array<char, 32> rebuild(const FormatSpec& spec, const char* length) {
    std::array<char, 32> text = {'%'};
    size_t size = 1;
    if (spec.left) text[size++] = '-';
    if (spec.plus) text[size++] = '+';
    if (spec.space) text[size++] = ' ';
    if (spec.alternate) text[size++] = '#';
    if (spec.zero) text[size++] = '0';
    text[size++] = '*';
    if (spec.precision != kAbsent) {
      text[size++] = '.';
      text[size++] = '*';
    }
    while (*length != '\0') text[size++] = *length++;
    text[size] = spec.conversion;
    return text;
  }

  bool render_character(const FormatSpec& spec, const FormatArg& arg) {
    if (!is_integer(arg)) return false;
    if (means_wide_text(spec, kWide)) {
      const auto character = static_cast<wchar_t>(arg.signed_value);
      put_padded(spec, convert(std::wstring_view(&character, 1)));
    } else {
      const auto character = static_cast<char>(arg.signed_value);
      put_padded(spec, convert(std::string_view(&character, 1)));
    }
    return true;
  }

  bool render_text(const FormatSpec& spec, const FormatArg& arg) {
    switch (arg.kind) {
      case FormatArg::Kind::kNarrow:
        return render_string(spec, arg.narrow);
      case FormatArg::Kind::kWide:
        return render_string(spec, arg.wide);
      case FormatArg::Kind::kPointer:
        if (means_wide_text(spec, kWide)) {
          return render_string(spec, static_cast<const wchar_t*>(arg.pointer));
        }
        return render_string(spec, static_cast<const char*>(arg.pointer));
      default:
        return false;
    }
  }

  // The precision bounds what is read: text with a precision need not be terminated.
  template <class Text>
  bool render_string(const FormatSpec& spec, const Text* text) {
    if (text == nullptr) {
      put_padded(spec, convert(std::string_view("(null)").substr(0, limit_of(spec))));
      return true;
    }
    size_t size = 0;
    while (size < limit_of(spec) && text[size] != 0) ++size;
    put_padded(spec, convert(std::basic_string_view<Text>(text, size)));
    return true;
  }

  static size_t limit_of(const FormatSpec& spec) {
    return spec.precision == kAbsent ? SIZE_MAX : static_cast<size_t>(spec.precision);
  }

  // Sixteen upper-case hexadecimal digits, the original's form.
  bool render_pointer(const FormatSpec& spec, const FormatArg& arg) {
    if (arg.kind == FormatArg::Kind::kDouble) return false;
    char digits[17];
    snprintf(digits, sizeof digits, "%016llX", arg.unsigned_value);
    put_padded(spec, convert(std::string_view(digits, 16)));
    return true;
  }

  // Text in the output's form: itself, or a conversion that lives until the next one.
  std::basic_string_view<Char> convert(std::basic_string_view<Char> text) { return text; }
  template <class Text>
  std::basic_string_view<Char> convert(std::basic_string_view<Text> text) {
    if constexpr (kWide) {
      converted_ = to_wide(text);
    } else {
      converted_ = to_utf8(text);
    }
    return converted_;
  }

  void put_padded(const FormatSpec& spec, std::basic_string_view<Char> text) {
    const size_t width = spec.width > 0 ? static_cast<size_t>(spec.width) : 0;
    const size_t padding = width > text.size() ? width - text.size() : 0;
    if (!spec.left) put_repeated(spec.zero ? '0' : ' ', padding);
    for (const Char c : text) put(c);
    if (spec.left) put_repeated(' ', padding);
  }

  void put_ascii(std::string_view text) {
    for (const char c : text) put(static_cast<Char>(c));
  }

  void put_repeated(char c, size_t count) {
    for (size_t i = 0; i < count; ++i) put(static_cast<Char>(c));
  }

  void put(Char c) {
    if (length_ < capacity_) out_[length_] = c;
    ++length_;
  }

  void terminate() {
    if (capacity_ != 0) out_[std::min(length_, capacity_ - 1)] = 0;
  }

  Char* const out_;
  const size_t capacity_;
  size_t length_ = 0;
  const FormatArg* next_;
  const FormatArg* const end_;
  std::basic_string<Char> converted_;
};

template <class Char>
int format_to(Char* out, size_t capacity, const Char* format, const FormatArg* args, size_t count) {
  return Formatter<Char>(out, capacity, args, count).format(format);
}

// Formats into a block on the stack, or a larger one when that is too small.
template <class Char>
int print_to(FILE* stream, const Char* format, const FormatArg* args, size_t count) {
  Char few[512];
  const int length = format_to(few, std::size(few), format, args, count);
  if (length < 0) return -1;
  std::basic_string<Char> many;
  const Char* text = few;
  if (static_cast<size_t>(length) >= std::size(few)) {
    many.resize(static_cast<size_t>(length) + 1);
    format_to(many.data(), many.size(), format, args, count);
    text = many.data();
  }
  const auto size = static_cast<size_t>(length);
  if constexpr (sizeof(Char) == 1) {
    return fwrite(text, 1, size, stream) == size ? length : -1;
  } else {
    const std::string bytes = to_utf8(std::wstring_view(text, size));
    return fwrite(bytes.data(), 1, bytes.size(), stream) == bytes.size() ? length : -1;
  }
}

}  // namespace
}  // namespace penstock::win32

using penstock_sdk::FormatArg;

int penstock_format_a(char* out, size_t capacity, const char* format, const FormatArg* args,
                      size_t count) {
  return penstock::win32::format_to(out, capacity, format, args, count);
}

int penstock_format_w(wchar_t* out, size_t capacity, const wchar_t* format, const FormatArg* args,
                      size_t count) {
  return penstock::win32::format_to(out, capacity, format, args, count);
}

int penstock_fprint_a(FILE* stream, const char* format, const FormatArg* args, size_t count) {
  return penstock::win32::print_to(stream, format, args, count);
}

int penstock_fprint_w(FILE* stream, const wchar_t* format, const FormatArg* args, size_t count) {
  return penstock::win32::print_to(stream, format, args, count);
}
