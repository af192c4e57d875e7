// What boundary_module.cc, a shared library with hidden symbols, offers to boundary_test.cc.
#pragma once

#include <httpcach.h>
#include <httpserv.h>

// 2 when the object is an IHttpCompletionInfo2, else 1: asked by dynamic_cast inside the library.
typedef int (*CompletionInfoLevel)(IHttpCompletionInfo* info);

// A file key made in the library, of a class that is hidden there. Lives as long as the library.
typedef IHttpCacheKey* (*FileKey)();

// Calls the function; 1 when the int it throws is caught inside the library.
typedef int (*CatchThrown)(void (*thrower)());
