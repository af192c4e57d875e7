// BSTR, VARIANT and their functions. Implementation: sdk/win32/bstr.cc, variants.cc. Neighbours:
// com.h, com_support.h.
#ifndef PENSTOCK_SDK_WIN32_VARIANTS_H_
#define PENSTOCK_SDK_WIN32_VARIANTS_H_

#include "basetypes.h"
#include "com.h"
#include "errors.h"

typedef BSTR *LPBSTR;
typedef WCHAR OLECHAR, *LPOLESTR;
typedef const WCHAR *LPCOLESTR;

// A BSTR carries its length in front, may contain NUL, and ends with one that is not counted. NULL
// stands for the empty string. SysAllocString(NULL) is NULL; NULL also when memory is short.
PENSTOCK_WIN32_API BSTR WINAPI SysAllocString(const OLECHAR *text);
// `text` may be NULL: the content is then undefined but for the terminator.
PENSTOCK_WIN32_API BSTR WINAPI SysAllocStringLen(const OLECHAR *text, UINT length);
PENSTOCK_WIN32_API BSTR WINAPI SysAllocStringByteLen(LPCSTR bytes, UINT size);
// FALSE, with the old string kept, when memory is short.
PENSTOCK_WIN32_API INT WINAPI SysReAllocString(BSTR *string, const OLECHAR *text);
PENSTOCK_WIN32_API VOID WINAPI SysFreeString(BSTR string);
// In characters, and in bytes. 0 for NULL.
PENSTOCK_WIN32_API UINT WINAPI SysStringLen(BSTR string);
PENSTOCK_WIN32_API UINT WINAPI SysStringByteLen(BSTR string);

typedef short VARIANT_BOOL;
#define VARIANT_TRUE ((VARIANT_BOOL)-1)
#define VARIANT_FALSE ((VARIANT_BOOL)0)
typedef unsigned short VARTYPE;
typedef double DATE;
typedef union tagCY {
  LONGLONG int64;
} CY;

enum VARENUM {
  VT_EMPTY = 0,
  VT_NULL = 1,
  VT_I2 = 2,
  VT_I4 = 3,
  VT_R4 = 4,
  VT_R8 = 5,
  VT_CY = 6,
  VT_DATE = 7,
  VT_BSTR = 8,
  VT_DISPATCH = 9,
  VT_ERROR = 10,
  VT_BOOL = 11,
  VT_VARIANT = 12,
  VT_UNKNOWN = 13,
  VT_I1 = 16,
  VT_UI1 = 17,
  VT_UI2 = 18,
  VT_UI4 = 19,
  VT_I8 = 20,
  VT_UI8 = 21,
  VT_INT = 22,
  VT_UINT = 23,
  VT_ARRAY = 0x2000,
  VT_BYREF = 0x4000
};

// A tagged value; `vt` says which member counts. Start with VariantInit, end with VariantClear.
typedef struct tagVARIANT {
  VARTYPE vt;
  WORD wReserved1;
  WORD wReserved2;
  WORD wReserved3;
  __extension__ union {
    LONGLONG llVal;
    LONG lVal;
    BYTE bVal;
    SHORT iVal;
    FLOAT fltVal;
    DOUBLE dblVal;
    VARIANT_BOOL boolVal;
    SCODE scode;
    CY cyVal;
    DATE date;
    BSTR bstrVal;
    IUnknown *punkVal;
    CHAR cVal;
    USHORT uiVal;
    ULONG ulVal;
    ULONGLONG ullVal;
    INT intVal;
    UINT uintVal;
    PVOID byref;
    struct tagVARIANT *pvarVal;
    BSTR *pbstrVal;
  };
} VARIANT, VARIANTARG, *LPVARIANT;

#define V_VT(variant) ((variant)->vt)
#define V_BSTR(variant) ((variant)->bstrVal)
#define V_BOOL(variant) ((variant)->boolVal)
#define V_I2(variant) ((variant)->iVal)
#define V_I4(variant) ((variant)->lVal)
#define V_I8(variant) ((variant)->llVal)
#define V_UI4(variant) ((variant)->ulVal)
#define V_UI8(variant) ((variant)->ullVal)
#define V_R8(variant) ((variant)->dblVal)
#define V_UNKNOWN(variant) ((variant)->punkVal)
#define VARIANT_NOVALUEPROP 0x1
#define VARIANT_ALPHABOOL 0x2

PENSTOCK_WIN32_API VOID WINAPI VariantInit(VARIANT *variant);
// Frees the string or releases the object it holds, and makes it VT_EMPTY.
PENSTOCK_WIN32_API HRESULT WINAPI VariantClear(VARIANT *variant);
// Clears the destination first; strings are copied, objects get a reference.
PENSTOCK_WIN32_API HRESULT WINAPI VariantCopy(VARIANT *destination, const VARIANT *source);
// Between the numbers, VT_BOOL and VT_BSTR. DISP_E_TYPEMISMATCH for text that is no such value and
// for other types, DISP_E_OVERFLOW for a number out of range. Source and destination may be one.
PENSTOCK_WIN32_API HRESULT WINAPI VariantChangeType(VARIANT *destination, const VARIANT *source,
                                                    USHORT flags, VARTYPE type);

#endif  // PENSTOCK_SDK_WIN32_VARIANTS_H_
