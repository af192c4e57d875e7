// MultiByteToWideChar, WideCharToMultiByte and the lstr functions; declared in win32/text.h.
#include <cstring>
#include <cwchar>
#include <string>

#include "win32/code_pages.h"
#include "win32/errno_map.h"
#include "win32/errors.h"
#include "win32/secure_strings.h"
#include "win32/text.h"
#include "win32/utf.h"

namespace penstock::win32 {
namespace {

// Counts what is written and stores what fits.
template <class Char>
class Output {
 public:
  Output(Char* out, int capacity) : out_(out), capacity_(static_cast<size_t>(capacity)) {}

  void put(const Char* units, size_t count) {
    if (capacity_ != 0 && size_ + count <= capacity_) {
      memcpy(out_ + size_, units, count * sizeof(Char));
    }
    size_ += count;
  }
  void put(Char unit) { put(&unit, 1); }

  int result() const {
    if (capacity_ == 0 || size_ <= capacity_) return static_cast<int>(size_);
    return fail(ERROR_INSUFFICIENT_BUFFER);
  }

 private:
  Char* const out_;
  const size_t capacity_;
  size_t size_ = 0;
};

template <class Char>
size_t input_size(const Char* text, int size) {
  return size >= 0 ? static_cast<size_t>(size) : std::char_traits<Char>::length(text) + 1;
}

template <class Out, class In>
bool arguments_are_wrong(const Out* out, int capacity, const In* text, int size) {
  return text == nullptr || size == 0 || size < -1 || capacity < 0 ||
         (out == nullptr && capacity != 0) ||
         static_cast<const void*>(out) == static_cast<const void*>(text);
}

int decode_utf8(const char* position, const char* end, bool strict, Output<wchar_t>& output) {
  while (position != end) {
    const CodePoint code_point = next_code_point(&position, end);
    if (strict && !code_point.valid) return fail(ERROR_NO_UNICODE_TRANSLATION);
    output.put(static_cast<wchar_t>(code_point.value));
  }
  return output.result();
}

int decode_bytes(CodePage page, const char* position, const char* end, bool strict,
                 Output<wchar_t>& output) {
  for (; position != end; ++position) {
    const char32_t value = decode_byte(page, static_cast<unsigned char>(*position));
    if (strict && value == kReplacement) return fail(ERROR_NO_UNICODE_TRANSLATION);
    output.put(static_cast<wchar_t>(value));
  }
  return output.result();
}

int encode_utf8_text(const wchar_t* position, const wchar_t* end, bool strict,
                     Output<char>& output) {
  while (position != end) {
    const CodePoint code_point = next_code_point(&position, end);
    if (strict && !code_point.valid) return fail(ERROR_NO_UNICODE_TRANSLATION);
    char bytes[kMaxUtf8PerWide];
    output.put(bytes, encode_utf8(code_point.value, bytes));
  }
  return output.result();
}

int encode_bytes(CodePage page, const wchar_t* position, const wchar_t* end, const char* otherwise,
                 BOOL* used_default, Output<char>& output) {
  if (used_default != nullptr) *used_default = FALSE;
  while (position != end) {
    const int byte = encode_byte(page, next_code_point(&position, end).value);
    if (byte < 0 && used_default != nullptr) *used_default = TRUE;
    output.put(byte >= 0 ? static_cast<char>(byte) : otherwise != nullptr ? *otherwise : '?');
  }
  return output.result();
}

template <class Char>
Char* copy_bounded(Char* out, const Char* text, int capacity) {
  if (out == nullptr || text == nullptr || capacity <= 0) return nullptr;
  int used = 0;
  for (; used < capacity - 1 && text[used] != 0; ++used) out[used] = text[used];
  out[used] = 0;
  return out;
}

constexpr int sign(int value) { return value < 0 ? -1 : static_cast<int>(value > 0); }

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

int MultiByteToWideChar(UINT code_page, DWORD flags, LPCSTR text, int size, LPWSTR out,
                        int capacity) {
  const CodePage page = code_page_of(code_page);
  if (page == CodePage::kUnknown || arguments_are_wrong(out, capacity, text, size)) {
    return fail(ERROR_INVALID_PARAMETER);
  }
  constexpr DWORD kKnown = MB_PRECOMPOSED | MB_COMPOSITE | MB_USEGLYPHCHARS | MB_ERR_INVALID_CHARS;
  if ((flags & ~kKnown) != 0) return fail(ERROR_INVALID_FLAGS);
  const bool strict = (flags & MB_ERR_INVALID_CHARS) != 0;
  const char* const end = text + input_size(text, size);
  Output<wchar_t> output(out, capacity);
  if (page == CodePage::kUtf8) return decode_utf8(text, end, strict, output);
  return decode_bytes(page, text, end, strict, output);
}

int WideCharToMultiByte(UINT code_page, DWORD flags, LPCWSTR text, int size, LPSTR out,
                        int capacity, LPCSTR default_char, LPBOOL used_default) {
  const CodePage page = code_page_of(code_page);
  if (page == CodePage::kUnknown || arguments_are_wrong(out, capacity, text, size)) {
    return fail(ERROR_INVALID_PARAMETER);
  }
  const wchar_t* const end = text + input_size(text, size);
  Output<char> output(out, capacity);
  if (page != CodePage::kUtf8) {
    return encode_bytes(page, text, end, default_char, used_default, output);
  }
  // CP_ACP is UTF-8 here, but sources pass a default character with it, as its other pages allow.
  if (code_page == CP_UTF8 && (default_char != nullptr || used_default != nullptr)) {
    return fail(ERROR_INVALID_PARAMETER);
  }
  if (used_default != nullptr) *used_default = FALSE;
  return encode_utf8_text(text, end, (flags & WC_ERR_INVALID_CHARS) != 0, output);
}

UINT GetACP() { return CP_UTF8; }
UINT GetOEMCP() { return CP_UTF8; }

int lstrlenA(LPCSTR text) { return text != nullptr ? static_cast<int>(strlen(text)) : 0; }
int lstrlenW(LPCWSTR text) { return text != nullptr ? static_cast<int>(wcslen(text)) : 0; }
int lstrcmpA(LPCSTR a, LPCSTR b) { return sign(strcmp(a, b)); }
int lstrcmpW(LPCWSTR a, LPCWSTR b) { return sign(wcscmp(a, b)); }
int lstrcmpiA(LPCSTR a, LPCSTR b) { return sign(strcasecmp(a, b)); }
int lstrcmpiW(LPCWSTR a, LPCWSTR b) { return _wcsicmp(a, b); }
LPSTR lstrcpyA(LPSTR out, LPCSTR text) { return strcpy(out, text); }
LPWSTR lstrcpyW(LPWSTR out, LPCWSTR text) { return wcscpy(out, text); }
LPSTR lstrcatA(LPSTR out, LPCSTR text) { return strcat(out, text); }
LPWSTR lstrcatW(LPWSTR out, LPCWSTR text) { return wcscat(out, text); }
LPSTR lstrcpynA(LPSTR out, LPCSTR text, int capacity) { return copy_bounded(out, text, capacity); }
LPWSTR lstrcpynW(LPWSTR out, LPCWSTR text, int capacity) {
  return copy_bounded(out, text, capacity);
}
