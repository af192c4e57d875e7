// The Windows subset that server modules are written against: one header a family under win32/.
// The implementation is sdk/win32 (libpenstock-win32.so), which the server has loaded already, so a
// module needs no extra library.
#ifndef PENSTOCK_SDK_WINDOWS_H_
#define PENSTOCK_SDK_WINDOWS_H_

#include "sal.h"
#include "win32/basetypes.h"
#include "win32/com.h"
#include "win32/com_support.h"
#include "win32/debug.h"
#include "win32/environment.h"
#include "win32/errors.h"
#include "win32/event_log.h"
#include "win32/exceptions.h"
#include "win32/files.h"
#include "win32/format.h"
#include "win32/guid.h"
#include "win32/handles.h"
#include "win32/interlocked.h"
#include "win32/libraries.h"
#include "win32/memory.h"
#include "win32/registry.h"
#include "win32/secure_strings.h"
#include "win32/security.h"
#include "win32/sockets.h"
#include "win32/sync.h"
#include "win32/text.h"
#include "win32/threads.h"
#include "win32/time.h"
#include "win32/variants.h"
#include "win32/winsock.h"

#endif  // PENSTOCK_SDK_WINDOWS_H_
