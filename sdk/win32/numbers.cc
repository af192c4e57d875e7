// Integers to text in any base: the engine of _itoa_s, _ltow_s and the rest of their family in
// win32/secure_strings.h.
#include <algorithm>

#include "win32/secure_strings.h"

namespace penstock::win32 {
namespace {

template <class Char>
errno_t write_digits(unsigned long long value, bool is_signed, Char* out, size_t size, int base) {
  if (out == nullptr || size == 0) return EINVAL;
  out[0] = 0;
  if (base < 2 || base > 36) return EINVAL;
  const bool negative = is_signed && static_cast<long long>(value) < 0;
  if (negative) value = 0 - value;
  char reversed[PENSTOCK_MAX_DIGITS];
  size_t length = 0;
  do {
    reversed[length++] =
        "0123456789abcdefghijklmnopqrstuvwxyz"[value % static_cast<unsigned>(base)];
    value /= static_cast<unsigned>(base);
  } while (value != 0);
  if (negative) reversed[length++] = '-';
  if (length >= size) return ERANGE;
  std::reverse_copy(reversed, reversed + length, out);
  out[length] = 0;
  return 0;
}

}  // namespace
}  // namespace penstock::win32

errno_t penstock_digits_a(unsigned long long value, bool is_signed, char* out, size_t size,
                          int base) {
  return penstock::win32::write_digits(value, is_signed, out, size, base);
}

errno_t penstock_digits_w(unsigned long long value, bool is_signed, wchar_t* out, size_t size,
                          int base) {
  return penstock::win32::write_digits(value, is_signed, out, size, base);
}
