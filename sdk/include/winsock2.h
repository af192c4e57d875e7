// Accepted for source compatibility: the addresses are in win32/sockets.h, the rest of the
// platform's sockets in its own headers.
#ifndef PENSTOCK_SDK_WINSOCK2_H_
#define PENSTOCK_SDK_WINSOCK2_H_

#include "windows.h"

#endif  // PENSTOCK_SDK_WINSOCK2_H_
