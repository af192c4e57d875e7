// Debug output and error texts. Implementation: sdk/win32/debug_output.cc, error_text.cc; a host
// may take the output over (../penstock/host.h).
#ifndef PENSTOCK_SDK_WIN32_DEBUG_H_
#define PENSTOCK_SDK_WIN32_DEBUG_H_

#include <assert.h>
#include <stdarg.h>

#include "basetypes.h"

// Text for whoever debugs the module; a NULL text is ignored.
PENSTOCK_WIN32_API VOID WINAPI OutputDebugStringA(LPCSTR text);
PENSTOCK_WIN32_API VOID WINAPI OutputDebugStringW(LPCWSTR text);
inline VOID OutputDebugString(LPCSTR text) { OutputDebugStringA(text); }
inline VOID OutputDebugString(LPCWSTR text) { OutputDebugStringW(text); }
PENSTOCK_WIN32_API BOOL WINAPI IsDebuggerPresent(VOID);
PENSTOCK_WIN32_API VOID WINAPI DebugBreak(VOID);
#define __debugbreak() __builtin_trap()
#define _ASSERT(condition) assert(condition)
#define _ASSERTE(condition) assert(condition)

#define FORMAT_MESSAGE_ALLOCATE_BUFFER 0x00000100
#define FORMAT_MESSAGE_IGNORE_INSERTS 0x00000200
#define FORMAT_MESSAGE_FROM_STRING 0x00000400
#define FORMAT_MESSAGE_FROM_HMODULE 0x00000800
#define FORMAT_MESSAGE_FROM_SYSTEM 0x00001000
#define FORMAT_MESSAGE_ARGUMENT_ARRAY 0x00002000
#define FORMAT_MESSAGE_MAX_WIDTH_MASK 0x000000FF
#define LANG_NEUTRAL 0x00
#define LANG_ENGLISH 0x09
#define SUBLANG_NEUTRAL 0x00
#define SUBLANG_DEFAULT 0x01
#define SUBLANG_ENGLISH_US 0x01
#define MAKELANGID(primary, sub) ((((WORD)(sub)) << 10) | (WORD)(primary))

// The text of an error number (FROM_SYSTEM; an HRESULT of the Win32 facility is looked up by its
// code), or of a message with %1 to %99 for text arguments (FROM_STRING). With ALLOCATE_BUFFER,
// `buffer` is really the address of a pointer, which receives memory for LocalFree. Returns the
// length without the terminator; 0 on failure, as with ERROR_INSUFFICIENT_BUFFER. Messages out of a
// module's resources (FROM_HMODULE) do not exist here: ERROR_NOT_SUPPORTED.
PENSTOCK_WIN32_API DWORD WINAPI FormatMessageA(DWORD flags, LPCVOID source, DWORD message_id,
                                               DWORD language_id, LPSTR buffer, DWORD size,
                                               va_list *arguments);
PENSTOCK_WIN32_API DWORD WINAPI FormatMessageW(DWORD flags, LPCVOID source, DWORD message_id,
                                               DWORD language_id, LPWSTR buffer, DWORD size,
                                               va_list *arguments);
inline DWORD FormatMessage(DWORD flags, LPCVOID source, DWORD message_id, DWORD language_id,
                           LPSTR buffer, DWORD size, va_list *arguments) {
  return FormatMessageA(flags, source, message_id, language_id, buffer, size, arguments);
}
inline DWORD FormatMessage(DWORD flags, LPCVOID source, DWORD message_id, DWORD language_id,
                           LPWSTR buffer, DWORD size, va_list *arguments) {
  return FormatMessageW(flags, source, message_id, language_id, buffer, size, arguments);
}

#endif  // PENSTOCK_SDK_WIN32_DEBUG_H_
