// BSTRs; declared in win32/variants.h. The length in bytes stands in the four bytes before the
// text, where code that knows BSTRs looks for it.
#include <cstdlib>
#include <cstring>
#include <cwchar>

#include "win32/variants.h"

namespace penstock::win32 {
namespace {

// Keeps the text as aligned as malloc's blocks are.
constexpr size_t kHeaderSize = 16;

char* block_of(BSTR string) { return reinterpret_cast<char*>(string) - kHeaderSize; }

UINT byte_size_of(BSTR string) {
  UINT size = 0;
  memcpy(&size, reinterpret_cast<const char*>(string) - sizeof size, sizeof size);
  return size;
}

BSTR allocate(const void* data, size_t size) {
  constexpr size_t kLargest = UINT32_MAX - kHeaderSize - 2 * sizeof(WCHAR);
  if (size > kLargest) return nullptr;
  // A wide terminator even after an odd number of bytes.
  char* const block = static_cast<char*>(malloc(kHeaderSize + size + 2 * sizeof(WCHAR)));
  if (block == nullptr) return nullptr;
  char* const text = block + kHeaderSize;
  const auto prefix = static_cast<UINT>(size);
  memcpy(text - sizeof prefix, &prefix, sizeof prefix);
  if (data != nullptr) memcpy(text, data, size);
  memset(text + size, 0, 2 * sizeof(WCHAR));
  return reinterpret_cast<BSTR>(text);
}

}  // namespace
}  // namespace penstock::win32

using namespace penstock::win32;

BSTR SysAllocString(const OLECHAR* text) {
  return text != nullptr ? allocate(text, wcslen(text) * sizeof(OLECHAR)) : nullptr;
}
BSTR SysAllocStringLen(const OLECHAR* text, UINT length) {
  return allocate(text, size_t{length} * sizeof(OLECHAR));
}
BSTR SysAllocStringByteLen(LPCSTR bytes, UINT size) { return allocate(bytes, size); }

INT SysReAllocString(BSTR* string, const OLECHAR* text) {
  BSTR const replacement = SysAllocString(text);
  if (replacement == nullptr && text != nullptr) return FALSE;
  SysFreeString(*string);
  *string = replacement;
  return TRUE;
}

VOID SysFreeString(BSTR string) {
  if (string != nullptr) free(block_of(string));
}

UINT SysStringByteLen(BSTR string) { return string != nullptr ? byte_size_of(string) : 0; }
UINT SysStringLen(BSTR string) { return SysStringByteLen(string) / sizeof(OLECHAR); }
