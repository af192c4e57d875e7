// Accepted for source compatibility: DEFINE_GUID (win32/guid.h) defines the constant in any case.
#ifndef PENSTOCK_SDK_INITGUID_H_
#define PENSTOCK_SDK_INITGUID_H_

#define INITGUID
#include "win32/guid.h"

#endif  // PENSTOCK_SDK_INITGUID_H_
