// GUID, DEFINE_GUID and __uuidof. Neighbours: basetypes.h (scalars), com.h (COM objects).
#ifndef PENSTOCK_SDK_WIN32_GUID_H_
#define PENSTOCK_SDK_WIN32_GUID_H_

#include <string.h>

#include <type_traits>

#include "basetypes.h"

typedef struct _GUID {
  ULONG Data1;
  USHORT Data2;
  USHORT Data3;
  UCHAR Data4[8];
} GUID, *LPGUID, IID, *LPIID, CLSID, *LPCLSID, FMTID, UUID;
typedef const GUID *LPCGUID;
typedef const GUID &REFGUID, &REFIID, &REFCLSID, &REFFMTID;

inline int InlineIsEqualGUID(REFGUID a, REFGUID b) { return memcmp(&a, &b, sizeof(GUID)) == 0; }
inline int IsEqualGUID(REFGUID a, REFGUID b) { return InlineIsEqualGUID(a, b); }
inline int IsEqualIID(REFGUID a, REFGUID b) { return InlineIsEqualGUID(a, b); }
inline int IsEqualCLSID(REFGUID a, REFGUID b) { return InlineIsEqualGUID(a, b); }
inline bool operator==(REFGUID a, REFGUID b) { return InlineIsEqualGUID(a, b) != 0; }
inline bool operator!=(REFGUID a, REFGUID b) { return !(a == b); }

// Defines the constant in every source that sees it: the linker has nothing to resolve, and
// INITGUID (see ../initguid.h) changes nothing.
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) \
  static const GUID name __attribute__((unused)) = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}

// Writes "{xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}" and its terminator; returns the number of
// characters written with the terminator (39), or 0 when `capacity` is smaller.
PENSTOCK_WIN32_API int WINAPI StringFromGUID2(REFGUID guid, LPWSTR buffer, int capacity);
// The inverse; CO_E_CLASSSTRING for anything but that form, with the braces.
PENSTOCK_WIN32_API HRESULT WINAPI CLSIDFromString(LPCWSTR text, LPCLSID guid);
PENSTOCK_WIN32_API HRESULT WINAPI IIDFromString(LPCWSTR text, LPIID guid);
// A random (version 4) identifier.
PENSTOCK_WIN32_API HRESULT WINAPI CoCreateGuid(GUID *guid);
PENSTOCK_WIN32_API LONG WINAPI UuidCreate(UUID *uuid);

namespace penstock_sdk {

// The identifier that __uuidof(T) gives. Attached to a type with PENSTOCK_DEFINE_UUID, because the
// compilers have no attribute to carry it.
template <class T>
struct UuidOf;

template <class T>
using UuidTarget = typename std::remove_cv<typename std::remove_pointer<
    typename std::remove_cv<typename std::remove_reference<T>::type>::type>::type>::type;

}  // namespace penstock_sdk

// PENSTOCK_DEFINE_UUID(IThing, 0x01234567, 0x89ab, 0xcdef, 0x01, ... eight bytes): at file scope,
// after a declaration of the type.
#define PENSTOCK_DEFINE_UUID(type, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)  \
  template <>                                                                  \
  struct penstock_sdk::UuidOf<type> {                                          \
    static const GUID &Value() {                                               \
      static const GUID value = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}; \
      return value;                                                            \
    }                                                                          \
  }
#define __uuidof(type_or_expression) \
  (::penstock_sdk::UuidOf< ::penstock_sdk::UuidTarget<__typeof__(type_or_expression)> >::Value())

#endif  // PENSTOCK_SDK_WIN32_GUID_H_
