// The Windows subset that server modules are written against: one header a family under win32/.
// The implementation is sdk/win32 (libpenstock-win32.so), which the server has loaded already, so a
// module needs no extra library.
#ifndef PENSTOCK_SDK_WINDOWS_H_
#define PENSTOCK_SDK_WINDOWS_H_

#include "sal.h"
#include "win32/basetypes.h"
#include "win32/errors.h"
#include "win32/event_log.h"
#include "win32/format.h"
#include "win32/guid.h"
#include "win32/secure_strings.h"

#endif  // PENSTOCK_SDK_WINDOWS_H_
