// A name sources know for win32/variants.h: BSTR and VARIANT.
#ifndef PENSTOCK_SDK_OLEAUTO_H_
#define PENSTOCK_SDK_OLEAUTO_H_

#include "win32/variants.h"

#endif  // PENSTOCK_SDK_OLEAUTO_H_
