// Compiler spellings of Windows sources (calling conventions, __declspec, parameter markers),
// mapped to what GCC and Clang have. Included by basetypes.h; the SAL annotations are in ../sal.h.
#ifndef PENSTOCK_SDK_WIN32_CALLING_H_
#define PENSTOCK_SDK_WIN32_CALLING_H_

// There is one calling convention on this platform, so all their names are empty.
#undef __stdcall
#undef __cdecl
#undef _cdecl
#undef __fastcall
#undef __thiscall
#undef __vectorcall
#define __stdcall
#define __cdecl
#define _cdecl
#define _stdcall
#define __fastcall
#define __thiscall
#define __vectorcall
#define WINAPI
#define WINAPIV
#define APIENTRY
#define CALLBACK
#define NTAPI
#define STDMETHODCALLTYPE
#define STDAPICALLTYPE
#define PASCAL
#define CDECL
#define FAR
#define NEAR

#undef __forceinline
#define __forceinline inline __attribute__((always_inline))
#define FORCEINLINE __forceinline
#define DECLSPEC_NOINLINE __attribute__((noinline))
#define _inline inline

// __declspec(x): each attribute has its own macro, so an unknown one is a compile error that names
// it instead of a silently dropped contract.
#undef __declspec
#define __declspec(attribute) PENSTOCK_DECLSPEC_##attribute
#define PENSTOCK_DECLSPEC_dllexport __attribute__((visibility("default")))
#define PENSTOCK_DECLSPEC_dllimport __attribute__((visibility("default")))
#define PENSTOCK_DECLSPEC_noinline __attribute__((noinline))
#define PENSTOCK_DECLSPEC_noreturn __attribute__((noreturn))
#define PENSTOCK_DECLSPEC_selectany __attribute__((weak))
#define PENSTOCK_DECLSPEC_align(bytes) __attribute__((aligned(bytes)))
#define PENSTOCK_DECLSPEC_deprecated __attribute__((deprecated))
#define PENSTOCK_DECLSPEC_thread __thread
#define PENSTOCK_DECLSPEC_nothrow
#define PENSTOCK_DECLSPEC_novtable
#define PENSTOCK_DECLSPEC_restrict
#define PENSTOCK_DECLSPEC_allocator
#define PENSTOCK_DECLSPEC_uuid(text)
#define DECLSPEC_IMPORT __declspec(dllimport)
#define DECLSPEC_NORETURN __declspec(noreturn)
#define DECLSPEC_ALIGN(bytes) __declspec(align(bytes))
#define DECLSPEC_NOVTABLE
#define DECLSPEC_SELECTANY __declspec(selectany)
#define DECLSPEC_UUID(text)

#define __int8 char
#define __int16 short
#define __int32 int
#define __int64 long long

// Direction markers that precede parameters in older sources.
#define IN
#define OUT
#define OPTIONAL

#define UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#define DBG_UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#define UNREFERENCED_LOCAL_VARIABLE(variable) ((void)(variable))

// Every function of the subset has C linkage and is visible from any module.
#define PENSTOCK_WIN32_API extern "C" __attribute__((visibility("default")))

#endif  // PENSTOCK_SDK_WIN32_CALLING_H_
