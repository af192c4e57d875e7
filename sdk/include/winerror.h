// A name sources know for win32/errors.h: result codes.
#ifndef PENSTOCK_SDK_WINERROR_H_
#define PENSTOCK_SDK_WINERROR_H_

#include "win32/errors.h"

#endif  // PENSTOCK_SDK_WINERROR_H_
