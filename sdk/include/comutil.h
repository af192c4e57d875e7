// A name sources know for win32/com_support.h: _bstr_t and _variant_t.
#ifndef PENSTOCK_SDK_COMUTIL_H_
#define PENSTOCK_SDK_COMUTIL_H_

#include "win32/com_support.h"

#endif  // PENSTOCK_SDK_COMUTIL_H_
