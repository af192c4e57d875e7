// A name sources know for win32/com.h: IUnknown and the making of objects.
#ifndef PENSTOCK_SDK_OBJBASE_H_
#define PENSTOCK_SDK_OBJBASE_H_

#include "win32/com.h"

#endif  // PENSTOCK_SDK_OBJBASE_H_
