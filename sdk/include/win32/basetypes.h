// The scalar types, handles and small structures that every Windows-style source uses.
// Neighbours: calling.h (keywords), errors.h (result codes), guid.h, sockets.h.
//
// Widths are the original's, not the platform's: LONG, ULONG, DWORD and HRESULT are 32 bits and
// LONGLONG is 64. The one exception is WCHAR, which is wchar_t and so 32 bits here: L"..."
// literals, std::wstring and wcslen work on it unchanged.
#ifndef PENSTOCK_SDK_WIN32_BASETYPES_H_
#define PENSTOCK_SDK_WIN32_BASETYPES_H_

#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#include "../sal.h"
#include "calling.h"

#define VOID void
#define CONST const
#ifndef NULL
#define NULL 0
#endif
#define FALSE 0
#define TRUE 1
#define MAX_PATH 260
#define INFINITE 0xFFFFFFFFu

typedef char CHAR, CCHAR;
typedef signed char INT8;
typedef unsigned char UCHAR, BYTE, UINT8, BOOLEAN;
typedef short SHORT, INT16;
typedef unsigned short USHORT, WORD, UINT16, ATOM, LANGID;
typedef int INT, LONG, INT32, LONG32, BOOL, HRESULT, SCODE, NTSTATUS;
typedef unsigned int UINT, ULONG, DWORD, UINT32, ULONG32, DWORD32, LCID, ACCESS_MASK, COLORREF;
typedef long long LONGLONG, INT64, LONG64;
typedef unsigned long long ULONGLONG, UINT64, ULONG64, DWORD64, DWORDLONG;
typedef float FLOAT;
typedef double DOUBLE;
typedef wchar_t WCHAR;

typedef intptr_t INT_PTR, LONG_PTR, SSIZE_T, LPARAM, LRESULT;
typedef uintptr_t UINT_PTR, ULONG_PTR, DWORD_PTR, SIZE_T, WPARAM, SOCKET;
typedef ULONG_PTR *PULONG_PTR, *PDWORD_PTR;
typedef SIZE_T *PSIZE_T;

typedef void *PVOID, *LPVOID;
typedef const void *PCVOID, *LPCVOID;
typedef CHAR *PCHAR, *LPCH, *PCH;
typedef BYTE *PBYTE, *LPBYTE;
typedef UCHAR *PUCHAR;
typedef BOOLEAN *PBOOLEAN;
typedef SHORT *PSHORT;
typedef USHORT *PUSHORT;
typedef WORD *PWORD, *LPWORD;
typedef INT *PINT, *LPINT;
typedef UINT *PUINT;
typedef LONG *PLONG, *LPLONG;
typedef ULONG *PULONG;
typedef DWORD *PDWORD, *LPDWORD;
typedef BOOL *PBOOL, *LPBOOL;
typedef LONGLONG *PLONGLONG;
typedef ULONGLONG *PULONGLONG;
typedef UINT64 *PUINT64;
typedef DWORD64 *PDWORD64;

typedef CHAR *PSTR, *LPSTR, *NPSTR;
typedef const CHAR *PCSTR, *LPCSTR, *LPCCH;
typedef WCHAR *PWSTR, *LPWSTR, *PWCHAR, *LPWCH, *PWCH;
typedef const WCHAR *PCWSTR, *LPCWSTR, *LPCWCH, *PCWCH;
typedef PSTR *PZPSTR;
typedef WCHAR *BSTR;

// TCHAR follows UNICODE, as it always did. The functions do not: they accept both string types
// under the unsuffixed name (see forms.h), so a source compiles either way.
#if defined(UNICODE) || defined(_UNICODE)
typedef WCHAR TCHAR, _TCHAR, *PTCHAR;
#define __TEXT(quote) L##quote
#else
typedef CHAR TCHAR, _TCHAR, *PTCHAR;
#define __TEXT(quote) quote
#endif
typedef TCHAR *PTSTR, *LPTSTR, *PTCH, *LPTCH;
typedef const TCHAR *PCTSTR, *LPCTSTR;
#define TEXT(quote) __TEXT(quote)

typedef void *HANDLE;
typedef HANDLE *PHANDLE, *LPHANDLE;
#define INVALID_HANDLE_VALUE ((HANDLE)(LONG_PTR)-1)
#define DECLARE_HANDLE(name) \
  struct name##__ {          \
    int unused;              \
  };                         \
  typedef struct name##__ *name
