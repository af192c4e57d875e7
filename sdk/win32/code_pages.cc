// See code_pages.h. Windows-1252 differs from Latin-1 in 0x80 to 0x9F alone; the table is the
// mapping the Unicode consortium publishes, with the best-fit controls for its five unused bytes.
#include "win32/code_pages.h"

#include "win32/text.h"
#include "win32/utf.h"

namespace penstock::win32 {
namespace {

constexpr char32_t kWindows1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

constexpr bool is_c1(char32_t value) { return value >= 0x80 && value <= 0x9F; }

}  // namespace

CodePage code_page_of(UINT number) {
  switch (number) {
    case CP_ACP:
    case CP_OEMCP:
    case CP_THREAD_ACP:
    case CP_UTF8:
      return CodePage::kUtf8;
    case 1252:
      return CodePage::kWindows1252;
    case 28591:
      return CodePage::kLatin1;
    case 20127:
      return CodePage::kAscii;
    default:
      return CodePage::kUnknown;
  }
}

char32_t decode_byte(CodePage page, unsigned char byte) {
  if (page == CodePage::kAscii && byte >= 0x80) return kReplacement;
  if (page == CodePage::kWindows1252 && is_c1(byte)) return kWindows1252[byte - 0x80];
  return byte;
}

int encode_byte(CodePage page, char32_t code_point) {
  if (code_point < 0x80) return static_cast<int>(code_point);
  if (page == CodePage::kAscii) return -1;
  if (page == CodePage::kLatin1 || !is_c1(code_point)) {
    if (code_point <= 0xFF) return static_cast<int>(code_point);
  }
  if (page == CodePage::kWindows1252) {
    for (int i = 0; i < 32; ++i) {
      if (kWindows1252[i] == code_point) return 0x80 + i;
    }
  }
  return -1;
}

}  // namespace penstock::win32
