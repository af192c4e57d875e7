// A name sources know for windows.h.
#ifndef PENSTOCK_SDK_WINDEF_H_
#define PENSTOCK_SDK_WINDEF_H_

#include "windows.h"

#endif  // PENSTOCK_SDK_WINDEF_H_
