// Structured exception handling as far as C++ goes: a __try block with an __except that handles
// everything catches C++ exceptions. Faults of the processor are no exceptions here: they end the
// process. __try itself is the C++ library's name for try.
#ifndef PENSTOCK_SDK_WIN32_EXCEPTIONS_H_
#define PENSTOCK_SDK_WIN32_EXCEPTIONS_H_

#include <exception>

#include "basetypes.h"

#define EXCEPTION_EXECUTE_HANDLER 1
#define EXCEPTION_CONTINUE_SEARCH 0
#define EXCEPTION_CONTINUE_EXECUTION (-1)

#ifndef __try
#define __try try
#endif
// Each filter has its own macro: one that would have to look at the exception is a compile error
// that names it, not a handler that takes what it should have passed on.
#undef __except
// clang-format off
#define __except(filter) PENSTOCK_EXCEPT_##filter
// clang-format on
#define PENSTOCK_EXCEPT_EXCEPTION_EXECUTE_HANDLER catch (...)
#define PENSTOCK_EXCEPT_1 catch (...)

// The code under which the original's compiler throws C++ exceptions, the only ones there are.
#define EXCEPTION_CPP 0xE06D7363u
#define GetExceptionCode() ((DWORD)EXCEPTION_CPP)
#define _exception_code() GetExceptionCode()

#endif  // PENSTOCK_SDK_WIN32_EXCEPTIONS_H_
