// A name sources know for win32/com.h: IUnknown.
#ifndef PENSTOCK_SDK_UNKNWN_H_
#define PENSTOCK_SDK_UNKNWN_H_

#include "win32/com.h"

#endif  // PENSTOCK_SDK_UNKNWN_H_
