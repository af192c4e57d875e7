// Single-byte code pages. Implementation: code_pages.cc; user: text_conversion.cc.
#pragma once

#include "win32/basetypes.h"

namespace penstock::win32 {

enum class CodePage { kUtf8, kWindows1252, kLatin1, kAscii, kUnknown };

CodePage code_page_of(UINT number);

// For the single-byte pages. The code point of a byte, or U+FFFD for one the page does not use.
char32_t decode_byte(CodePage page, unsigned char byte);
// The byte of a code point, or -1 when the page does not have it.
int encode_byte(CodePage page, char32_t code_point);

}  // namespace penstock::win32
