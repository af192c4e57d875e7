// The file attribute bits of the runtime's io.h, which IHttpFileInfo::GetAttributes is compared
// with. They equal FILE_ATTRIBUTE_* (win32/files.h).
#ifndef PENSTOCK_SDK_IO_H_
#define PENSTOCK_SDK_IO_H_

#include <unistd.h>

#define _A_NORMAL 0x00
#define _A_RDONLY 0x01
#define _A_HIDDEN 0x02
#define _A_SYSTEM 0x04
#define _A_SUBDIR 0x10
#define _A_ARCH 0x20

#endif  // PENSTOCK_SDK_IO_H_