DECLARE_HANDLE(HINSTANCE);
DECLARE_HANDLE(HKEY);
DECLARE_HANDLE(HWND);
typedef HINSTANCE HMODULE;
typedef HANDLE HGLOBAL, HLOCAL, HRSRC;
// To be cast to the function's real type. This one is what compilers let every other be cast from.
typedef void (*FARPROC)(void);
typedef PVOID PSID;
typedef PVOID PSECURITY_DESCRIPTOR;

struct sockaddr;
typedef struct sockaddr SOCKADDR, *PSOCKADDR, *LPSOCKADDR;

// 100-nanosecond intervals since 1601-01-01 00:00 UTC, in two halves.
typedef struct _FILETIME {
  DWORD dwLowDateTime;
  DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;

// A calendar time; wDayOfWeek counts from Sunday = 0, wMonth from January = 1.
typedef struct _SYSTEMTIME {
  WORD wYear;
  WORD wMonth;
  WORD wDayOfWeek;
  WORD wDay;
  WORD wHour;
  WORD wMinute;
  WORD wSecond;
  WORD wMilliseconds;
} SYSTEMTIME, *PSYSTEMTIME, *LPSYSTEMTIME;

typedef union _LARGE_INTEGER {
  __extension__ struct {
    DWORD LowPart;
    LONG HighPart;
  };
  struct {
    DWORD LowPart;
    LONG HighPart;
  } u;
  LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

typedef union _ULARGE_INTEGER {
  __extension__ struct {
    DWORD LowPart;
    DWORD HighPart;
  };
  struct {
    DWORD LowPart;
    DWORD HighPart;
  } u;
  ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

// One pending input or output. Offset and OffsetHigh say where in the file it happens; hEvent, when
// not NULL, is signalled when it is done. Internal holds the status, InternalHigh the byte count.
typedef struct _OVERLAPPED {
  ULONG_PTR Internal;
  ULONG_PTR InternalHigh;
  __extension__ union {
    __extension__ struct {
      DWORD Offset;
      DWORD OffsetHigh;
    };
    PVOID Pointer;
  };
  HANDLE hEvent;
} OVERLAPPED, *LPOVERLAPPED;

typedef VOID(WINAPI *LPOVERLAPPED_COMPLETION_ROUTINE)(DWORD dwErrorCode,
                                                      DWORD dwNumberOfBytesTransferred,
                                                      LPOVERLAPPED lpOverlapped);

typedef struct _SECURITY_ATTRIBUTES {
  DWORD nLength;
  LPVOID lpSecurityDescriptor;
  BOOL bInheritHandle;
} SECURITY_ATTRIBUTES, *PSECURITY_ATTRIBUTES, *LPSECURITY_ATTRIBUTES;

#define MAKEWORD(low, high) ((WORD)(((BYTE)(low)) | ((WORD)((BYTE)(high))) << 8))
#define MAKELONG(low, high) ((LONG)(((WORD)(low)) | ((DWORD)((WORD)(high))) << 16))
#define LOWORD(value) ((WORD)((DWORD_PTR)(value)&0xffff))
#define HIWORD(value) ((WORD)(((DWORD_PTR)(value) >> 16) & 0xffff))
#define LOBYTE(value) ((BYTE)((DWORD_PTR)(value)&0xff))
#define HIBYTE(value) ((BYTE)(((DWORD_PTR)(value) >> 8) & 0xff))
#define ARRAYSIZE(array) (sizeof(array) / sizeof((array)[0]))
#define FIELD_OFFSET(type, field) ((LONG)offsetof(type, field))
#define CONTAINING_RECORD(address, type, field) ((type *)((char *)(address)-offsetof(type, field)))
#define C_ASSERT(condition) static_assert(condition, #condition)

#ifndef MAXDWORD
#define MAXDWORD 0xffffffffu
#define MAXLONG 0x7fffffff
#define MINLONG ((LONG)(-0x7fffffff - 1))
#define MAXULONG 0xffffffffu
#define MAXUSHORT 0xffff
#define MAXWORD 0xffff
#endif

#endif  // PENSTOCK_SDK_WIN32_BASETYPES_H_
