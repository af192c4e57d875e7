// Narrow and wide text: conversion between code pages and WCHAR, and the lstr functions.
// Implementation: sdk/win32/text_conversion.cc, code_pages.cc.
//
// The machine's own code page (CP_ACP, CP_OEMCP) is UTF-8, which is what every narrow string of
// this subset is in.
#ifndef PENSTOCK_SDK_WIN32_TEXT_H_
#define PENSTOCK_SDK_WIN32_TEXT_H_

#include "basetypes.h"

#define CP_ACP 0
#define CP_OEMCP 1
#define CP_MACCP 2
#define CP_THREAD_ACP 3
#define CP_UTF7 65000
#define CP_UTF8 65001
#define MB_PRECOMPOSED 0x1
#define MB_COMPOSITE 0x2
#define MB_USEGLYPHCHARS 0x4
#define MB_ERR_INVALID_CHARS 0x8
#define WC_COMPOSITECHECK 0x200
#define WC_NO_BEST_FIT_CHARS 0x400
#define WC_ERR_INVALID_CHARS 0x80

// Converts `text` (`size` units, or -1 for up to and with its terminator) and returns the number of
// units written; with `capacity` 0, the number that would be. 0 on failure:
// ERROR_INSUFFICIENT_BUFFER, ERROR_INVALID_PARAMETER (also for a code page other than UTF-8, 1252,
// 28591 and 20127), ERROR_INVALID_FLAGS, or, with the *_ERR_INVALID_CHARS flag,
// ERROR_NO_UNICODE_TRANSLATION. Otherwise malformed input becomes U+FFFD.
PENSTOCK_WIN32_API int WINAPI MultiByteToWideChar(UINT code_page, DWORD flags, LPCSTR text,
                                                  int size, LPWSTR out, int capacity);
// Characters the code page lacks become *default_char ('?' if NULL), and *used_default TRUE; both
// must be NULL for UTF-8.
PENSTOCK_WIN32_API int WINAPI WideCharToMultiByte(UINT code_page, DWORD flags, LPCWSTR text,
                                                  int size, LPSTR out, int capacity,
                                                  LPCSTR default_char, LPBOOL used_default);
PENSTOCK_WIN32_API UINT WINAPI GetACP(VOID);
PENSTOCK_WIN32_API UINT WINAPI GetOEMCP(VOID);

// lstrlen(NULL) is 0. lstrcpyn copies at most `capacity`-1 characters and terminates; lstrcpy and
// lstrcat do not know the size of the destination: prefer strsafe.h.
PENSTOCK_WIN32_API int WINAPI lstrlenA(LPCSTR text);
PENSTOCK_WIN32_API int WINAPI lstrlenW(LPCWSTR text);
PENSTOCK_WIN32_API int WINAPI lstrcmpA(LPCSTR a, LPCSTR b);
PENSTOCK_WIN32_API int WINAPI lstrcmpW(LPCWSTR a, LPCWSTR b);
PENSTOCK_WIN32_API int WINAPI lstrcmpiA(LPCSTR a, LPCSTR b);
PENSTOCK_WIN32_API int WINAPI lstrcmpiW(LPCWSTR a, LPCWSTR b);
PENSTOCK_WIN32_API LPSTR WINAPI lstrcpyA(LPSTR out, LPCSTR text);
PENSTOCK_WIN32_API LPWSTR WINAPI lstrcpyW(LPWSTR out, LPCWSTR text);
PENSTOCK_WIN32_API LPSTR WINAPI lstrcatA(LPSTR out, LPCSTR text);
PENSTOCK_WIN32_API LPWSTR WINAPI lstrcatW(LPWSTR out, LPCWSTR text);
PENSTOCK_WIN32_API LPSTR WINAPI lstrcpynA(LPSTR out, LPCSTR text, int capacity);
PENSTOCK_WIN32_API LPWSTR WINAPI lstrcpynW(LPWSTR out, LPCWSTR text, int capacity);

inline int lstrlen(LPCSTR text) { return lstrlenA(text); }
inline int lstrlen(LPCWSTR text) { return lstrlenW(text); }
inline int lstrcmp(LPCSTR a, LPCSTR b) { return lstrcmpA(a, b); }
inline int lstrcmp(LPCWSTR a, LPCWSTR b) { return lstrcmpW(a, b); }
inline int lstrcmpi(LPCSTR a, LPCSTR b) { return lstrcmpiA(a, b); }
inline int lstrcmpi(LPCWSTR a, LPCWSTR b) { return lstrcmpiW(a, b); }
inline LPSTR lstrcpy(LPSTR out, LPCSTR text) { return lstrcpyA(out, text); }
inline LPWSTR lstrcpy(LPWSTR out, LPCWSTR text) { return lstrcpyW(out, text); }
inline LPSTR lstrcat(LPSTR out, LPCSTR text) { return lstrcatA(out, text); }
inline LPWSTR lstrcat(LPWSTR out, LPCWSTR text) { return lstrcatW(out, text); }
inline LPSTR lstrcpyn(LPSTR out, LPCSTR text, int n) { return lstrcpynA(out, text, n); }
inline LPWSTR lstrcpyn(LPWSTR out, LPCWSTR text, int n) { return lstrcpynW(out, text, n); }

#endif  // PENSTOCK_SDK_WIN32_TEXT_H_
