// wcstombs_s, mbstowcs_s, wctomb_s; declared in win32/secure_strings.h. Narrow text is UTF-8
// whatever the process's locale is. Neighbours: utf.h, secure_strings.cc.
#include <climits>
#include <cstring>
#include <string_view>

#include "win32/secure_strings.h"
#include "win32/utf.h"

namespace penstock::win32 {
namespace {

// One input character in the other form.
struct Unit {
  char bytes[4];
  wchar_t wide;
  size_t size;  // in units of the output
};

void store(const Unit& unit, char* out) { memcpy(out, unit.bytes, unit.size); }
void store(const Unit& unit, wchar_t* out) { *out = unit.wide; }

Unit make_unit(char32_t value, const char*) {
  Unit unit = {};
  unit.size = encode_utf8(value, unit.bytes);
  return unit;
}
Unit make_unit(char32_t value, const wchar_t*) { return {{}, static_cast<wchar_t>(value), 1}; }

// The common rules of both directions; `Out` and `In` are the character types.
template <class Out, class In>
errno_t convert(size_t* converted, Out* out, size_t size, const In* text, size_t count) {
  if (converted != nullptr) *converted = 0;
  if (out != nullptr && size != 0) out[0] = 0;
  if (text == nullptr || (out == nullptr) != (size == 0)) return EINVAL;
  const In* position = text;
  const In* const end = text + std::char_traits<In>::length(text);
  const bool truncates = count == _TRUNCATE;
  size_t used = 0;
  errno_t result = 0;
  while (position != end) {
    const CodePoint code_point = next_code_point(&position, end);
    if (!code_point.valid) {
      if (out != nullptr) out[0] = 0;
      return EILSEQ;
    }
    const Unit unit = make_unit(code_point.value, out);
    if (out != nullptr) {
      if (!truncates && used + unit.size > count) break;
      if (used + unit.size >= size) {
        if (!truncates) {
          out[0] = 0;
          return ERANGE;
        }
        result = STRUNCATE;
        break;
      }
      store(unit, out + used);
    }
    used += unit.size;
  }
  if (out != nullptr) out[used] = 0;
  if (converted != nullptr) *converted = used + 1;
  return result;
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

errno_t wcstombs_s(size_t* converted, char* out, size_t size, const wchar_t* text, size_t count) {
  return convert(converted, out, size, text, count);
}

errno_t mbstowcs_s(size_t* converted, wchar_t* out, size_t size, const char* text, size_t count) {
  return convert(converted, out, size, text, count);
}

errno_t wctomb_s(int* written, char* out, size_t size, wchar_t character) {
  const wchar_t* position = &character;
  const CodePoint code_point = next_code_point(&position, &character + 1);
  if (written != nullptr) *written = -1;
  if (!code_point.valid) return EILSEQ;
  if (out == nullptr) return EINVAL;
  char bytes[4];
  const size_t needed = encode_utf8(code_point.value, bytes);
  if (needed > size) return ERANGE;
  memcpy(out, bytes, needed);
  if (written != nullptr) *written = static_cast<int>(needed);
  return 0;
}
