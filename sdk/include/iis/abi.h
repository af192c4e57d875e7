// The version of the binary interface, which every module carries in itself without doing anything:
// the server asks for it after loading the library and refuses a module built for another one.
#pragma once

#include "interface.h"

// Grows when a module built before could not be run any more. New interfaces do not count: they are
// asked for (extended_interface.h), and a server without them says so.
#define PENSTOCK_SDK_ABI 1

// What the server calls in the library, by this name. Emitted whether or not anybody uses it here.
extern "C" inline __attribute__((used, visibility("default"))) DWORD penstock_sdk_abi() {
  return PENSTOCK_SDK_ABI;
}
