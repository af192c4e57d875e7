// A name sources know for win32/com_support.h: _bstr_t and _com_error.
#ifndef PENSTOCK_SDK_COMDEF_H_
#define PENSTOCK_SDK_COMDEF_H_

#include "win32/com_support.h"

#endif  // PENSTOCK_SDK_COMDEF_H_
