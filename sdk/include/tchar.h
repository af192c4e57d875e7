// Text that follows UNICODE: _T("x"), _TCHAR, and the _tcs names. Neighbours: win32/basetypes.h
// (TCHAR, TEXT), win32/secure_strings.h.
//
// _tmain is main, with narrow arguments; a program with wide ones defines main itself.
#ifndef PENSTOCK_SDK_TCHAR_H_
#define PENSTOCK_SDK_TCHAR_H_

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "win32/basetypes.h"
#include "win32/format.h"
#include "win32/secure_strings.h"

#define _T(quote) __TEXT(quote)
#define _TEXT(quote) __TEXT(quote)
#define _tmain main

#if defined(UNICODE) || defined(_UNICODE)
#define _tcslen wcslen
#define _tcsnlen wcsnlen
#define _tcscmp wcscmp
#define _tcsncmp wcsncmp
#define _tcsicmp _wcsicmp
#define _tcsnicmp _wcsnicmp
#define _tcschr wcschr
#define _tcsrchr wcsrchr
#define _tcsstr wcsstr
#define _tcscpy wcscpy
#define _tcscat wcscat
#define _tcscpy_s wcscpy_s
#define _tcsncpy_s wcsncpy_s
#define _tcscat_s wcscat_s
#define _tcstok_s wcstok_s
#define _tcsdup wcsdup
#define _tcstol wcstol
#define _tcstoul wcstoul
#define _ttoi _wtoi
#define _ttol _wtol
#define _itot_s _itow_s
#define _ltot_s _ltow_s
#define _stprintf_s swprintf_s
#define _sntprintf_s _snwprintf_s
#define _vstprintf_s vswprintf_s
#define _tprintf_s wprintf_s
#define _tprintf wprintf_s
#define _ftprintf_s fwprintf_s
#else
#define _tcslen strlen
#define _tcsnlen strnlen
#define _tcscmp strcmp
#define _tcsncmp strncmp
#define _tcsicmp _stricmp
#define _tcsnicmp _strnicmp
#define _tcschr strchr
#define _tcsrchr strrchr
#define _tcsstr strstr
#define _tcscpy strcpy
#define _tcscat strcat
#define _tcscpy_s strcpy_s
#define _tcsncpy_s strncpy_s
#define _tcscat_s strcat_s
#define _tcstok_s strtok_s
#define _tcsdup strdup
#define _tcstol strtol
#define _tcstoul strtoul
#define _ttoi atoi
#define _ttol atol
#define _itot_s _itoa_s
#define _ltot_s _ltoa_s
#define _stprintf_s sprintf_s
#define _sntprintf_s _snprintf_s
#define _vstprintf_s vsprintf_s
#define _tprintf_s printf_s
#define _tprintf printf_s
#define _ftprintf_s fprintf_s
#endif

#endif  // PENSTOCK_SDK_TCHAR_H_
