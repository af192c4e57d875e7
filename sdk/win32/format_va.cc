// The va_list forms of the formatting functions: the arguments are fetched by what the format says,
// then format.cc renders them. Declared in win32/format.h.
#include <cstdarg>
#include <cstdint>
#include <vector>

#include "win32/format.h"
#include "win32/format_spec.h"

namespace penstock::win32 {
namespace {

using penstock_sdk::FormatArg;

class ArgumentReader {
 public:
  explicit ArgumentReader(va_list args) { va_copy(args_, args); }
  ~ArgumentReader() { va_end(args_); }
  ArgumentReader(const ArgumentReader&) = delete;
  ArgumentReader& operator=(const ArgumentReader&) = delete;

  // Every argument `format` asks for, up to the first conversion that is not understood: there the
  // rest cannot be read, and rendering stops at the same place.
  template <class Char>
  std::vector<FormatArg> read_all(const Char* format) {
    std::vector<FormatArg> result;
    while (*format != 0) {
      if (*format++ != '%') continue;
      FormatSpecParser<Char> parser(format);
      const std::optional<FormatSpec> spec = parser.parse();
      if (!spec) break;
      format = parser.position();
      if (spec->conversion == '%') continue;
      if (spec->width == kFromArgument) result.push_back(read_int());
      if (spec->precision == kFromArgument) result.push_back(read_int());
      if (!read_value(*spec, sizeof(Char) > 1, result)) break;
    }
    return result;
  }

 private:
  FormatArg read_int() { return {static_cast<long long>(va_arg(args_, int)), sizeof(int)}; }

  FormatArg read_integer(const FormatSpec& spec) {
    if (spec.length == LengthPrefix::kInt64) return {va_arg(args_, long long), sizeof(long long)};
    if (spec.length == LengthPrefix::kSize) {
      return {static_cast<long long>(va_arg(args_, intptr_t)), sizeof(intptr_t)};
    }
    return read_int();
  }

  bool read_value(const FormatSpec& spec, bool wide_format, std::vector<FormatArg>& result) {
    switch (spec.conversion) {
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X':
        result.push_back(read_integer(spec));
        return true;
      case 'c':
      case 'C':
        result.push_back(read_int());
        return true;
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
      case 'a':
      case 'A':
        result.emplace_back(va_arg(args_, double));
        return true;
      case 'p':
        result.emplace_back(va_arg(args_, const void*));
        return true;
      case 's':
      case 'S':
        if (means_wide_text(spec, wide_format)) {
          result.emplace_back(va_arg(args_, const wchar_t*));
        } else {
          result.emplace_back(va_arg(args_, const char*));
        }
        return true;
      default:
        return false;
    }
  }

  va_list args_;
};

}  // namespace
}  // namespace penstock::win32

int penstock_vformat_a(char* out, size_t capacity, const char* format, va_list args) {
  const auto values = penstock::win32::ArgumentReader(args).read_all(format);
  return penstock_format_a(out, capacity, format, values.data(), values.size());
}

int penstock_vformat_w(wchar_t* out, size_t capacity, const wchar_t* format, va_list args) {
  const auto values = penstock::win32::ArgumentReader(args).read_all(format);
  return penstock_format_w(out, capacity, format, values.data(), values.size());
}
