// The console: one key without Enter. Implementation: sdk/win32/console.cc.
#ifndef PENSTOCK_SDK_CONIO_H_
#define PENSTOCK_SDK_CONIO_H_

#include "win32/calling.h"

// The next key, unechoed and at once when standard input is a terminal; the next byte of anything
// else; EOF (-1) at its end.
PENSTOCK_WIN32_API int _getch(void);
inline int getch(void) { return _getch(); }

#endif  // PENSTOCK_SDK_CONIO_H_
